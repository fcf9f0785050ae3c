import type { Unit } from '../../units.ts';

/** A unit as documents write it: the grammar's unit and what the number is multiplied by to fit it. */
export interface UnitSpelling {
  unit: Unit;
  factor: number;
}

const spellings = (unit: Unit, words: string, factor = 1): [string, UnitSpelling][] =>
  words.split(' ').map((word) => [word, { unit, factor }]);

/** Times in other languages than English: German, French, Spanish, Portuguese, Russian, Chinese and Japanese. */
const MILLISECONDS =
  'millisekunde millisekunden milliseconde millisecondes milisegundo milisegundos milissegundo milissegundos мс 毫秒 ミリ秒';
const SECONDS = 'sekunde sekunden sek seconde secondes segundo segundos seg сек секунда секунды секунд 秒';
const MINUTES = 'minuten minuto minutos мин минута минуты минут 分钟 分鐘';
const HOURS = 'stunde stunden heure heures hora horas час часа часов 小时 小時 時間';
const DAYS = 'tage tagen jour jours día días dia dias день дня дней 天 日';

/** Lower-case spellings that stand for a unit alone, either glued to the number or as the next word. */
export const UNIT_SPELLINGS: ReadonlyMap<string, UnitSpelling> = new Map([
  ...spellings('ms', MILLISECONDS),
  ...spellings('s', SECONDS),
  ...spellings('m', MINUTES),
  ...spellings('h', HOURS),
  ...spellings('h', DAYS, 24),
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
  ...spellings('/s', SECONDS),
  ...spellings('/min', MINUTES),
  ...spellings('/min', HOURS, 1 / 60),
  ...spellings('/min', DAYS, 1 / 1440),
]);

/** What stands between a number and the time of a rate. */
export const PER_WORDS: ReadonlySet<string> = new Set(['/', 'per', 'pro', 'par', 'por']);

/** Thousands and millions: letters only when glued to the number, since a lone `m` means minutes. */
export const MAGNITUDES: ReadonlyMap<string, 'k' | 'M'> = new Map<string, 'k' | 'M'>([
  ['k', 'k'],
  ['K', 'k'],
  ['M', 'M'],
  ['thousand', 'k'],
  ['million', 'M'],
]);
