import { printSelector } from '../../checks/print.ts';
import { isMetricName, METRICS, STATISTICS_OF_KIND } from '../../metrics.ts';
import type { Observation } from '../runResult.ts';

/** What an observation measures, as a check would name it: `p95 latency{stage=peak}`, `error_rate`. */
export function observationText({ metric, statistic, selector }: Omit<Observation, 'value' | 'unit'>): string {
  const natural = isMetricName(metric) ? STATISTICS_OF_KIND[METRICS[metric].kind].whenUnnamed : undefined;
  const name = printSelector({ metric, tags: selector });
  return statistic === natural ? name : `${statistic} ${name}`;
}
