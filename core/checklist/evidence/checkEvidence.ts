import { printSelector } from '../../checks/print.ts';
import type { Monitor } from '../../configs/plan/plan.ts';
import { isStopped, whyNotCounted } from '../../run/baselineFromRuns.ts';
import { descriptionOf, judge, type JudgedCheck } from '../../run/judge.ts';
import { comparesWithBaseline, type BaselineLookup } from '../../run/limits.ts';
import { observedText } from '../../run/observedText.ts';
import type { RunManifest } from '../../run/runManifest.ts';
import type { CheckResult, RunResult } from '../../run/runResult.ts';
import { storedMeasurements } from '../../run/storedMeasurements.ts';
import { formatAge, holds, type Evidence, type EvidenceRun } from './evidence.ts';
import { limitsText } from './limitsText.ts';
import { loadDifference, type LoadNow } from './loadDifference.ts';
import { monitorDifference } from './monitorDifference.ts';
import { unreadableSince, type UnreadableRun } from './unreadableRuns.ts';

/** A run of a results folder; without a result it goes on or was cut off. */
export interface CountableRun {
  manifest: RunManifest;
  result?: RunResult;
  /** Where it is on disk. */
  folder?: string;
}

type MeasuredRun = CountableRun & { result: RunResult };

/** Which runs count, and what makes new ones. */
export interface RunQuestion {
  /** Evidence counts only from here; undefined for a plan without environments. */
  environment: string | undefined;
  load: LoadNow;
  maxAgeMs: number | undefined;
  /** ms since the Unix epoch. */
  now: number;
  /** The command that makes new evidence. */
  command: string;
  /** Runs of the test, as far as their folders tell, that say nothing any more. */
  unreadable: readonly UnreadableRun[];
  /** Of the plan as it is written now, without values of the process environment. */
  monitors: readonly Monitor[];
}

/** What is asked of the runs of one test. */
export interface Question extends RunQuestion {
  check: JudgedCheck;
  /** The reference values that a run is compared with, as the baseline is now. */
  baselineFor: (run: RunManifest) => BaselineLookup | undefined;
}

type Found = Omit<Evidence, 'bound'>;

/** `runs` are those of the check's test, newest first. */
export function checkEvidence(question: Question, runs: readonly CountableRun[]): Found {
  const { check, environment, command } = question;
  const again = `Run it again: \`${command}\`.`;
  const passedOver: string[] = [];
  let ofOtherLoad: Found | undefined;
  for (const run of runs) {
    const { manifest } = run;
    const why = whyPassedOver(run, environment);
    if (why !== undefined || run.result === undefined) {
      passedOver.push(`${manifest.runId} does not count: ${why ?? 'it has no result'}`);
      continue;
    }
    const counted = { manifest, result: run.result };
    const difference = differenceNow(question, manifest, [check.selector.metric]);
    const judged = judgeAsOfNow(question, counted);
    if (judged === undefined) {
      passedOver.push(`${manifest.runId} did not measure it`);
      continue;
    }
    const found = { check: judged, run: runOf(question, run) };
    if (difference === undefined) return unlessUnreadable(question, manifest, freshEvidence(question, counted, found));
    ofOtherLoad ??= { state: 'stale', reason: `since run ${manifest.runId}, ${difference}`, remedy: again, ...found };
  }
  if (ofOtherLoad !== undefined) return ofOtherLoad;
  const [newest] = passedOver;
  return { ...withoutRun(question, runs, newest), check: { ...descriptionOf(check), verdict: 'no-data', notes: [] } };
}

/** Where none of the runs counts: why the newest does not, be it that it cannot be read. */
export function withoutRun(
  question: RunQuestion,
  runs: readonly CountableRun[],
  passedOver: string | undefined,
): Pick<Evidence, 'state' | 'reason' | 'remedy'> {
  const { environment, command } = question;
  const unreadable = unreadableSince(question, runs[0]?.manifest.startedAt ?? -Infinity);
  if (unreadable !== undefined)
    return { state: 'no-data', reason: unreadable, remedy: `Run it again: \`${command}\`.` };
  const never = environment === undefined ? 'its test was never run' : `its test was never run in ${environment}`;
  return { state: 'unmeasured', reason: passedOver ?? never, remedy: `Run it: \`${command}\`.` };
}

