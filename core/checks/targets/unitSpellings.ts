import type { Unit } from '../../units.ts';

/** A unit as documents write it: the grammar's unit and what the number is multiplied by to fit it. */
export interface UnitSpelling {
  unit: Unit;
  factor: number;
}

const spellings = (unit: Unit, words: string, factor = 1): [string, UnitSpelling][] =>
  words.split(' ').map((word) => [word, { unit, factor }]);

/** Lower-case spellings that stand for a unit alone, either glued to the number or as the next word. */
export const UNIT_SPELLINGS: ReadonlyMap<string, UnitSpelling> = new Map([
  ...spellings('us', 'us µs μs usec microsecond microseconds'),
  ...spellings('ms', 'ms msec msecs millis millisecond milliseconds'),
  ...spellings('s', 's sec secs second seconds'),
  ...spellings('m', 'm min mins minute minutes'),
  ...spellings('h', 'h hr hrs hour hours'),
  ...spellings('h', 'd day days', 24),
  ...spellings('%', '% percent pct'),
  ...spellings('/s', 'rps qps tps'),
  ...spellings('B', 'b byte bytes'),
  ...spellings('kB', 'kb kilobyte kilobytes'),
  ...spellings('MB', 'mb megabyte megabytes'),
  ...spellings('GB', 'gb gigabyte gigabytes'),
  ...spellings('kB', 'kib', 1.024),
  ...spellings('MB', 'mib', 1.048576),
  ...spellings('GB', 'gib', 1.073741824),
]);

/** What may stand behind `/` or `per` to make a rate. */
export const RATE_SPELLINGS: ReadonlyMap<string, UnitSpelling> = new Map([
  ...spellings('/s', 's sec second'),
  ...spellings('/min', 'm min minute'),
  ...spellings('/min', 'h hr hour', 1 / 60),
  ...spellings('/min', 'd day', 1 / 1440),
]);

/** Thousands and millions: letters only when glued to the number, since a lone `m` means minutes. */
export const MAGNITUDES: ReadonlyMap<string, 'k' | 'M'> = new Map<string, 'k' | 'M'>([
  ['k', 'k'],
  ['K', 'k'],
  ['M', 'M'],
  ['thousand', 'k'],
  ['million', 'M'],
]);
