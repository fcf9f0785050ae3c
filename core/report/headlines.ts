import type { Statistic } from '../checks/check.ts';
import type { RunFold } from '../run/foldRun.ts';
import { figureOf, type Figure } from './figure.ts';

/** One of the few whole-run figures that a reader looks for first. */
export interface Headline {
  name: string;
  figure: Figure;
}

const OF_REQUESTS: readonly (readonly [name: string, statistic: Statistic | undefined, metric: string])[] = [
  ['p95 latency', 'p95', 'latency'],
  ['Throughput', undefined, 'throughput'],
  ['Error rate', undefined, 'error_rate'],
  ['Requests', undefined, 'requests'],
  ['Peak users', 'max', 'users'],
];

export function headlinesOf(fold: RunFold): Headline[] {
  const provisioning = figureOf(fold, 'p95', 'provisioning', {});
  return [
    ...(provisioning.kind === 'measured' ? [{ name: 'p95 provisioning', figure: provisioning }] : []),
    ...OF_REQUESTS.map(([name, statistic, metric]) => ({ name, figure: figureOf(fold, statistic, metric, {}) })),
  ];
}
