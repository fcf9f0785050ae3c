import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parsePlan } from '../../../core/configs/plan/parsePlan.ts';
import { readText } from '../../../core/import/readText.ts';
import type { ContentEnd, Reading, ResultContent } from '../../../core/import/resultContent.ts';
import { foldRun, runResult, startRun, type RunFold } from '../../../core/run/foldRun.ts';
import type { JudgedCheck } from '../../../core/run/judge.ts';
import type { RunEvent } from '../../../core/run/runEvent.ts';
import type { RunResult } from '../../../core/run/runResult.ts';
import { RUNNERS } from '../../../core/runners/index.ts';
import { RESULT_KINDS } from '../../../core/import/resultContent.ts';

export const fixture = (name: string): string => path.resolve(import.meta.dirname, '../../fixtures/import', name);
export const textOf = (name: string): string => readFileSync(fixture(name), 'utf8');

export function contentOf(reading: Reading): ResultContent {
  if (reading.kind !== 'result') throw new Error(`${reading.kind}: ${reading.reason}`);
  return reading.content;
}

export interface Told {
  content: ResultContent;
  end: ContentEnd;
  events: RunEvent[];
  fold: RunFold;
  result: RunResult;
}

/** What a text tells as a run that began at 1,000,000, judged by checks as a plan of a k6 test states them. */
export function told(text: string, checks: readonly string[] = []): Promise<Told> {
  return toldBy(contentOf(readText(text)), checksOf(checks));
}

/** Checks as a plan of a k6 test states them. */
export function checksOf(checks: readonly string[]): JudgedCheck[] {
  const test = `  shop: { runner: k6, script: a.js, checks: ${JSON.stringify(checks)} }`;
  const { plan } = parsePlan(`headroom: 1\ntests:\n${test}\n`);
  return plan?.tests.flatMap((one) => one.checks.map(({ check }) => check)) ?? [];
}

/** The same, judged by checks. */
export async function toldBy(content: ResultContent, checks: readonly JudgedCheck[] = []): Promise<Told> {
  const events: RunEvent[] = [];
  const end = await content.tell({ testId: 'shop', startedAt: 1_000_000 }, (event) => events.push(event));
  events.push({ kind: 'totals', at: 0, samples: [], missing: [...content.missing] });
  events.push({ kind: 'finished', at: 0, outcome: end });
  const fold = startRun({ checks, guards: [], definitions: RUNNERS[RESULT_KINDS[content.kind].runner].ownMetrics });
  for (const event of events) foldRun(fold, event);
  return { content, end, events, fold, result: runResult(fold) };
}

/** `p95 latency` -> value of the whole run, or of a request. */
export function values({ result }: Told, selector: Record<string, string> = {}): Record<string, number> {
  const wanted = JSON.stringify(selector);
  return Object.fromEntries(
    result.observations
      .filter((observation) => JSON.stringify(observation.selector) === wanted)
      .map(({ statistic, metric, value }) => [`${statistic} ${metric}`, value]),
  );
}
