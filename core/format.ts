import type { Verdict } from './run/runResult.ts';
import type { Dimension } from './units.ts';

/** How each verdict is said in a sentence, a table or a tooltip. */
const VERDICT_WORDS: Record<Verdict, string> = {
  pass: 'pass',
  warn: 'warning',
  fail: 'fail',
  'no-data': 'no data',
  invalid: 'invalid',
};

const BYTE_STEPS = [
  { factor: 1e9, name: 'GB' },
  { factor: 1e6, name: 'MB' },
  { factor: 1e3, name: 'kB' },
] as const;

/** Thousands separated by commas. Written by hand because the built-in formatters follow the reader's locale. */
function grouped(value: number, decimals: number): string {
  const [whole = '0', fraction] = value.toFixed(decimals).split('.');
  const separated = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? separated : `${separated}.${fraction}`;
}

/** Three significant digits where they say something, no decimals from 100 on, no trailing zeros. */
function plain(value: number, more = 0): string {
  if (value === 0) return '0';
  if (value < 0.001) return value.toExponential(1 + more);
  const decimals = value >= 99.95 ? 0 : value >= 9.995 ? 1 : value >= 0.9995 ? 2 : 3;
  return withoutZeros(grouped(value, decimals + more));
}

function withoutZeros(decimal: string): string {
  return decimal.replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '');
}

/** Minutes and hours are whole seconds; below a minute two decimals, below ten seconds `1.20 s`. */
function formatTime(ms: number, more: number): string {
  if (more > 0) return ms < 999.5 ? `${plain(ms, more)} ms` : `${withoutZeros(grouped(ms / 1000, 2 + more))} s`;
  if (ms < 999.5) return `${plain(ms)} ms`;
  if (ms < 9_995) return `${(ms / 1000).toFixed(2)} s`;
  if (ms < 59_950) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  const twoDigits = (part: number): string => String(part).padStart(2, '0');
  if (seconds < 3600) return `${Math.floor(seconds / 60)} m ${twoDigits(seconds % 60)} s`;
  const minutes = Math.round(seconds / 60);
  return `${grouped(Math.floor(minutes / 60), 0)} h ${twoDigits(minutes % 60)} m`;
}

/** Never rounds a share up to all of it or down to none: 99.999 % is not 100 %, and one failure in a million is not 0 %. */
function formatRatio(ratio: number, more: number): string {
  const percent = ratio * 100;
  if (more > 0) return `${withoutZeros(grouped(percent, 2 + more))} %`;
  if (percent > 0 && percent < 0.005) return '< 0.01 %';
  if (percent < 100 && percent >= 99.995) return '> 99.99 %';
  return `${withoutZeros(grouped(percent, 2))} %`;
}

function formatBytes(bytes: number, more: number): string {
  const step = BYTE_STEPS.find(({ factor }) => bytes >= factor * 0.99995);
  if (step === undefined) return `${plain(bytes, more)} B`;
  return `${grouped(bytes / step.factor, 1 + more)} ${step.name}`;
}

/** `more` digits than usual. */
function formatMagnitude(value: number, dimension: Dimension, more = 0): string {
  switch (dimension) {
    case 'time':
      return formatTime(value, more);
    case 'ratio':
      return formatRatio(value, more);
    case 'rate':
      return `${plain(value, more)} /s`;
    case 'bytes':
      return formatBytes(value, more);
    case 'byte-rate':
      return `${formatBytes(value, more)}/s`;
    case 'count':
    case 'number':
      return plain(value, more);
  }
}

/** A value in base units as people read it: `342 ms`, `2 m 05 s`, `0.12 %`, `1,234 /s`, `3.4 MB`. The same in every locale. */
export function formatValue(value: number, dimension: Dimension): string {
  if (!Number.isFinite(value)) return 'not a number';
  return value < 0 ? `-${formatMagnitude(-value, dimension)}` : formatMagnitude(value, dimension);
}

/** Enough to tell any two numbers apart that are not the same. */
const MOST_DIGITS = 12;

/**
 * The same with as many more digits as it takes to be on its own side of each limit: 500.4 ms, and not 500 ms, where less
 * than 500 ms is asked for.
 */
export function formatBeside(value: number, dimension: Dimension, limits: readonly number[]): string {
  const text = formatValue(value, dimension);
  if (!Number.isFinite(value)) return text;
  const [sign, magnitude] = value < 0 ? (['-', -value] as const) : (['', value] as const);
  const beside = limits.map((limit) => (value < 0 ? -limit : limit));
  for (let more = 0; more <= MOST_DIGITS; more += 1) {
    const shown = formatMagnitude(magnitude, dimension, more);
    if (beside.every((limit) => isOnItsSide(readShown(shown), magnitude, limit))) return `${sign}${shown}`;
  }
  return text;
}

/** `[from, to]` is what a text can stand for. */
function isOnItsSide([from, to]: readonly [number, number], value: number, limit: number): boolean {
  const side = sideOf(value, limit);
  return side === 0 || (sideOf(from, limit) === side && sideOf(to, limit) === side);
}

/** As judging sees them, numbers that differ by a rounding error are the same. */
function sideOf(value: number, limit: number): number {
  const isSame = Math.abs(value - limit) <= 1e-9 * Math.max(Math.abs(value), Math.abs(limit));
  return isSame ? 0 : Math.sign(value - limit);
}

const SHOWN_FACTORS: Readonly<Record<string, number>> = {
  ...{ s: 1e3, m: 60e3, h: 3600e3, '%': 0.01 },
  ...Object.fromEntries(BYTE_STEPS.map(({ factor, name }) => [name, factor])),
};

/** What a text of ours says, in base units. */
function readShown(text: string): readonly [number, number] {
  const parts = [...text.matchAll(/([\d.,]+(?:e[+-]?\d+)?) ?([a-zA-Z%]*)/g)];
  const value = parts.reduce(
    (sum, [, number = '', unit = '']) => sum + Number(number.replaceAll(',', '')) * (SHOWN_FACTORS[unit] ?? 1),
    0,
  );
  if (text.startsWith('<')) return [Number.MIN_VALUE, value * (1 - 1e-6)];
  return text.startsWith('>') ? [value * (1 + 1e-6), 1 - 1e-6] : [value, value];
}

/** How far a value in base units is from its limit: `58 ms under`, `42 ms over`, `at the limit`. */
export function formatMargin(observed: number, limit: number, dimension: Dimension): string {
  if (observed === limit) return 'at the limit';
  return `${formatValue(Math.abs(observed - limit), dimension)} ${observed < limit ? 'under' : 'over'}`;
}

/** A length of time in ms: `5 s` for whole seconds, otherwise as `formatValue` writes times. */
export function formatDuration(ms: number): string {
  if (ms >= 1000 && ms < 60_000 && ms % 1000 === 0) return `${ms / 1000} s`;
  return formatValue(ms, 'time');
}

/** A point on a time line, counted from its start: `1:05`, or `2:00:00` from an hour on. */
export function formatClock(seconds: number): string {
  const twoDigits = (part: number): string => String(part).padStart(2, '0');
  const minutes = Math.floor(seconds / 60);
  const short = `${minutes % 60}:${twoDigits(seconds % 60)}`;
  return minutes < 60 ? short : `${Math.floor(minutes / 60)}:${short.padStart(5, '0')}`;
}

export function formatVerdict(verdict: Verdict): string {
  return VERDICT_WORDS[verdict];
}
