/** The values of an axis from its lower to its upper end, and the ticks on it. */
export interface Scale {
  low: number;
  high: number;
  ticks: number[];
}

const MOST_TICKS = 6;
const SECOND_STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 28_800, 86_400];

/** An axis with round numbers that holds 0 and all values. */
export function valueScale(values: readonly number[], whenAllZero: number): Scale {
  const least = Math.min(0, ...values);
  const most = Math.max(0, ...values);
  const span = most - least || whenAllZero;
  const rough = span / (MOST_TICKS - 1);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5].find((factor) => factor * power >= rough * 0.999) ?? 10);
  const low = Math.floor(least / step);
  const high = Math.max(low + 1, Math.ceil((most || (least < 0 ? 0 : span)) / step - 1e-9));
  // From whole steps, so that 3 × 0.1 is written as 0.3.
  const ticks = Array.from({ length: high - low + 1 }, (_, index) => Number(((low + index) * step).toPrecision(12)));
  return { low: ticks[0] ?? 0, high: ticks.at(-1) ?? 1, ticks };
}

/** The time axis of a run that took so many seconds. */
export function timeScale(seconds: number): Scale {
  const high = Math.max(1, seconds);
  const step = SECOND_STEPS.find((one) => high / one <= MOST_TICKS) ?? Math.ceil(high / MOST_TICKS / 86_400) * 86_400;
  const ticks = Array.from({ length: Math.floor(high / step) + 1 }, (_, index) => index * step);
  return { low: 0, high, ticks };
}

/** Where a value is on its axis, from 0 to 1. */
export function position({ low, high }: Scale, value: number): number {
  return (value - low) / (high - low);
}
