import { findPlaceholders, type Placeholder } from './placeholders.ts';
import { programOf } from './programOf.ts';
import { readShell } from './readShell.ts';
import type { BlockShell } from './runbookBlocks.ts';
import type { ShellContext } from './shellCommand.ts';

/** What is run when everything is filled in. */
export interface FilledText {
  text: string;
  /** Values that are handed over in the environment, by the names by which the text refers to them. */
  variables: Record<string, string>;
}

/** A value of these characters alone means itself wherever it stands. */
const PLAIN_VALUE = /^(?![=-])[A-Za-z0-9._:/@%+=,-]+$/;
const PLAIN_CHARACTERS = 'letters, digits and . _ : / @ % + = , - (not as the first one: = -)';

/** Programs that read their arguments as commands again, in which a value could be one. */
const READ_AGAIN = new Set(
  'eval ssh su watch parallel psql mysql mariadb sqlite3 mongosh awk sed perl python python3 node ruby'.split(' '),
);
const SHELLS = new Set('sh bash zsh dash ksh fish pwsh'.split(' '));

/** Why a value cannot be put in the place of a placeholder, in words; undefined where it can. */
export function whyNotFilled(
  { kind, isSecret, places }: Placeholder,
  value: string,
  text: string,
  shell: BlockShell,
): string | undefined {
  if (/[\0\r\n]/.test(value)) return 'A value of several lines cannot be filled in here.';
  if (kind === 'elision') {
    return wordsOf(value).every(isPlainWord) ? undefined : `Words that are put here may have ${PLAIN_CHARACTERS}.`;
  }
  if (value === '') return 'Without a value nothing is run. Press Escape to run nothing.';
  const where = (wanted: ShellContext): boolean => places.some(({ context }) => context === wanted);
  const cannotRefer = where('here-document') || (shell === 'powershell' && where('single'));
  if (isSecret && cannotRefer) {
    return 'A secret is not written into a text, and here no variable could stand for it. Change the block so that it reads a variable.';
  }
  if (PLAIN_VALUE.test(value)) return undefined;
  const remedy = `Use only ${PLAIN_CHARACTERS}.`;
  if (cannotRefer) return `Nothing can be quoted where it stands. ${remedy}`;
  if (places.some(({ span }) => isReadAgain(text, span[0]))) {
    return `What it is handed to would read the value as commands. ${remedy}`;
  }
  return undefined;
}

function isReadAgain(text: string, offset: number): boolean {
  return readShell(text).commands.some(({ words, span: [from, to] }) => {
    if (offset < from || offset >= to) return false;
    const programs = words.map(programOf);
    if (programs.some((name) => READ_AGAIN.has(name))) return true;
    return programs.some((name, at) => SHELLS.has(name) && words.slice(at).some((word) => /^-\w*c$/i.test(word)));
  });
}

/** Options are what is left out most often. */
const isPlainWord = (word: string): boolean => PLAIN_VALUE.test(word.replace(/^--?(?=\w)/, ''));
const wordsOf = (value: string): string[] => value.split(/[ \t]+/).filter((word) => word !== '');

/**
 * Puts values in the places of placeholders, by their order. One that could mean more than itself, and every secret, is
 * no part of the text: the text refers to a variable of the environment, whose value no shell reads as commands. So it
 * holds also where quotes are understood wrongly here. Throws where `whyNotFilled` has a reason.
 */
export function fillPlaceholders(text: string, values: readonly string[], shell: BlockShell): FilledText {
  const variables: Record<string, string> = {};
  const edits: { from: number; to: number; put: string }[] = [];
  for (const [index, placeholder] of findPlaceholders(text).entries()) {
    const value = values[index] ?? '';
    const why = whyNotFilled(placeholder, value, text, shell);
    if (why !== undefined) throw new Error(`${placeholder.name}: ${why}`);
    const isInText = placeholder.kind === 'elision' || (PLAIN_VALUE.test(value) && !placeholder.isSecret);
    const variable = `HEADROOM_VALUE_${index + 1}`;
    if (!isInText) variables[variable] = value;
    for (const { span, context } of placeholder.places) {
      edits.push({ from: span[0], to: span[1], put: isInText ? value : referenceTo(variable, context, shell) });
    }
  }
  const lastFirst = edits.toSorted((a, b) => b.from - a.from);
  return {
    text: lastFirst.reduce((filled, { from, to, put }) => filled.slice(0, from) + put + filled.slice(to), text),
    variables,
  };
}

/** Always in double quotes, in which a value is one word and nothing else. */
function referenceTo(variable: string, context: ShellContext, shell: BlockShell): string {
  if (shell === 'powershell') return `\${env:${variable}}`;
  const reference = `\${${variable}}`;
  switch (context) {
    case 'double':
      return reference;
    case 'single':
      return `'"${reference}"'`;
    case 'plain':
    case 'here-document':
    case 'comment':
    case 'other':
      return `"${reference}"`;
  }
}
