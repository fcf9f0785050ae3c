import { isMetricName, METRICS, type MetricName } from '../../metrics.ts';

type Direction = 'lower' | 'higher' | 'neither';

/** Which values are better. What says how much was asked of the system, not how well it did, has no direction. */
const BETTER: Record<MetricName, Direction> = {
  latency: 'lower',
  ttfb: 'lower',
  connect: 'lower',
  iteration_duration: 'lower',
  provisioning: 'lower',
  requests: 'neither',
  failures: 'lower',
  iterations: 'neither',
  dropped_iterations: 'lower',
  reconnects: 'lower',
  bytes_in: 'neither',
  bytes_out: 'neither',
  error_rate: 'lower',
  success_rate: 'higher',
  throughput: 'higher',
  users: 'neither',
};

/** `neither` for metrics of a tool's own, and for the number of values that a time was taken from. */
export function betterDirection(metric: string, statistic: string): Direction {
  if (!isMetricName(metric)) return 'neither';
  const isNumberOfValues = METRICS[metric].kind === 'trend' && statistic === 'count';
  return isNumberOfValues ? 'neither' : BETTER[metric];
}
