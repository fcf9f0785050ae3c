import { K6_METRICS, METRIC_NAME, type K6MetricType } from '../metrics.ts';
import type { K6Reader } from '../reader.ts';
import type { DeclaredMetric, ScriptMetrics } from '../scriptMetrics.ts';

/** The types of all metrics that the script has, by name. */
export function metricTypes({
  declared,
  modules,
}: Pick<ScriptMetrics, 'declared' | 'modules'>): Map<string, K6MetricType> {
  const builtIn = Object.entries(K6_METRICS).filter(([, { from }]) => from === undefined || hasModule(modules, from));
  return new Map([
    ...declared.map(({ name, type }) => [name, type] as const),
    ...builtIn.map(([name, { type }]) => [name, type] as const),
  ]);
}

/** Submodules and former names count: `k6/experimental/browser`. */
function hasModule(modules: ReadonlySet<string>, wanted: string): boolean {
  const last = wanted.slice(wanted.lastIndexOf('/'));
  return [...modules].some((module) => module.startsWith('k6/') && module.endsWith(last));
}

const VALUES = { time: 'times', data: 'amounts of data', plain: 'plain numbers' } as const;

/** Names that k6 refuses, and names that stand for metrics of two types. */
export function checkMetrics({ declared, nameless, modules }: ScriptMetrics, reader: K6Reader): void {
  const types = metricTypes({ declared: [], modules });
  const values = new Map(
    [...types.keys()].map((name): [string, DeclaredMetric['contains'] | 'data'] => [
      name,
      K6_METRICS[name]?.contains ?? 'unknown',
    ]),
  );
  for (const span of nameless) reader.report('k6-metric-name', span, '');
  for (const { name, type, span, isAtTop, contains } of declared) {
    if (!isAtTop) continue;
    if (!METRIC_NAME.test(name)) {
      reader.report('k6-metric-name', span, name);
      const better = name.replace(/[^a-zA-Z0-9_]+/g, '_').replace(/^(?=\d)/, '_');
      if (METRIC_NAME.test(better)) reader.mend(reader.replaceText({ kind: 'text', value: name, span }, better));
      continue;
    }
    const existing = types.get(name);
    const before = values.get(name) ?? 'unknown';
    if (existing !== undefined && existing !== type) reader.report('k6-metric-clash', span, name, type, existing);
    else if (before !== 'unknown' && contains !== 'unknown' && before !== contains) {
      reader.report('k6-metric-values', span, name, VALUES[before], VALUES[contains]);
    } else {
      types.set(name, type);
      values.set(name, contains);
    }
  }
}
