import * as z from 'zod';
import type { SeriesSample } from '../../run/aggregate.ts';
import { numberOfValues, trendSummary } from './dashboard.ts';
import { toldThresholds, type ToldThreshold } from './toldThresholds.ts';
import { countOf, failedOf, ownSamples, trendOf, vocabularySamples, type Figure, type Figures } from './figures.ts';

const exportSchema = z.object({
  metrics: z.record(z.string(), z.record(z.string(), z.unknown())),
});

/** The file of `--summary-export`. */
export interface Summary {
  figures: Figures;
  thresholds: readonly ToldThreshold[];
}

/** Undefined when it is no whole summary. */
export function readSummary(text: string): Summary | undefined {
  try {
    return readExport(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** The same for a document that was parsed. */
export function readExport(document: unknown): Summary | undefined {
  const { data } = exportSchema.safeParse(document);
  if (data === undefined) return undefined;
  const thresholds: ToldThreshold[] = [];
  const told = new Map<string, ReadonlyMap<string, number>>();
  for (const [metric, values] of Object.entries(data.metrics)) {
    told.set(metric, numbersIn(values));
    thresholds.push(...toldThresholds(metric, values['thresholds'], true));
  }
  return { figures: figuresOf(told), thresholds };
}

export function numbersIn(values: Readonly<Record<string, unknown>>): Map<string, number> {
  return new Map(
    Object.entries(values).flatMap(([key, value]) => (typeof value === 'number' ? [[key, value] as const] : [])),
  );
}

export function figuresOf(told: ReadonlyMap<string, ReadonlyMap<string, number>>): Figures {
  const figures = new Map<string, Figure>();
  for (const [metric, values] of told) {
    const figure = figureOf(values, () => numberOfValues(metric, (name) => told.get(name)?.get('count')));
    if (figure !== undefined) figures.set(metric, figure);
  }
  return figures;
}

/** The file names no types; each has other keys. A trend or rate of no values is none. */
function figureOf(values: ReadonlyMap<string, number>, countElsewhere: () => number): Figure | undefined {
  const [count, hits, misses] = [values.get('count'), values.get('passes'), values.get('fails')];
  if (hits !== undefined && misses !== undefined) {
    const all = hits + misses;
    return all > 0 ? { kind: 'rate', share: hits / all, count: all } : undefined;
  }
  if (values.has('avg')) {
    const known = count ?? countElsewhere();
    // A trend without values is told as zeros; one of unknown length is none if it may be that.
    const isNone = Number.isNaN(known) ? ['avg', 'min', 'max'].every((name) => !values.get(name)) : known === 0;
    return isNone ? undefined : { kind: 'trend', summary: trendSummary(values, known) };
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

/** Where nothing failed everything was answered; of which kind failures were is not told. */
export function requestsWithoutResponse(figures: Figures): number | undefined {
  return failedOf(figures, 'http_req_failed') === 0 ? 0 : countOf(figures, 'http_reqs{status:0}');
}

/** For thresholds, which k6 judges with the requests that nobody answered: of failures all may be such. */
export function unansweredOf(figures: Figures): { noResponse: number | undefined; isAtMost: boolean } {
  const known = requestsWithoutResponse(figures);
  return { noResponse: known ?? failedOf(figures, 'http_req_failed'), isAtMost: known === undefined };
}
