import { isUnit, UNITS, type Unit } from '../units.ts';
import { closest } from '../text/closest.ts';
import type { ComparisonOperator } from './check.ts';

export const OPERATORS: readonly ComparisonOperator[] = ['<', '<=', '>', '>=', '==', '!='];

/** What people write for an operator, mostly from documents and other tools. */
const OPERATOR_SPELLINGS: ReadonlyMap<string, ComparisonOperator> = new Map([
  ...pairs('<', ['below', 'under', 'less than', 'smaller than', 'lower than', 'lt']),
  ...pairs('<=', ['≤', '≦', '⩽', '=<', 'at most', 'lte', 'le']),
  ...pairs('>', ['above', 'over', 'more than', 'greater than', 'higher than', 'gt']),
  ...pairs('>=', ['≥', '≧', '⩾', '=>', 'at least', 'gte', 'ge']),
  ...pairs('==', ['=', '===', 'is', 'equals', 'equal to', 'eq']),
  ...pairs('!=', ['≠', '!==', '<>', 'is not', 'ne']),
]);

/** Words that may begin or continue the spellings above; no metric may stand bare under one of these names. */
const OPERATOR_WORDS: ReadonlySet<string> = new Set(
  [...OPERATOR_SPELLINGS.keys()]
    .filter((spelling) => /^[a-z]/.test(spelling))
    .flatMap((spelling) => spelling.split(' ')),
);

const UNIT_SPELLINGS: ReadonlyMap<string, Unit> = new Map([
  ...pairs('us', ['µs', 'μs', 'usec', 'usecs', 'micros', 'microsecond', 'microseconds']),
  ...pairs('ms', ['msec', 'msecs', 'millis', 'millisecond', 'milliseconds']),
  ...pairs('s', ['sec', 'secs', 'second', 'seconds']),
  ...pairs('m', ['min', 'mins', 'minute', 'minutes']),
  ...pairs('h', ['hr', 'hrs', 'hour', 'hours']),
  ...pairs('%', ['percent', 'percents', 'pct', 'per cent']),
  ...pairs('k', ['thousand']),
  ...pairs('M', ['million', 'mio']),
  ...pairs('/s', [
    ...['rps', 'tps', 'qps', 'ops', 'iops', 'hz', '/sec', '/second', 'per s', 'per sec', 'per second'],
    ...perTime(['s', 'sec', 'second']),
  ]),
  ...pairs('/min', ['rpm', '/m', '/minute', 'per min', 'per minute', ...perTime(['m', 'min', 'minute'])]),
  ...pairs('B', ['byte', 'bytes']),
  ...pairs('kB', ['kilobyte', 'kilobytes', 'kib']),
  ...pairs('MB', ['megabyte', 'megabytes', 'mib']),
  ...pairs('GB', ['gigabyte', 'gigabytes', 'gib']),
  ...pairs('B/s', ['bps', 'bytes per second', 'bytes/s']),
  ...pairs('kB/s', ['kbps']),
  ...pairs('MB/s', ['mbps', 'mb per second']),
  ...pairs('GB/s', ['gbps']),
]);

function pairs<Right extends string>(right: Right, spellings: readonly string[]): [string, Right][] {
  return spellings.map((spelling) => [spelling, right]);
}

function perTime(times: readonly string[]): string[] {
  const events = [
    'r',
    'req',
    'reqs',
    'request',
    'requests',
    'op',
    'ops',
    'operations',
    'query',
    'queries',
    'transactions',
    'iterations',
  ];
  return events.flatMap((event) => times.flatMap((time) => [`${event}/${time}`, `${event} per ${time}`]));
}

/** The operator meant by a run of comparison characters or by words, or undefined when nobody writes it so. */
export function operatorMeant(written: string): ComparisonOperator | undefined {
  return OPERATORS.find((operator) => operator === written) ?? OPERATOR_SPELLINGS.get(written.toLowerCase());
}

export function isOperatorWord(word: string): boolean {
  return OPERATOR_WORDS.has(word.toLowerCase());
}

export function isJointWord(word: string): boolean {
  return /^(?:and|or)$/i.test(word);
}

/** The window that a word begins, or undefined when it begins none. */
export function windowMeant(word: string): 'for' | 'over' | undefined {
  if (/^(?:for|during)$/i.test(word)) return 'for';
  return /^(?:over|within)$/i.test(word) ? 'over' : undefined;
}

/** The unit meant by a wrong spelling: `certain` when everybody would read it so, else only a suggestion. */
export function unitMeant(written: string): { unit: Unit; certain: boolean } | undefined {
  if (isUnit(written)) return { unit: written, certain: true };
  const lowerCase = written.toLowerCase();
  const known = UNIT_SPELLINGS.get(lowerCase);
  if (known !== undefined) return { unit: known, certain: true };
  const names = Object.keys(UNITS);
  const otherCase = names.find((name) => name.toLowerCase() === lowerCase);
  if (otherCase !== undefined && isUnit(otherCase)) return { unit: otherCase, certain: true };
  // Every single letter is near every other one, so a suggestion would say nothing.
  const near = written.length > 1 ? closest(written, names) : undefined;
  return near !== undefined && isUnit(near) ? { unit: near, certain: false } : undefined;
}
