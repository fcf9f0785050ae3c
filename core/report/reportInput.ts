import * as z from 'zod';
import { readStatistic } from '../checks/statistics.ts';
import type { RunFold } from '../run/foldRun.ts';
import type { RunManifest } from '../run/runManifest.ts';
import type { Observation, RunResult } from '../run/runResult.ts';
import { reportBreakdowns, type ErrorRow, type FigureRow, type StageRow } from './breakdowns.ts';
import { reportCharts, type ReportChart } from './charts.ts';
import { figureOf } from './figure.ts';
import { headlinesOf, type Headline } from './headlines.ts';
import { endingOf, marksOf } from './marks.ts';
import type { RunTimeline, StageSpan } from './timeline.ts';

/** Everything that a report of one run says, as plain data. Each format is a function of it and measures nothing itself. */
export interface ReportInput {
  manifest: RunManifest;
  result: RunResult;
  /** Id and text of the requirements that the plan states. */
  requirements: [id: string, title: string][];
  /** Requirements that the test claims to cover and that no check names. */
  unjudgedRequirements: string[];
  /** What a reader must know before any figure: a smoke run, an invalid run, one that did not come to its end. */
  marks: string[];
  /** How the run ended: `run completed`, `run stopped by a guard`. */
  ending: string;
  headlines: Headline[];
  /** Every whole-run value of the result, with what a reader must know about it. */
  wholeRun: { observation: Observation; notes: string[] }[];
  /** How long was measured, and how much warm-up is left out of whole-run figures. */
  measuredMs: number;
  warmupMs: number;
  stages: StageRow[];
  requests: FigureRow[];
  errors: ErrorRow[];
  monitors: FigureRow[];
  warnings: string[];
  spans: StageSpan[];
  charts: ReportChart[];
  /** Whole seconds without a word from the load generator. */
  silentSeconds: number;
}

export interface RunParts {
  manifest: RunManifest;
  result: RunResult;
  /** Both were given every event of the run. */
  fold: RunFold;
  timeline: RunTimeline;
}

/** Needs only what is in a run folder: `run.json`, and the events as `foldRun` and `RunTimeline` took them. */
export function reportInput({ manifest, result, fold, timeline }: RunParts): ReportInput {
  const { spans, silentSeconds } = timeline;
  const warmupStages = new Set(spans.filter(({ warmup }) => warmup).map(({ stage }) => stage));
  const warmupMs = [...warmupStages].reduce((sum, stage) => sum + fold.store.durationMs({ stage }), 0);
  const judged = new Set(result.checks.map(({ requirement }) => requirement));
  return {
    manifest,
    result,
    requirements: Object.entries(manifest.requirements ?? {}),
    unjudgedRequirements: claimedRequirements(manifest).filter((id) => !judged.has(id)),
    marks: marksOf(manifest, result, fold),
    ending: endingOf(manifest, result, fold),
    headlines: headlinesOf(fold),
    wholeRun: wholeRunOf(result, fold),
    measuredMs: fold.store.durationMs({}),
    warmupMs,
    ...reportBreakdowns(fold, spans, plannedRequests(manifest)),
    warnings: warningsOf(timeline, result),
    spans,
    charts: reportCharts(fold, timeline),
    silentSeconds,
  };
}

function wholeRunOf({ observations }: RunResult, fold: RunFold): ReportInput['wholeRun'] {
  const whole = observations.filter(({ selector }) => Object.keys(selector).length === 0);
  return whole.map((observation) => {
    const { statistic } = readStatistic(observation.statistic, [0, 0]);
    const figure = figureOf(fold, statistic, observation.metric, {});
    return { observation, notes: figure.kind === 'measured' ? figure.notes : [] };
  });
}

function claimedRequirements({ plan: { effectiveTest } }: RunManifest): string[] {
  if (typeof effectiveTest !== 'object' || effectiveTest === null || !('requirements' in effectiveTest)) return [];
  const { requirements } = effectiveTest;
  return Array.isArray(requirements) ? requirements.filter((id) => typeof id === 'string') : [];
}

const testWithRequests = z.object({ requests: z.array(z.object({ name: z.string() })) });

/** Names in the order of the plan; none where the tool's own script decides what is sent. */
function plannedRequests({ plan: { effectiveTest } }: RunManifest): string[] {
  const read = testWithRequests.safeParse(effectiveTest);
  return read.success ? read.data.requests.map(({ name }) => name) : [];
}

function warningsOf({ warnings, warningsLeftOut }: RunTimeline, { reasons }: RunResult): string[] {
  const told = [...warnings].filter((line) => !reasons.includes(line));
  return warningsLeftOut === 0 ? told : [...told, `and ${warningsLeftOut} more, see log.txt`];
}
