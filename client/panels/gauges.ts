import type { Gauge } from '../../core/protocol/livePanel.ts';
import { monitorMetrics } from '../../core/report/breakdowns.ts';
import { definitionInRun } from '../../core/report/figure.ts';
import type { RunFold } from '../../core/run/foldRun.ts';

/** The gauges that have a chart of their own: monitors, and what the tool tells besides the users. In order of name. */
export function gaugesOf(fold: RunFold): Gauge[] {
  return monitorMetrics(fold)
    .toSorted()
    .map((name) => ({ name, dimension: definitionInRun(fold, { metric: name, tags: {} })?.dimension ?? 'number' }));
}
