import { ASSIGNMENT } from './programOf.ts';
import type { ShellCommand } from './shellCommand.ts';

/** What variables are worth; a variable that is not in it has a value that nobody knows. */
export type Values = ReadonlyMap<string, string>;

/** A longer value is cut, so that values in values do not grow without end. */
const LONGEST_VALUE = 500;
const DECLARING = new Set(['export', 'declare', 'local', 'readonly', 'typeset', 'env']);

/**
 * The values that variables have once the commands of a text have run, as far as it sets them itself; of a loop all of
 * its values, with blanks between. `known` are those from outside.
 */
export function assignedIn(
  commands: readonly Pick<ShellCommand, 'words'>[],
  known: Readonly<Record<string, string>>,
): Map<string, string> {
  const values = new Map(Object.entries(known));
  for (const { words } of commands) {
    const [first = '', second] = words;
    // The word `for` itself is none of its words.
    if (second === 'in' && /^\w+$/.test(first)) set(values, first, words.slice(2).join(' '));
    const isDeclared = DECLARING.has(first);
    for (const word of isDeclared ? words.slice(1) : words) {
      const [written] = ASSIGNMENT.exec(word) ?? [];
      if (written !== undefined) set(values, written.replace(/\W.*$/, ''), word.slice(written.length));
      else if (!isDeclared) break;
    }
  }
  return values;
}

function set(values: Map<string, string>, name: string, written: string): void {
  values.set(name, withValues(written, values).slice(0, LONGEST_VALUE));
}

/** With the values in place of the variables, and with what a variable without a value is replaced by: `${A:-this}`. */
export function withValues(text: string, values: Values): string {
  return text.replace(
    /\$(?:\{(\w+)(?::?[-=]([^{}]*))?[^{}]*\}|(\w+))/g,
    (written, braced?: string, otherwise?: string, bare?: string) =>
      values.get(braced ?? bare ?? '') ?? otherwise ?? written,
  );
}
