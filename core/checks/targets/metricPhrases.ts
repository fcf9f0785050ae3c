import type { MetricName } from '../../metrics.ts';
import type { Statistic } from '../check.ts';

interface MetricPhrase {
  /** Lower-case words that must follow each other. */
  words: readonly string[];
  metric: MetricName;
  /** The phrase can mean something else as well. */
  loose?: true;
  /** Names the metric only next to a number whose unit fits: "requests" is a counter, "requests per second" is not. */
  needsUnit?: true;
}

const phrase = (words: string, metric: MetricName): MetricPhrase => ({ words: words.split(' '), metric });
const looseWord = (word: string, metric: MetricName): MetricPhrase => ({ ...phrase(word, metric), loose: true });
const wordByUnit = (word: string, metric: MetricName): MetricPhrase => ({ ...phrase(word, metric), needsUnit: true });
const looseWordByUnit = (word: string, metric: MetricName): MetricPhrase => ({
  ...wordByUnit(word, metric),
  loose: true,
});

/** How documents name the metrics of the vocabulary. The first phrase that fits the unit of the limit wins. */
export const METRIC_PHRASES: readonly MetricPhrase[] = [
  phrase('time to first byte', 'ttfb'),
  phrase('ttfb', 'ttfb'),
  phrase('connection time', 'connect'),
  phrase('connect time', 'connect'),
  phrase('iteration duration', 'iteration_duration'),
  phrase('provisioning time', 'provisioning'),
  phrase('provisioning', 'provisioning'),
  phrase('provisioned', 'provisioning'),
  phrase('workspaces ready', 'provisioning'),
  phrase('pods ready', 'provisioning'),
  phrase('instances ready', 'provisioning'),
  phrase('http req duration', 'latency'),
  phrase('response time', 'latency'),
  phrase('response times', 'latency'),
  phrase('request duration', 'latency'),
  phrase('latency', 'latency'),
  phrase('latencies', 'latency'),
  phrase('requests complete', 'latency'),
  phrase('requests completed', 'latency'),
  phrase('requests finish', 'latency'),
  looseWordByUnit('requests', 'latency'),
  looseWordByUnit('workspaces', 'provisioning'),
  phrase('http req failed', 'error_rate'),
  phrase('error rate', 'error_rate'),
  phrase('error rates', 'error_rate'),
  phrase('failure rate', 'error_rate'),
  phrase('failed requests', 'error_rate'),
  phrase('requests fail', 'error_rate'),
  phrase('operations fail', 'error_rate'),
  looseWordByUnit('failures', 'error_rate'),
  looseWordByUnit('errors', 'error_rate'),
  phrase('success rate', 'success_rate'),
  phrase('requests succeed', 'success_rate'),
  phrase('successful requests', 'success_rate'),
  phrase('throughput', 'throughput'),
  phrase('rps', 'throughput'),
  phrase('requests per second', 'throughput'),
  looseWord('qps', 'throughput'),
  looseWord('tps', 'throughput'),
  wordByUnit('requests', 'throughput'),
  wordByUnit('request', 'throughput'),
  wordByUnit('reqs', 'throughput'),
  wordByUnit('req', 'throughput'),
  phrase('dropped iterations', 'dropped_iterations'),
  phrase('failed requests', 'failures'),
  looseWord('errors', 'failures'),
  looseWord('failures', 'failures'),
  phrase('virtual users', 'users'),
  phrase('concurrent users', 'users'),
  phrase('users', 'users'),
  phrase('visitors', 'users'),
  phrase('participants', 'users'),
  phrase('vus', 'users'),
];

/** Words for statistics other than percentiles. */
export const STATISTIC_WORDS: ReadonlyMap<string, Statistic> = new Map<string, Statistic>([
  ['average', 'avg'],
  ['avg', 'avg'],
  ['mean', 'avg'],
  ['median', 'med'],
  ['med', 'med'],
  ['peak', 'max'],
  ['max', 'max'],
  ['maximum', 'max'],
  ['min', 'min'],
  ['minimum', 'min'],
]);
