/**
 * What a number measures. Base units, used inside and in JSON: time in ms, ratio 0..1, rate in 1/s, bytes in B,
 * byte-rate in B/s, count and number plain. `number` is a value whose dimension nobody declared (a custom metric).
 */
export type Dimension = 'time' | 'ratio' | 'count' | 'rate' | 'bytes' | 'byte-rate' | 'number';

interface UnitDefinition {
  dimension: Dimension;
  /** Multiply by this to get the base unit. */
  factor: number;
}

/** Every unit that may stand behind a number in a check. `m` is minutes, never milli; k and M are 1,000-fold. */
export const UNITS = {
  us: { dimension: 'time', factor: 0.001 },
  ms: { dimension: 'time', factor: 1 },
  s: { dimension: 'time', factor: 1000 },
  m: { dimension: 'time', factor: 60_000 },
  h: { dimension: 'time', factor: 3_600_000 },
  '%': { dimension: 'ratio', factor: 0.01 },
  k: { dimension: 'count', factor: 1e3 },
  M: { dimension: 'count', factor: 1e6 },
  '/s': { dimension: 'rate', factor: 1 },
  '/min': { dimension: 'rate', factor: 1 / 60 },
  'k/s': { dimension: 'rate', factor: 1e3 },
  'M/s': { dimension: 'rate', factor: 1e6 },
  'k/min': { dimension: 'rate', factor: 1e3 / 60 },
  'M/min': { dimension: 'rate', factor: 1e6 / 60 },
  B: { dimension: 'bytes', factor: 1 },
  kB: { dimension: 'bytes', factor: 1e3 },
  MB: { dimension: 'bytes', factor: 1e6 },
  GB: { dimension: 'bytes', factor: 1e9 },
  'B/s': { dimension: 'byte-rate', factor: 1 },
  'kB/s': { dimension: 'byte-rate', factor: 1e3 },
  'MB/s': { dimension: 'byte-rate', factor: 1e6 },
  'GB/s': { dimension: 'byte-rate', factor: 1e9 },
} as const satisfies Record<string, UnitDefinition>;

export type Unit = keyof typeof UNITS;

export function isUnit(text: string): text is Unit {
  return Object.hasOwn(UNITS, text);
}

/** The name of each dimension's base unit, as written to `result.json`. */
export const BASE_UNIT_NAMES: Record<Dimension, string> = {
  time: 'ms',
  ratio: 'ratio',
  count: '1',
  rate: '1/s',
  bytes: 'B',
  'byte-rate': 'B/s',
  number: '1',
};

/** The dimension of a value in a base unit as written to `result.json`; a plain number counts something. */
export function dimensionOfBaseUnit(unit: string): Dimension {
  const found = Object.entries(BASE_UNIT_NAMES).find(([, name]) => name === unit)?.[0];
  return (found as Dimension | undefined) ?? 'number';
}

/** Whether values under this unit are in base units, as `result.json` and baselines hold them. */
export function isBaseUnit(unit: string): boolean {
  return Object.values(BASE_UNIT_NAMES).includes(unit);
}
