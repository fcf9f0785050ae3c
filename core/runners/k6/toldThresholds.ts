/** One threshold as a summary tells it: what came of it, or why that cannot be read. */
export type ToldThreshold = { metric: string; source: string } & ({ crossed: boolean } | { unread: string });

const UNKNOWN_FORM = 'the summary tells what came of it in a form that k6 does not write, so it is not known';
const UNCERTAIN =
  '`true` and `false` do not tell here what came of it: with `--summary-export` true means crossed, and here k6 writes `{"ok": …}`';

/**
 * The thresholds of a metric, whatever stands there: one that cannot be read must not be taken for none. A bare
 * `true` means crossed in the file of `--summary-export`, and in no other.
 */
export function toldThresholds(metric: string, told: unknown, isExport: boolean): ToldThreshold[] {
  if (told === undefined || told === null) return [];
  if (Array.isArray(told)) {
    return told.map((one: unknown) => ({ metric, source: sourceIn(one) ?? 'thresholds', unread: UNKNOWN_FORM }));
  }
  if (typeof told !== 'object') return [{ metric, source: 'thresholds', unread: UNKNOWN_FORM }];
  return Object.entries(told).map(([source, value]: [string, unknown]) => ({
    metric,
    source,
    ...outcomeIn(value, isExport),
  }));
}

function outcomeIn(value: unknown, isExport: boolean): { crossed: boolean } | { unread: string } {
  if (typeof value === 'boolean') return isExport ? { crossed: value } : { unread: UNCERTAIN };
  const isSaid = typeof value === 'object' && value !== null && 'ok' in value && typeof value.ok === 'boolean';
  return isSaid ? { crossed: value.ok === false } : { unread: UNKNOWN_FORM };
}

function sourceIn(one: unknown): string | undefined {
  if (typeof one === 'string') return one;
  const isNamed = typeof one === 'object' && one !== null && 'threshold' in one && typeof one.threshold === 'string';
  return isNamed ? String(one.threshold) : undefined;
}
