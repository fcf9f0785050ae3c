import type { SeriesSample, Tags, TrendSummary } from '../run/aggregate.ts';
import { OwnNames } from '../runners/artillery/ownNames.ts';
import { VOCABULARY_COUNTERS, VOCABULARY_TRENDS } from '../runners/artillery/secondSamples.ts';
import { withoutCredentials } from '../text/credentials.ts';

/** What Artillery sums up of the whole run or of ten seconds. */
export interface Period {
  counters: Readonly<Record<string, number>>;
  summaries: Readonly<Record<string, Readonly<Record<string, number | null>>>>;
}

const ENDPOINT = 'plugins.metrics-by-endpoint.';
const COUNTERS: Readonly<Record<string, string>> = {
  ...VOCABULARY_COUNTERS,
  'http.requests': 'requests',
  'http.responses': 'responses',
};
const TRENDS: Readonly<Record<string, string>> = { ...VOCABULARY_TRENDS, 'http.response_time': 'ttfb' };

/** `knowsFailures`: whether those of the whole run are known; a sum of some of its parts would be too small. */
export function artillerySamples(period: Period, knowsFailures: boolean): SeriesSample[] {
  const names = new OwnNames(withoutCredentials);
  const samples: SeriesSample[] = [];
  const count = (metric: string, total: number, tags: Tags = {}): void => {
    samples.push({ metric, tags, sample: { kind: 'counter', total } });
  };
  for (const [name, total] of Object.entries(period.counters)) {
    const metric = COUNTERS[name];
    if (metric !== undefined) count(metric, total);
    if (!name.startsWith(ENDPOINT)) count(names.of(name, 'counter'), total);
  }
  for (const [request, { responses, refused, errors }] of endpointsOf(period.counters)) {
    count('requests', responses + errors, { request });
    count('responses', responses, { request });
    if (knowsFailures) count('failures', refused + errors, { request });
  }
  for (const [name, told] of Object.entries(period.summaries)) {
    const sample = { kind: 'summary' as const, ...summaryOf(told) };
    const metric = TRENDS[name];
    if (metric !== undefined) samples.push({ metric, tags: {}, sample });
    const endpoint = name.startsWith(`${ENDPOINT}response_time.`)
      ? name.slice(`${ENDPOINT}response_time.`.length)
      : undefined;
    if (endpoint !== undefined)
      samples.push({ metric: 'ttfb', tags: { request: withoutCredentials(endpoint) }, sample });
    else samples.push({ metric: names.of(name, 'trend'), tags: {}, sample });
  }
  const failures = artilleryFailures(period.counters);
  if (knowsFailures && 'total' in failures) count('failures', failures.total);
  return samples;
}

/**
 * Failed requests, where the counters tell them: an error of a virtual user may be about a request that was counted by
 * its status already, and an expectation may allow a status.
 */
export function artilleryFailures(
  counters: Readonly<Record<string, number>>,
): { total: number } | { whyUnknown: string } {
  const sum = (pattern: RegExp): number =>
    Object.entries(counters).reduce((all, [name, total]) => (pattern.test(name) ? all + total : all), 0);
  const refused = sum(/^http\.codes\.[45]\d\d$/);
  const errors = sum(/^errors\./);
  const unexpected = counters['plugins.expect.failed'] ?? 0;
  const hasExpectations = unexpected + (counters['plugins.expect.ok'] ?? 0) > 0;
  const afterResponse = sum(/^errors\.(Failed capture or match|Failed expectation)/);
  if (hasExpectations && refused + unexpected > 0) {
    return { whyUnknown: 'the report of Artillery does not tell which of its responses the script expected' };
  }
  if (refused > 0 && afterResponse > 0) {
    return {
      whyUnknown:
        'the report of Artillery does not tell whether its failed captures are of responses with a bad status',
    };
  }
  return { total: refused + errors };
}

interface Endpoint {
  responses: number;
  refused: number;
  errors: number;
}

/** Each request of an endpoint ends in a status or in an error. */
function endpointsOf(counters: Period['counters']): Map<string, Endpoint> {
  const endpoints = new Map<string, Endpoint>();
  for (const [name, total] of Object.entries(counters)) {
    const found = /^plugins\.metrics-by-endpoint\.(.+?)\.(?:codes\.(\d+)|errors\..+)$/.exec(name);
    if (found === null) continue;
    const request = withoutCredentials(found[1] ?? '');
    const endpoint = endpoints.get(request) ?? { responses: 0, refused: 0, errors: 0 };
    endpoints.set(request, endpoint);
    if (found[2] === undefined) endpoint.errors += total;
    else {
      endpoint.responses += total;
      if (Number(found[2]) >= 400) endpoint.refused += total;
    }
  }
  return endpoints;
}

/** Artillery's percentiles are known to 1 %, so that one may lie outside of the values that it is of. */
function summaryOf(told: Readonly<Record<string, number | null>>): TrendSummary {
  const figure = (name: string): number => told[name] ?? NaN;
  const [min, max] = [figure('min'), figure('max')];
  const percentiles: Record<string, number> = {};
  for (const [name, percent] of [...PERCENTILES]) {
    const value = told[name];
    if (typeof value === 'number') percentiles[percent] = Math.min(max, Math.max(min, value));
  }
  return { count: figure('count'), avg: figure('mean'), min, max, percentiles };
}

const PERCENTILES = new Map([
  ['p50', '50'],
  ['p75', '75'],
  ['p90', '90'],
  ['p95', '95'],
  ['p99', '99'],
  ['p999', '99.9'],
]);
