import * as z from 'zod';
import type { SeriesSample } from '../../run/aggregate.ts';
import { trendSummary } from './dashboard.ts';
import { countOf, failedOf, ownSamples, trendOf, vocabularySamples, type Figure, type Figures } from './figures.ts';

const exportSchema = z.object({
  metrics: z.record(z.string(), z.record(z.string(), z.unknown())),
});

/** One threshold as the summary tells it. */
export interface ToldThreshold {
  metric: string;
  source: string;
  crossed: boolean;
}

/** The file of `--summary-export`. */
export interface Summary {
  figures: Figures;
  thresholds: readonly ToldThreshold[];
}

/** Undefined when it is no whole summary. */
export function readSummary(text: string): Summary | undefined {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined;
  }
  const { data } = exportSchema.safeParse(json);
  if (data === undefined) return undefined;
  const figures = new Map<string, Figure>();
  const thresholds: ToldThreshold[] = [];
  for (const [metric, values] of Object.entries(data.metrics)) {
    const numbers = new Map(
      Object.entries(values).flatMap(([key, value]) => (typeof value === 'number' ? [[key, value] as const] : [])),
    );
    const figure = figureOf(numbers);
    if (figure !== undefined) figures.set(metric, figure);
    // In this file true means crossed.
    const told = z.record(z.string(), z.boolean()).safeParse(values['thresholds']).data ?? {};
    for (const [source, crossed] of Object.entries(told)) thresholds.push({ metric, source, crossed });
  }
  return { figures, thresholds };
}

/** The file names no types; each has other keys. A trend or rate of no values is none. */
function figureOf(values: ReadonlyMap<string, number>): Figure | undefined {
  const [count, hits, misses] = [values.get('count'), values.get('passes'), values.get('fails')];
  if (hits !== undefined && misses !== undefined) {
    const all = hits + misses;
    return all > 0 ? { kind: 'rate', share: hits / all, count: all } : undefined;
  }
  if (values.has('avg')) {
    return count === undefined || count === 0 ? undefined : { kind: 'trend', summary: trendSummary(values, count) };
  }
  if (count !== undefined) return { kind: 'counter', count };
  const value = values.get('value');
  if (value === undefined) return undefined;
  return { kind: 'gauge', value, min: values.get('min') ?? value, max: values.get('max') ?? value };
}

/** Which part of the run a total is of, by the tags that stand behind k6's names. */
export interface TotalsPart {
  selector: readonly string[];
  stage?: string;
  /** Where the summary itself has no figure of it. */
  noResponse?: number;
}

/** What k6 says of the whole run or a stage. Exact, but for what got a response it cannot always be told. */
export function totalsOf(figures: Figures, { selector, stage, noResponse: known }: TotalsPart): SeriesSample[] {
  const nameOf = (metric: string, ...more: string[]): string => {
    const tags = [...selector, ...more];
    return tags.length === 0 ? metric : `${metric}{${tags.join(',')}}`;
  };
  const noResponse = known ?? countOf(figures, nameOf('http_reqs', 'status:0'));
  const failures = failedOf(figures, nameOf('http_req_failed'));
  return vocabularySamples(figures, {
    nameOf,
    tags: stage === undefined ? {} : { stage },
    noResponse,
    answered: (metric) => {
      if (noResponse === 0) return trendOf(figures, nameOf(metric));
      // Where nothing but missing responses failed, what was expected is what was answered.
      const isExpected = noResponse !== undefined && failures === noResponse;
      return isExpected ? trendOf(figures, nameOf(metric, 'expected_response:true')) : undefined;
    },
  }).filter(({ metric }) => metric !== 'users');
}

/** The whole run under k6's own names. Gauges are told by their seconds, which say more than their last value. */
export function ownTotals(figures: Figures): SeriesSample[] {
  return ownSamples(figures).filter(({ sample }) => sample.kind !== 'gauge');
}

/** Metrics that a wrapper makes k6 tell of each stage. */
export const METRICS_OF_STAGES = [
  'http_reqs',
  'http_req_failed',
  'http_req_duration',
  'http_req_waiting',
  'http_req_connecting',
  'iterations',
  'iteration_duration',
  'data_received',
  'data_sent',
] as const;
