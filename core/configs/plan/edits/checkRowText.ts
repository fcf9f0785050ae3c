import type { Level } from '../../../checks/check.ts';
import { LEVELS } from '../../../checks/levels.ts';

/** A row of `checks` that is to be written, its selector and conditions as canonical text. */
export interface NewCheck {
  selector: string;
  levels: Partial<Record<Level, string>>;
  action?: string;
  requirement?: string;
}

export type QuoteSign = "'" | '"';

/** As one value that may stand behind a dash or in a list in brackets: a text, or a mapping in braces. */
export function checkRowText(row: NewCheck, sign: QuoteSign): string {
  const { target } = row.levels;
  const isPlain = Object.keys(row.levels).length === 1 && row.action === undefined && row.requirement === undefined;
  if (isPlain && target !== undefined) return quoted(`${row.selector} ${target}`, sign);
  const entries = entriesOf(row, sign).map(([key, value]) => `${key}: ${value}`);
  return `{ ${entries.join(', ')} }`;
}

/** As lines of a mapping, for a row that is too long for one. */
export function checkRowLines(row: NewCheck, sign: QuoteSign): string[] {
  return entriesOf(row, sign).map(([key, value]) => `${key}: ${value}`);
}

function entriesOf({ selector, levels, action, requirement }: NewCheck, sign: QuoteSign): [string, string][] {
  return [
    ['on', plainOrQuoted(selector, sign)],
    ...LEVELS.flatMap((level): [string, string][] => {
      const condition = levels[level];
      return condition === undefined ? [] : [[level, quoted(condition, sign)]];
    }),
    ...(requirement === undefined ? [] : [['requirement', quoted(requirement, sign)] satisfies [string, string]]),
    ...(action === undefined ? [] : [['action', plainOrQuoted(action, sign)] satisfies [string, string]]),
  ];
}

/** Of these YAML makes something else than a text. */
const NO_TEXT = /^(?:true|false|null|yes|no|on|off|y|n)$/i;
const PLAIN = /^[A-Za-z](?:[\w .-]*[\w.])?$/;

function plainOrQuoted(text: string, sign: QuoteSign): string {
  return PLAIN.test(text) && !NO_TEXT.test(text) ? text : quoted(text, sign);
}

function quoted(text: string, sign: QuoteSign): string {
  const content = sign === "'" ? text.replaceAll("'", "''") : text.replace(/[\\"]/g, '\\$&');
  return `${sign}${content}${sign}`;
}