/** What makes a run one of something else than would be measured now, in words. */
export function differenceNow(
  { load, monitors }: RunQuestion,
  run: RunManifest,
  metrics: readonly string[],
): string | undefined {
  return loadDifference(run, load) ?? monitorDifference(run, metrics, monitors);
}

/** A pass stands only as long as no later run may say otherwise. */
function unlessUnreadable(question: RunQuestion, { runId, startedAt }: RunManifest, fresh: Found): Found {
  const unreadable = holds(fresh) ? unreadableSince(question, startedAt) : undefined;
  if (unreadable === undefined) return fresh;
  const reason = `${unreadable}, and it is newer than run ${runId}`;
  return { ...fresh, state: 'no-data', reason, remedy: `Run it again: \`${question.command}\`.` };
}

export function whyPassedOver(run: CountableRun, environment: string | undefined): string | undefined {
  const { manifest, result } = run;
  if (manifest.environment?.id !== environment)
    return `it ran in ${manifest.environment?.id ?? 'no environment'}, not in ${environment ?? 'none'}`;
  if (result === undefined) return 'it goes on, or was cut off before its end';
  const [why] = whyNotCounted({ manifest, result });
  return why;
}

/** Undefined where the run neither measured it nor was asked to: the check is newer than the run. */
function judgeAsOfNow(question: Question, { manifest, result }: MeasuredRun): CheckResult | undefined {
  const { check } = question;
  const description = descriptionOf(check);
  const told = result.checks.find(({ id }) => id === check.id);
  const isSame =
    told !== undefined &&
    told.expression === description.expression &&
    JSON.stringify(told.levels) === JSON.stringify(description.levels);
  // Asked just so, the run itself knows best. A baseline may be another one by now.
  if (isSame && !comparesWithBaseline(check)) return { ...told, ...description };
  const judged = judge(check, storedMeasurements(check, result), question.baselineFor(manifest));
  const selector = printSelector(check.selector);
  const wasAsked = told?.expression === selector || told?.expression.startsWith(`${selector} `) === true;
  return wasAsked || judged.observed !== undefined || judged.verdict !== 'no-data' ? judged : undefined;
}

function freshEvidence(
  { check, maxAgeMs, command }: Question,
  counted: MeasuredRun,
  found: { check: CheckResult; run: EvidenceRun },
): Found {
  const { runId, ageMs } = found.run;
  const remedy = `Run it again: \`${command}\`.`;
  if (maxAgeMs !== undefined && ageMs > maxAgeMs) {
    const reason = `run ${runId} is ${formatAge(ageMs)} old, more than \`max_age\` of the plan allows`;
    return { state: 'stale', reason, remedy, ...found };
  }
  const { verdict, notes } = found.check;
  if (verdict !== 'fail' && isStopped(counted)) {
    const reason = `a guard stopped run ${runId}, so it measured only a part`;
    return { state: 'no-data', reason, remedy: `Find out why. ${remedy}`, ...found };
  }
  switch (verdict) {
    case 'pass':
      return { state: 'pass', ...found };
    case 'warn':
    case 'fail': {
      const value = observedText(found.check);
      const reason = [
        ...(value === undefined ? [] : [value]),
        `where the plan says ${limitsText(found.check)}`,
        ...notes,
      ].join(', ');
      const action = check.action === undefined ? 'Mend the cause.' : `${check.action.replace(/\.$/, '')}.`;
      return { state: verdict, reason, remedy: `${action} ${remedy}`, ...found };
    }
    case 'no-data':
    case 'invalid':
      return { state: 'no-data', reason: `run ${runId} has no data on it: ${notes.join('; ')}`, remedy, ...found };
  }
}

export function runOf({ now }: RunQuestion, { manifest, folder }: CountableRun): EvidenceRun {
  const { runId, startedAt, endedAt, environment } = manifest;
  const measuredAt = endedAt ?? startedAt;
  // A clock that is ahead elsewhere makes nothing younger than new.
  const ageMs = Math.max(0, now - measuredAt);
  return {
    ...{ runId, measuredAt, ageMs },
    ...(folder !== undefined && { folder }),
    ...(environment && { environment: environment.id }),
  };
}
