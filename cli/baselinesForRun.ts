import path from 'node:path';
import type { LoadTest } from '../core/configs/plan/plan.ts';
import { readBaselineFile } from '../core/node/baselines.ts';
import { loadHash } from '../core/node/loadHash.ts';
import { recordedTool, type ToolInUse } from '../core/node/tools.ts';
import { baselineLookup } from '../core/run/baseline.ts';
import { baselineFit } from '../core/run/compare/likeness.ts';
import { comparesWithBaseline, type BaselineLookup } from '../core/run/limits.ts';
import type { RunnerKind } from '../core/runners/runner.ts';
import type { Output } from './output.ts';
import type { PlanForRun } from './planForRun.ts';

export interface BaselineForRun {
  lookup?: BaselineLookup;
  /** What a reader of the run has to know of it. */
  notes: readonly string[];
}

/** The baseline of each test. One that was measured with another load says nothing about this one and is not used. */
export function baselinesForRun(
  plan: PlanForRun,
  tests: readonly LoadTest[],
  tools: ReadonlyMap<RunnerKind, ToolInUse>,
  output: Output,
): Map<string, BaselineForRun> {
  return new Map(tests.map((test) => [test.id, baselineForRun(plan, test, tools.get(test.runner), output)]));
}

function baselineForRun(
  { file, plan }: PlanForRun,
  test: LoadTest,
  tool: ToolInUse | undefined,
  output: Output,
): BaselineForRun {
  const folder = path.dirname(path.resolve(file.path));
  const baseline = readBaselineFile(folder, test.id);
  const isCompared = [...test.checks, ...test.guards].some(({ check }) => comparesWithBaseline(check));
  if (baseline === undefined || !isCompared) return { notes: [] };
  const { environment } = plan;
  const { unused, note } = baselineFit(baseline.like, {
    testId: test.id,
    loadHash: loadHash(test, folder, environment?.target?.value),
    runner: test.runner,
    tool: recordedTool(tool ?? { name: test.runner, program: test.runner }),
    ...(environment && { environment: environment.id }),
  });
  const told = unused ?? note;
  if (told !== undefined) output.err(`${test.id}: ${told}.`);
  return {
    lookup: unused === undefined ? baselineLookup(baseline) : () => ({ missing: unused }),
    notes: note === undefined ? [] : [note],
  };
}
