import type { Statistic } from '../checks/check.ts';
import type { Tags } from '../run/aggregate.ts';
import type { RunFold } from '../run/foldRun.ts';
import { INTERNAL_METRICS } from '../run/observations.ts';
import { definitionInRun, figureOf, type Figure } from './figure.ts';
import type { StageSpan } from './timeline.ts';

/** Figures of one thing by the name of their column. */
export interface FigureRow {
  name: string;
  figures: Record<string, Figure>;
}

export interface StageRow extends FigureRow {
  level: string;
  warmup: boolean;
  /** How long the stage really took. */
  durationMs: number;
}

export interface ErrorRow {
  /** What the failures have in common: `status 503`, `timeout`. */
  name: string;
  failures: number;
  /** Of all failures. */
  share: number;
  /** Requests that failed so, most often first; empty when the runner does not tell them apart. */
  requests: { name: string; failures: number }[];
}

type Listed = readonly (readonly [statistic: Statistic | undefined, metric: string])[];

const OF_STAGE: Listed = [
  ['max', 'users'],
  [undefined, 'requests'],
  [undefined, 'throughput'],
  ['p50', 'latency'],
  ['p95', 'latency'],
  ['p99', 'latency'],
  ['max', 'latency'],
  [undefined, 'error_rate'],
];
const OF_REQUEST: Listed = [
  [undefined, 'requests'],
  [undefined, 'throughput'],
  ['avg', 'latency'],
  ['p50', 'latency'],
  ['p95', 'latency'],
  ['p99', 'latency'],
  ['max', 'latency'],
  [undefined, 'failures'],
  [undefined, 'error_rate'],
];
const OF_MONITOR: readonly Statistic[] = ['min', 'avg', 'p95', 'max', 'last'];
/** The outcome tags of failures and how each is said. */
const WORDS_OF_OUTCOME = { status: (value: string) => `status ${value}`, error: (value: string) => value } as const;

export interface Breakdowns {
  stages: StageRow[];
  requests: FigureRow[];
  errors: ErrorRow[];
  monitors: FigureRow[];
}

export function reportBreakdowns(
  fold: RunFold,
  spans: readonly StageSpan[],
  plannedRequests: readonly string[],
): Breakdowns {
  const requests = inOrderOfPlan(fold.store.tagValues('request'), plannedRequests);
  return {
    stages: stageRows(fold, spans),
    requests: requests.map((name) => ({ name, figures: figuresOf(fold, OF_REQUEST, { request: name }) })),
    errors: errorRows(fold, requests),
    monitors: monitorRows(fold),
  };
}

/** What the plan does not name comes after what it does, by name: who answers first is chance. */
function inOrderOfPlan(names: readonly string[], planned: readonly string[]): string[] {
  const known = new Set(planned);
  const others = names.filter((name) => !known.has(name)).sort((a, b) => a.localeCompare(b, 'en'));
  return [...[...known].filter((name) => names.includes(name)), ...others];
}

function figuresOf(fold: RunFold, listed: Listed, tags: Tags): Record<string, Figure> {
  return Object.fromEntries(
    listed.map(([statistic, metric]) => [
      statistic === undefined ? metric : `${statistic} ${metric}`,
      figureOf(fold, statistic, metric, tags),
    ]),
  );
}

/** Each stage once, in order of time, also those of warm-up. */
function stageRows(fold: RunFold, spans: readonly StageSpan[]): StageRow[] {
  const names = [...new Set(spans.map(({ stage }) => stage))].filter((stage) => stage !== '');
  return names.map((name) => ({
    name,
    level: spans.find(({ stage }) => stage === name)?.level ?? '',
    warmup: spans.some(({ stage, warmup }) => stage === name && warmup),
    durationMs: fold.store.durationMs({ stage: name }),
    figures: figuresOf(fold, OF_STAGE, { stage: name }),
  }));
}

function counted(fold: RunFold, tags: Tags): number {
  const aggregate = fold.store.aggregate('failures', tags);
  return aggregate?.kind === 'counter' ? aggregate.total : 0;
}

/** What is not told apart has a row of its own, so that the rows always add up to all failures. */
function errorRows(fold: RunFold, requests: readonly string[]): ErrorRow[] {
  const all = counted(fold, {});
  const rows = (Object.keys(WORDS_OF_OUTCOME) as (keyof typeof WORDS_OF_OUTCOME)[]).flatMap((key) =>
    fold.store.tagValues(key).map((value) => ({
      name: WORDS_OF_OUTCOME[key](value),
      failures: counted(fold, { [key]: value }),
      requests: requests
        .map((name) => ({ name, failures: counted(fold, { [key]: value, request: name }) }))
        .filter(({ failures }) => failures > 0)
        .sort((a, b) => b.failures - a.failures),
    })),
  );
  const untold = all - rows.reduce((sum, { failures }) => sum + failures, 0);
  if (untold > 0) rows.push({ name: 'the load generator did not say why', failures: untold, requests: [] });
  return rows
    .filter(({ failures }) => failures > 0)
    .map((row) => ({ ...row, share: row.failures / all }))
    .sort((a, b) => b.failures - a.failures);
}

/** Every gauge apart from the users: what was watched beside the load. */
function monitorRows(fold: RunFold): FigureRow[] {
  return monitorMetrics(fold).map((metric) => ({
    name: metric,
    figures: Object.fromEntries(OF_MONITOR.map((statistic) => [statistic, figureOf(fold, statistic, metric, {})])),
  }));
}

export function monitorMetrics(fold: RunFold): string[] {
  // One that never told anything has a row, too, which says why.
  return [...new Set([...fold.store.metrics(), ...fold.failedMonitors.keys()])]
    .filter((metric) => metric !== 'users' && !INTERNAL_METRICS.has(metric))
    .filter((metric) => definitionInRun(fold, { metric, tags: {} })?.kind === 'gauge');
}
