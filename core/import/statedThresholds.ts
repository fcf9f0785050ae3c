import type { ToolVerdict } from '../run/toolVerdict.ts';

const UNTOLD = 'samples do not tell what came of it; import the summary of the run (`--summary-export`), too';

/** A metric of a k6 script as its samples describe it. */
export interface StatedMetric {
  name: string;
  thresholds: readonly string[];
  /** Parts of it that k6 sums up, because the script names them under `thresholds`. Their conditions are not told. */
  parts: readonly string[];
}

/** The script's thresholds as checks of the run: k6 judged them, and only its summary tells how. */
export function unjudgedThresholds(testId: string, metrics: readonly StatedMetric[]): ToolVerdict[] {
  return metrics.flatMap(({ name, thresholds, parts }) => [
    ...thresholds.map((source) => verdict(testId, name, source.trim(), UNTOLD)),
    ...parts.map((part) => verdict(testId, part, 'thresholds', `the script names it under \`thresholds\`; ${UNTOLD}`)),
  ]);
}

function verdict(testId: string, metric: string, target: string, note: string): ToolVerdict {
  const expression = `${metric} ${target}`;
  return { id: `${testId}/k6: ${expression}`, expression, target, state: 'no-data', note };
}
