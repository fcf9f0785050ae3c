import { problemMaker, type ProblemCatalogue } from '../../problem.ts';

/** In code quotes, or in typographic ones where it has such quotes itself. */
const code = (text: string): string => {
  if (text === '') return 'an empty text';
  return text.includes('`') ? `“${text}”` : `\`${text}\``;
};

/** What can be wrong with a text before anyone asks which dialect it is. */
export const YAML_PROBLEMS = {
  'yaml-too-large': {
    severity: 'error',
    message: (megabytes: string, limit: string) =>
      `This file has ${megabytes} MB; files over ${limit} MB are not read. Move data into files of their own.`,
  },
  'yaml-too-deep': {
    severity: 'error',
    message: (limit: number) => `This is nested more than ${limit} levels deep. Remove the extra brackets or dashes.`,
  },
  'yaml-empty': {
    severity: 'error',
    message: (remedy: string) => `This file is empty. ${remedy}`,
  },
  'yaml-several-documents': {
    severity: 'error',
    message: () =>
      'A second document starts here, and a file holds only one. Use one file for each, without `---` between them.',
  },
  'yaml-syntax': { severity: 'error', message: (text: string) => text },
  'yaml-more': {
    severity: 'error',
    message: (count: number) => `${count} more faults like these follow. Mend the ones above first.`,
  },
  'yaml-tab': {
    severity: 'error',
    message: () => 'YAML does not allow tabs as indentation. Use blanks.',
  },
  'yaml-odd-blank': {
    severity: 'error',
    message: (name: string) => `This is ${name}, which YAML reads as a letter. Use ordinary blanks.`,
  },
  'yaml-indentation': {
    severity: 'error',
    message: (blanks: number) =>
      `The indentation of this line fits no other line. Indent it by ${blanks} ${blanks === 1 ? 'blank' : 'blanks'}, like the entries around it.`,
  },
  'yaml-indented-under-value': {
    severity: 'error',
    message: () =>
      'This is indented deeper than the line above, which has a value already. Give both the same indentation, or take the value away.',
  },
  'yaml-missing-colon': {
    severity: 'error',
    message: (text: string) =>
      `A key with \`:\` is expected here. Write ${code(text === '' ? 'key: …' : `${text}: …`)}, or remove the line.`,
  },
  'yaml-missing-dash': {
    severity: 'error',
    message: () => 'This stands between the items of a list. Begin it with `- `, or give it another indentation.',
  },
  'yaml-misplaced-dash': {
    severity: 'error',
    message: () => 'A list with `- ` cannot begin here. Put it on lines of its own under its key, or in `[ ]`.',
  },
  'yaml-missing-blank': {
    severity: 'error',
    replacement: (character: string) => `${character} `,
    message: (character: string) => `YAML needs a blank after this \`${character}\`. Add one.`,
  },
  'yaml-merge-conflict': {
    severity: 'error',
    message: () => 'This is the marker of a merge conflict. Decide for one side and remove the markers.',
  },
  'yaml-unclosed-quote': {
    severity: 'error',
    message: (quote: string) =>
      `The quote \`${quote}\` that opens here is never closed. Close it at the end of the text.`,
  },
  'yaml-text-after-quote': {
    severity: 'error',
    replacement: (remedy: string) => remedy,
    message: (remedy: string) =>
      `The text in quotes ends before the value does. Put quotes around all of it: ${remedy}`,
  },
  'yaml-bad-escape': {
    severity: 'error',
    message: (written: string, remedy: string) =>
      `YAML knows no ${code(written)} in double quotes. Use single quotes: ${remedy}`,
  },
  'yaml-unclosed-bracket': {
    severity: 'error',
    message: (open: string, close: string) =>
      `The bracket \`${open}\` that opens here is never closed. Add \`${close}\` at its end.`,
  },
  'yaml-extra-bracket': {
    severity: 'error',
    replacement: () => '',
    message: (bracket: string) => `This \`${bracket}\` closes nothing. Remove it.`,
  },
  'yaml-wrong-bracket': {
    severity: 'error',
    message: (bracket: string, expected: string) =>
      `\`${bracket}\` cannot close what is open here. Write \`${expected}\`.`,
  },
  'yaml-text-after-bracket': {
    severity: 'error',
    message: (remedy: string) =>
      `A value that starts with a bracket ends with it. Put quotes around all of it: ${remedy}`,
  },
  'yaml-missing-comma': {
    severity: 'error',
    message: () => 'A comma is missing here, between two entries in brackets. Add it.',
  },
  'yaml-extra-comma': {
    severity: 'error',
    replacement: () => '',
    message: () => 'There is no entry before this comma. Remove it.',
  },
  'yaml-comma-at-end': {
    severity: 'error',
    replacement: () => '',
    message: () => 'Outside of brackets an entry ends with its line, without a comma. Remove it.',
  },
  'yaml-comma-in-text': {
    severity: 'error',
    message: (key: string, remedy: string) =>
      `In brackets a comma ends the value, so ${code(key)} is read as a key of its own. ${remedy}`,
  },
  'yaml-colon-in-text': {
    severity: 'error',
    replacement: (_key: string, remedy: string, mayBeMeant = false) => (mayBeMeant ? undefined : remedy),
    message: (key: string, remedy: string, mayBeMeant = false) =>
      `A colon and a blank make ${code(key)} a key inside of this value. ${mayBeMeant ? 'If it is meant as one, put it on a line of its own below. Otherwise put' : 'Put'} quotes around the value: ${remedy}`,
  },
  'yaml-nested-key': {
    severity: 'error',
    message: (key: string) => `${code(key)} is a key on the line of another key. Put it on a line of its own below.`,
  },
  'yaml-unquoted-condition': {
    severity: 'error',
    replacement: (text: string) => `"${text}"`,
    message: (text: string) =>
      `An unquoted \`>\` starts a YAML block, not a condition. Put quotes around it: "${text}".`,
  },
  'yaml-unquoted-braces': {
    severity: 'error',
    replacement: (remedy: string) => remedy,
    message: (remedy: string) => `YAML reads unquoted brackets here as its own. Put quotes around the value: ${remedy}`,
  },
  'yaml-template-braces': {
    severity: 'error',
    message: (written: string, name: string) =>
      `YAML reads ${code(written)} as a mapping in a mapping. Put quotes around it, or write \`\${${name}}\`.`,
  },
  'yaml-unquoted-start': {
    severity: 'error',
    message: (character: string, remedy: string) =>
      `A value cannot start with ${code(character)} unless it is in quotes. Write ${remedy}`,
  },
  'yaml-tag': {
    severity: 'error',
    message: (tag: string, remedy: string) =>
      `An unquoted \`!\` starts a YAML tag, and ${code(tag)} is none that is known. Put quotes around the value: ${remedy}`,
  },
  'yaml-curly-quotes': {
    severity: 'error',
    replacement: (remedy: string) => remedy,
    message: (remedy: string) =>
      `These are typographic quotes, which YAML reads as part of the text. Use straight ones: ${remedy}`,
  },
  'yaml-duplicate-key': {
    severity: 'error',
    message: (key: string) => `${code(key)} is given twice here. Remove or rename one of them.`,
  },
  'yaml-complex-key': {
    severity: 'error',
    message: () => 'A key must be a single word or text here, not a list or mapping.',
  },
  'yaml-unknown-alias': {
    severity: 'error',
    message: (name: string) => `No anchor \`&${name}\` is set before this alias. Add one or write the value out.`,
  },
  'yaml-alias-cycle': {
    severity: 'error',
    message: (name: string) => `\`*${name}\` stands inside what it repeats. Write the value out.`,
  },
  'yaml-alias-expansion': {
    severity: 'error',
    message: () =>
      'The aliases of this file expand to more than 100,000 values. Write the data out or make it smaller.',
  },
  'yaml-merge-not-a-mapping': {
    severity: 'error',
    message: () => '`<<` merges mappings only. Point it at an anchor that is a mapping, or at a list of such.',
  },
} as const satisfies ProblemCatalogue;

export const yamlProblem = problemMaker(YAML_PROBLEMS);
