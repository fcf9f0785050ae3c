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
function plain(value: number): string {
  if (value === 0) return '0';
  if (value >= 99.95) return grouped(value, 0);
  if (value < 0.001) return value.toExponential(1);
  const decimals = value >= 9.995 ? 1 : value >= 0.9995 ? 2 : 3;
  return value.toFixed(decimals).replace(/\.?0+$/, '');
}

/** Minutes and hours are whole seconds; below a minute two decimals, below ten seconds `1.20 s`. */
function formatTime(ms: number): string {
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
function formatRatio(ratio: number): string {
  const percent = ratio * 100;
  if (percent > 0 && percent < 0.005) return '< 0.01 %';
  if (percent < 100 && percent >= 99.995) return '> 99.99 %';
  return `${grouped(percent, 2).replace(/\.?0+$/, '')} %`;
}

function formatBytes(bytes: number): string {
  const step = BYTE_STEPS.find(({ factor }) => bytes >= factor * 0.99995);
  if (step === undefined) return `${plain(bytes)} B`;
  return `${grouped(bytes / step.factor, 1)} ${step.name}`;
}

function formatMagnitude(value: number, dimension: Dimension): string {
  switch (dimension) {
    case 'time':
      return formatTime(value);
    case 'ratio':
      return formatRatio(value);
    case 'rate':
      return `${plain(value)} /s`;
    case 'bytes':
      return formatBytes(value);
    case 'byte-rate':
      return `${formatBytes(value)}/s`;
    case 'count':
    case 'number':
      return plain(value);
  }
}

/** A value in base units as people read it: `342 ms`, `2 m 05 s`, `0.12 %`, `1,234 /s`, `3.4 MB`. The same in every locale. */
export function formatValue(value: number, dimension: Dimension): string {
  if (!Number.isFinite(value)) return 'not a number';
  return value < 0 ? `-${formatMagnitude(-value, dimension)}` : formatMagnitude(value, dimension);
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
