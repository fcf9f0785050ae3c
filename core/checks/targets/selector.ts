import type { Selector, Statistic } from '../check.ts';
import type { MetricName } from '../../metrics.ts';
import { METRICS, STATISTICS_OF_KIND } from '../../metrics.ts';
import type { Judgement } from './confidence.ts';

/** Selectors of a metric for the statistics that were written; several of them ("P95/P99 < 1s") limit each alike. */
export function selectorsOf(metric: MetricName, written: readonly Statistic[], judgement: Judgement): Selector[] {
  const { kind } = METRICS[metric];
  const usable = written.filter((statistic) => answers(metric, statistic));
  if (usable.length < written.length) judgement.doubt('likely', `${metric} has no ${written.join('/')} of its own`);
  const percentiles = usable.filter((statistic) => /^p\d/.test(statistic));
  const chosen = percentiles.length > 0 ? percentiles : usable.slice(0, 1);
  if (usable.length > chosen.length) judgement.doubt('guess', `several statistics are written: ${usable.join(', ')}`);
  if (chosen.length > 1) judgement.doubt('likely', `the limit is read for each of ${chosen.join(', ')}`);
  if (chosen.length > 0) return chosen.map((statistic) => ({ statistic, metric, tags: {} }));
  if (STATISTICS_OF_KIND[kind].whenUnnamed !== undefined) return [{ metric, tags: {} }];
  judgement.doubt('guess', 'no statistic is written, the average assumed');
  return [{ statistic: 'avg', metric, tags: {} }];
}

function answers(metric: MetricName, statistic: Statistic): boolean {
  const known = STATISTICS_OF_KIND[METRICS[metric].kind].answers;
  return known.some((answer) => (answer === 'pN' ? /^p\d/.test(statistic) : answer === statistic));
}
