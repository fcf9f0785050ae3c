import type { SeriesSample } from '../../run/aggregate.ts';
import { countOf, failedOf, type Figures } from './figures.ts';

/** Counts that setup and teardown add to, and what k6 calls them. */
const COUNTED_AS: Readonly<Record<string, string>> = {
  requests: 'http_reqs',
  responses: 'http_reqs',
  failures: 'http_req_failed',
  bytes_in: 'data_received',
  bytes_out: 'data_sent',
  http_reqs: 'http_reqs',
  data_received: 'data_received',
  data_sent: 'data_sent',
};
/** The dashboard rounds to five digits, so a smaller difference may be none. */
const SMALLEST_SHARE = 1e-4;

/** Requests of setup and teardown: those of no scenario. `cumulative`: the last word of the dashboard. */
export function requestsOutside(cumulative: Figures): number {
  return outside(cumulative, 'http_reqs');
}

/** The load takes its time, and they take theirs: counted together they would make a rate of something else. */
export function ofLoadAlone(samples: readonly SeriesSample[], cumulative: Figures): SeriesSample[] {
  return samples.map((told) => {
    const { metric, sample } = told;
    const name = Object.hasOwn(COUNTED_AS, metric) ? COUNTED_AS[metric] : undefined;
    if (name === undefined || sample.kind !== 'counter') return told;
    return { ...told, sample: { ...sample, total: Math.max(0, sample.total - outside(cumulative, name)) } };
  });
}

/** 0 where k6 does not tell scenarios apart. */
function outside(cumulative: Figures, name: string): number {
  const amountOf = (of: string): number | undefined => countOf(cumulative, of) ?? failedOf(cumulative, of);
  const all = amountOf(name);
  const ofScenarios = [...cumulative.keys()]
    .filter((key) => key.startsWith(`${name}{scenario:`))
    .map((key) => amountOf(key) ?? NaN);
  if (all === undefined || ofScenarios.length === 0) return 0;
  const rest = all - ofScenarios.reduce((sum, amount) => sum + amount, 0);
  return rest > all * SMALLEST_SHARE * ofScenarios.length ? rest : 0;
}
