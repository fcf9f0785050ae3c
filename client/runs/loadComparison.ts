import { existsSync } from 'node:fs';
import path from 'node:path';
import { UserError } from '../../core/errors.ts';
import { readBaselineFile } from '../../core/node/baselines.ts';
import { readDescribedRun, type DescribedRun } from '../../core/node/runStore/describedRun.ts';
import { planFolderOf } from '../../core/node/runStore/planFolderOf.ts';
import { NoRunFolder } from '../../core/node/runStore/readRunFolder.ts';
import type { CompareView, ShownSide } from '../../core/protocol/comparePanel.ts';
import type { Baseline } from '../../core/run/baseline.ts';
import { compareChecks } from '../../core/run/compare/compareChecks.ts';
import { sideOfBaseline, sideOfRun, trustIn, unalikeIn } from '../../core/run/compare/comparedSide.ts';
import { compareRuns } from '../../core/run/compare/compareRuns.ts';
import { Course } from '../../core/run/course.ts';
import { timelinePoints } from '../../core/run/timelinePoints.ts';

/** Paths of two run folders; `baseline` is the one of the test that `after` is a run of. */
export interface ComparedPair {
  before: string;
  after: string;
}

export const BASELINE = 'baseline';

interface RunOnDisk {
  run: DescribedRun;
  timeline: ShownSide['timeline'];
}

/** Two runs as the comparison panel shows them, alike or not. What cannot be compared becomes a message with a remedy. */
export async function loadComparison({ before, after }: ComparedPair): Promise<CompareView> {
  try {
    const later = await readWithCourse(after);
    if (before === BASELINE) return withBaseline(baselineFor(later.run), later);
    return comparison(await readWithCourse(before), later);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const problem = error instanceof NoRunFolder ? error.problem : error.message;
    return { kind: 'unreadable', problem, remedy: 'Choose the runs again.' };
  }
}

function comparison(before: RunOnDisk, after: RunOnDisk): CompareView {
  const [one, other] = [sideOfRun(before.run), sideOfRun(after.run)];
  return {
    kind: 'comparison',
    before: { ...factsOf(before), labels: one.labels },
    after: { ...factsOf(after), labels: other.labels },
    unalike: unalikeIn(one, other),
    trust: trustIn(one),
    values: compareRuns(one.runs, after.run.result),
    checks: compareChecks(before.run.result.checks, after.run.result.checks),
  };
}

/** A baseline keeps values and no course, and it states no checks. */
function withBaseline(baseline: Baseline, after: RunOnDisk): CompareView {
  const [one, other] = [sideOfBaseline(baseline), sideOfRun(after.run)];
  const { like, runs } = baseline;
  return {
    kind: 'comparison',
    before: {
      name: runs.length === 1 ? `baseline ${one.runIds.join()}` : one.name,
      isBaseline: true,
      testId: baseline.testId,
      ...(like && { tool: `${like.tool.name} ${like.tool.version}`, environment: like.environment }),
      labels: one.labels,
      notes: [],
      timeline: [],
    },
    after: { ...factsOf(after), labels: other.labels },
    unalike: unalikeIn(one, other),
    trust: trustIn(one),
    values: compareRuns(one.runs, after.run.result),
    checks: compareChecks([], after.run.result.checks),
  };
}

async function readWithCourse(folder: string): Promise<RunOnDisk> {
  const course = new Course();
  const run = await readDescribedRun(folder, {
    onEvent: (event) => {
      if (event.kind === 'frame') course.add(event.frame);
    },
  });
  return { run, timeline: timelinePoints(course) };
}

function factsOf({ run: { manifest, result, notes }, timeline }: RunOnDisk): Omit<ShownSide, 'labels'> {
  const { runId, testId, title, startedAt, endedAt, environment, tool } = manifest;
  return {
    name: runId,
    isBaseline: false,
    testId,
    title,
    verdict: result.verdict,
    state: result.state,
    startedAt,
    ...(endedAt === undefined ? {} : { durationMs: endedAt - startedAt }),
    environment: environment?.id,
    target: environment?.target,
    tool: `${tool.name} ${tool.version}`,
    notes,
    timeline,
  };
}

/** Beside the plan of the run, or where its results folder is when the plan was somewhere else. */
function baselineFor({ folder, manifest }: DescribedRun): Baseline {
  const { testId } = manifest;
  const places = [planFolderOf(manifest), path.dirname(path.dirname(folder))].filter((place) => existsSync(place));
  for (const place of places) {
    const found = readBaselineFile(place, testId);
    if (found !== undefined) return found;
  }
  throw new UserError(`${testId} has no baseline yet. Choose one with "Set Runs as Baseline" in the list of runs.`);
}
