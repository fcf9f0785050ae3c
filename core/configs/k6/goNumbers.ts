/** Numbers and durations as Go's library reads them, which is how k6 reads texts. */

const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const HEXADECIMAL = /^([+-]?)0x([\da-f]*)\.?([\da-f]*)p([+-]?\d+)$/i;
const SPECIAL = /^([+-]?)(inf|infinity|nan)$/i;

/** A decimal, hexadecimal or special number; undefined for everything else. */
export function parseGoFloat(written: string): number | undefined {
  const text = withoutUnderscores(written);
  if (DECIMAL.test(text)) {
    const number = Number(text);
    // Go refuses what JavaScript rounds to infinity.
    return Number.isFinite(number) ? number : undefined;
  }
  const special = SPECIAL.exec(text);
  if (special) {
    if (special[2]?.toLowerCase() === 'nan') return special[1] === '' ? NaN : undefined;
    return special[1] === '-' ? -Infinity : Infinity;
  }
  const [, sign, whole = '', fraction = '', exponent = '0'] = HEXADECIMAL.exec(text) ?? [];
  if (sign === undefined || whole + fraction === '') return undefined;
  const mantissa = Number.parseInt(whole + fraction, 16) / 16 ** fraction.length;
  return (sign === '-' ? -1 : 1) * mantissa * 2 ** Number(exponent);
}

/** `1_000` as `1000`. Only digits can be apart, and what stands for the base counts as one. */
function withoutUnderscores(text: string): string {
  if (!text.includes('_')) return text;
  const isHexadecimal = /^[+-]?0x/i.test(text);
  const apart = isHexadecimal ? /(?<=[\da-fx])_(?=[\da-f])/gi : /(?<=\d)_(?=\d)/g;
  return text.replace(apart, '');
}

/** A whole number of 64 bits. */
export function parseGoInteger(text: string): number | undefined {
  if (!/^[+-]?\d+$/.test(text)) return undefined;
  const number = Number(text);
  return Math.abs(number) < 2 ** 63 ? number : undefined;
}

const NANOSECONDS: Readonly<Record<string, number>> = {
  ns: 1,
  us: 1e3,
  µs: 1e3,
  μs: 1e3,
  ms: 1e6,
  s: 1e9,
  m: 6e10,
  h: 3.6e12,
};
const NANOSECONDS_A_DAY = 8.64e13;
/** Go counts nanoseconds in 64 bits: 292 years. */
const LONGEST_NS = 2 ** 63;

export type DurationReading = { ms: number } | { fault: DurationFault };
export type DurationFault =
  { kind: 'empty' | 'unclear' | 'too-long' } | { kind: 'unknown-unit'; unit: string } | { kind: 'missing-unit' };

/** A duration in the options of k6: a number is milliseconds, `2d` and `1d12h` are known besides Go's units. */
export function parseK6Duration(text: string): DurationReading {
  const number = parseGoFloat(text);
  if (number !== undefined) return { ms: number };
  const day = text.indexOf('d');
  if (day < 0) return parseGoDuration(text);
  const rest = text.slice(day + 1);
  const hours = rest === '' ? { ms: 0 } : parseGoDuration(rest);
  if ('fault' in hours) return hours;
  const days = parseGoInteger(text.slice(0, day));
  if (days === undefined || hours.ms < 0) return { fault: { kind: 'unclear' } };
  const ns = days * NANOSECONDS_A_DAY + (days < 0 ? -1 : 1) * hours.ms * 1e6;
  // Days are multiplied without a look at the limit, so what comes out then is nothing anybody meant.
  return Math.abs(ns) < LONGEST_NS ? { ms: ns / 1e6 } : { fault: { kind: 'too-long' } };
}

function parseGoDuration(text: string): DurationReading {
  const [, sign = '', body = ''] = /^([+-]?)(.*)$/s.exec(text) ?? [];
  if (body === '0') return { ms: 0 };
  if (body === '') return { fault: { kind: text === '' ? 'empty' : 'unclear' } };
  let ns = 0;
  let at = 0;
  const part = /(\d*)(\.\d*)?([^\d.]*)/y;
  while (at < body.length) {
    part.lastIndex = at;
    const [whole = '', digits = '', fraction = '', unit = ''] = part.exec(body) ?? [];
    if (whole === '' || (digits === '' && fraction.length < 2)) return { fault: { kind: 'unclear' } };
    if (unit === '') return { fault: { kind: 'missing-unit' } };
    const nanoseconds = Object.hasOwn(NANOSECONDS, unit) ? NANOSECONDS[unit] : undefined;
    if (nanoseconds === undefined) return { fault: { kind: 'unknown-unit', unit } };
    // A fraction of a nanosecond is cut off, as Go does.
    ns += Number(digits === '' ? '0' : digits) * nanoseconds + Math.trunc(Number(`0${fraction}`) * nanoseconds);
    at += whole.length;
  }
  if (ns >= LONGEST_NS) return { fault: { kind: 'too-long' } };
  return { ms: (sign === '-' ? -ns : ns) / 1e6 };
}
