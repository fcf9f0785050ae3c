import type { Observation } from '../run/runResult.ts';

/** What stands behind a name for each base unit; a count and a plain number need nothing. */
const SUFFIXES: Record<string, string> = {
  ms: 'ms',
  ratio: 'ratio',
  '1/s': 'per_second',
  B: 'bytes',
  'B/s': 'bytes_per_second',
};
/** Statistics that are a metric's natural value need no name. */
const UNNAMED: ReadonlySet<string> = new Set(['count', 'rate', 'sum', '']);

/** Whole-run values as one flat object for dashboards: `{ "latency_p95_ms": 342.1, "requests": 2501 }`. */
export function metricsSummary(observations: readonly Observation[]): Record<string, number> {
  const summary: Record<string, number> = {};
  for (const { metric, statistic, selector, value, unit } of observations) {
    if (Object.keys(selector).length > 0) continue;
    const parts = [metric, UNNAMED.has(statistic) ? '' : statistic, SUFFIXES[unit] ?? ''];
    const name = parts
      .filter((part) => part !== '')
      .join('_')
      .replace(/\W+/g, '_');
    // Two names that differ only in their signs must not overwrite each other.
    let free = name;
    for (let number = 2; Object.hasOwn(summary, free); number++) free = `${name}_${number}`;
    summary[free] = value;
  }
  return summary;
}
