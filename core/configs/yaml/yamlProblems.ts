import { problemMaker, type ProblemCatalogue } from '../../problem.ts';

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
    message: () => 'A second document starts here and is not read. Use one file for each, without `---` between them.',
  },
  'yaml-syntax': { severity: 'error', message: (text: string) => text },
  'yaml-tab': {
    severity: 'error',
    message: () => 'YAML does not allow tabs as indentation. Use blanks.',
  },
  'yaml-unquoted-condition': {
    severity: 'error',
    message: (text: string) =>
      `An unquoted \`>\` starts a YAML block, not a condition. Put quotes around it: "${text}".`,
  },
  'yaml-unquoted-braces': {
    severity: 'error',
    message: (text: string) => `YAML reads unquoted braces here as a mapping. Put quotes around the value: "${text}".`,
  },
  'yaml-unquoted-start': {
    severity: 'error',
    message: (character: string) => `A value cannot start with \`${character}\` unless it is in quotes.`,
  },
  'yaml-duplicate-key': {
    severity: 'error',
    message: (key: string) => `\`${key}\` is given twice here; the first one is used. Remove or rename one of them.`,
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
