/** A part of a load as k6 writes it, such as `1/4:2/4`, with the ends as exact fractions. */
export interface Segment {
  from: Fraction;
  to: Fraction;
}

interface Fraction {
  over: bigint;
  under: bigint;
}

export type SegmentReading<T> = { value: T } | { fault: string } | 'unjudged';

const ZERO: Fraction = { over: 0n, under: 1n };
const ONE: Fraction = { over: 1n, under: 1n };

/** The end of the first part (`50%`), or both ends (`1/4:2/4`). */
export function parseSegment(text: string): SegmentReading<Segment> {
  const colon = text.indexOf(':');
  const from = colon < 0 ? ZERO : parseFraction(text.slice(0, colon));
  const to = parseFraction(text === '' ? '1' : text.slice(colon + 1));
  if (from === 'unjudged' || to === 'unjudged') return 'unjudged';
  if (!from || !to) return { fault: 'write it like `1/4:2/4`, `0:50%` or `20%`' };
  return segmentOf(from, to);
}

/** The ends of all parts: `0,1/4,1/2,1`. */
export function parseSequence(text: string): SegmentReading<Segment[]> {
  if (text === '') return { value: [] };
  const points = text.split(',').map(parseFraction);
  if (points.includes('unjudged')) return 'unjudged';
  const segments: Segment[] = [];
  if (points.length < 2) return { fault: 'it needs at least two ends, such as `0,1/2,1`' };
  for (const [index, to] of points.entries()) {
    const from = points[index - 1];
    if (!to) return { fault: 'write it like `0,1/4,1/2,1`' };
    if (index === 0 || !from || from === 'unjudged' || to === 'unjudged') continue;
    const segment = segmentOf(from, to);
    if (segment === 'unjudged' || 'fault' in segment) return segment;
    segments.push(segment.value);
  }
  return { value: segments };
}

export function isSameSegment(a: Segment, b: Segment): boolean {
  return compare(a.from, b.from) === 0 && compare(a.to, b.to) === 0;
}

export const WHOLE_LOAD: Segment = { from: ZERO, to: ONE };

function segmentOf(from: Fraction, to: Fraction): SegmentReading<Segment> {
  if (compare(from, ZERO) < 0) return { fault: 'it cannot begin before 0' };
  if (compare(from, to) >= 0) return { fault: 'it has to end behind where it begins' };
  return compare(to, ONE) > 0 ? { fault: 'it cannot end behind 1' } : { value: { from, to } };
}

function compare(a: Fraction, b: Fraction): number {
  const difference = a.over * b.under - b.over * a.under;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** A percentage, fraction or decimal; undefined for what certainly is none. Go knows more forms than people write. */
function parseFraction(text: string): Fraction | 'unjudged' | undefined {
  const percent = /^([+-]?\d+)%$/.exec(text);
  if (percent) return { over: BigInt(percent[1] ?? '0'), under: 100n };
  const fraction = /^([+-]?\d{1,30})\/(\d{1,30})$/.exec(text);
  if (fraction) {
    const under = BigInt(fraction[2] ?? '0');
    return under === 0n ? undefined : { over: BigInt(fraction[1] ?? '0'), under };
  }
  const decimal = /^([+-]?)(\d{0,30})(?:\.(\d{0,30}))?$/.exec(text);
  if (decimal) {
    const [, sign, whole = '', digits = ''] = decimal;
    if (whole + digits === '') return undefined;
    const over = BigInt(whole + digits);
    return { over: sign === '-' ? -over : over, under: 10n ** BigInt(digits.length) };
  }
  return /^[\d.+\-/%a-fx_op]*\d[\d.+\-/a-fx_op]*$/i.test(text) ? 'unjudged' : undefined;
}
