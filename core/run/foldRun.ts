import { worstVerdict } from '../checks/truthTable.ts';
import type { MetricDefinition } from '../metrics.ts';
import { descriptionOf, isGuard, judge, type JudgedCheck, type Measurements } from './judge.ts';
import { NO_CHECKS, NO_SMOKE_CHECK, whichChecks, whyMissing, whyNothing } from './explain.ts';
import type { BaselineLookup } from './limits.ts';
import { measure } from './measure.ts';
import { lacksReadings, monitorFailureText, type MonitorFailure } from './monitorFailure.ts';
import { reasonsOfEnd, stateOf } from './endOfRun.ts';
import { standardObservations } from './observations.ts';
import type { MissingFigure, Outcome, RunEvent } from './runEvent.ts';
import type { CheckResult, RunResult, RunState, Verdict } from './runResult.ts';
import { Reachability } from './reachability.ts';
import { SeriesStore } from './seriesStore.ts';
import { resultOfToolVerdict, type ToolVerdict } from './toolVerdict.ts';
import { resultOfTrip, tripsOf, verdictOfTrip, type Trip } from './trips.ts';
import { judgeValidity, SaturationCount, type PlannedStage } from './validity.ts';
import { withoutUnanswered } from './unanswered.ts';
import { WindowBank } from './windowBank.ts';

/** What a run is judged by. It is fixed before the first event. */
export interface RunSetup {
  checks: readonly JudgedCheck[];
  /** Rows with only `stop`. */
  guards: readonly JudgedCheck[];
  baseline?: BaselineLookup;
  /** The planned load; absent when the tool's own script decides it. */
  stages?: readonly PlannedStage[];
  /** One user, one pass: only checks of `error_rate` are judged, and no load was promised. */
  isSmoke?: boolean;
  /** What a reader of the result has to know besides; it changes no verdict. */
  notes?: readonly string[];
  /** How the runner tells that no connection was made, see `RunnerCapabilities`. */
  connectErrors?: readonly string[];
  /** Why a run without checks has none, where that is not just that the test states none. */
  withoutChecks?: string;
  /** Metrics under the runner's own names. */
  definitions?: Readonly<Record<string, MetricDefinition>>;
}

/** A run while its events come in. Owned by whoever started it; `foldRun` changes it in place. */
export interface RunFold {
  readonly setup: RunSetup;
  /** The rows that this run is judged by, checks before guards. */
  readonly rows: readonly JudgedCheck[];
  readonly store: SeriesStore;
  readonly windows: WindowBank;
  readonly saturation: SaturationCount;
  readonly reachability: Reachability;
  /** What a frame made known that a person has to be told at once. */
  alert: string | undefined;
  readonly trips: Map<string, Trip>;
  /** What the tool says of conditions of its own script, by id. */
  readonly toolVerdicts: Map<string, ToolVerdict>;
  /** Command steps that failed, in words. A run that was measured is still good for its checks, with a warning. */
  readonly failedSteps: string[];
  /** Monitors that could not always tell their value, by id. */
  readonly failedMonitors: Map<string, MonitorFailure>;
  /** What the tool was to tell and did not. */
  readonly missing: MissingFigure[];
  runId: string;
  testId: string;
  outcome: Outcome | undefined;
}

export function startRun(setup: RunSetup): RunFold {
  const checks = setup.isSmoke ? setup.checks.filter(({ selector }) => selector.metric === 'error_rate') : setup.checks;
  const rows = [...checks, ...(setup.isSmoke ? [] : setup.guards)];
  const flows = rows.filter(({ definition }) => definition?.kind === 'flow').map(({ selector }) => selector.metric);
  return {
    setup,
    rows,
    store: new SeriesStore(flows),
    windows: new WindowBank(rows, setup.baseline),
    saturation: new SaturationCount(),
    reachability: new Reachability(setup.connectErrors ?? []),
    alert: undefined,
    trips: new Map(),
    toolVerdicts: new Map(),
    failedSteps: [],
    failedMonitors: new Map(),
    missing: [],
    runId: '',
    testId: '',
    outcome: undefined,
  };
}

/** Takes the next event of the run. Changes `run` and gives it back; live view, replay and report all use this one. */
export function foldRun(run: RunFold, event: RunEvent): RunFold {
  switch (event.kind) {
    case 'started':
      run.runId = event.runId;
      run.testId = event.testId;
      break;
    case 'frame':
      // A frame that comes again, as after a lost connection, must not be counted twice.
      run.alert = undefined;
      if (run.store.add(event.frame)) {
        run.alert = run.reachability.add(event.frame);
        run.windows.push(event.frame);
        run.saturation.add(event.frame);
      }
      break;
    case 'totals':
      run.store.setTotals(event.samples);
      run.missing.push(...(event.missing ?? []));
      break;
    case 'verdicts':
      for (const verdict of event.verdicts) run.toolVerdicts.set(verdict.id, verdict);
      break;
    case 'guard': {
      const { expression, observed, message } = event;
      if (!run.trips.has(event.guardId)) run.trips.set(event.guardId, { expression, observed, message });
      break;
    }
    case 'finished':
      run.outcome ??= event.outcome;
      break;
    case 'step-failed':
      run.failedSteps.push(event.message);
      break;
    case 'monitor-failed': {
      const { monitor, message, failed, samples } = event;
      run.failedMonitors.set(monitor, { message, failed, samples });
      break;
    }
    case 'stage':
    case 'log':
      break;
  }
  return run;
}

/**
 * The result as of now. `ifUnfinished` tells what a run without a `finished` event is: `running` while events still
 * come, otherwise it was cut off; `unknown` where nobody can tell which of the two, so that neither is said. Only a completed run can pass. Of one that ended otherwise the checks that fail are
 * known and the rest is without data; of one that goes on the checks are told as they stand.
 */
export function runResult(
  run: RunFold,
  ifUnfinished: 'running' | 'interrupted' | 'unknown' = 'interrupted',
): RunResult {
  const { setup, store, outcome } = run;
  const state = stateOf(outcome, ifUnfinished === 'running' ? 'running' : 'interrupted');
  const mayGoOn = state === 'interrupted' && ifUnfinished === 'unknown';
  const unfinished = mayGoOn ? MAY_GO_ON : state === 'completed' ? undefined : UNFINISHED[state];
  const validity = judgeValidity({
    store,
    stages: setup.isSmoke ? undefined : setup.stages,
    outcome,
    saturation: run.saturation.total(),
    isSmoke: setup.isSmoke === true,
  });
  const trips = tripsOf(run);
  const judged = run.rows.map((row) => ({ result: judgeRow(run, row, trips, unfinished), isGuard: isGuard(row) }));
  const strangers = [...trips].filter(
    ([id]) => !run.rows.some((row) => row.id === id && row.levels.stop !== undefined),
  );
  const cutShort = unfinished === UNFINISHED.running ? undefined : unfinished;
  const toldByTool = [...run.toolVerdicts.values()].map((told) => resultOfToolVerdict(told, cutShort));
  const checks = [
    ...judged.map(({ result }) => result),
    ...toldByTool,
    ...strangers.map(([id, trip]) => resultOfTrip(id, trip)),
  ];

  const hasChecks = toldByTool.length > 0 || judged.some((row) => !row.isGuard);
  // A guard protects; one that could not be told must not hide what the checks say, but it is told below.
  const unwatched = judged.filter((row) => row.isGuard && row.result.verdict === 'no-data' && unfinished === undefined);
  const counted = checks.filter((result) => !unwatched.some((row) => row.result === result));
  const monitors = notesOnMonitors(run);
  const warnings = [...run.failedSteps, ...monitors.warnings, ...run.reachability.warnings(), ...validity.warnings];
  const verdicts: Verdict[] = [
    ...counted.map(({ verdict }) => verdict),
    ...(hasChecks && unfinished === undefined ? [] : (['no-data'] as const)),
    ...(validity.reasons.length > 0 ? (['invalid'] as const) : []),
    ...(warnings.length > 0 ? (['warn'] as const) : []),
  ];
  const verdict = worstVerdict(verdicts);
  const whichDecided = whichChecks(checksToName(counted, trips, unfinished));
  return {
    version: 1,
    runId: run.runId,
    testId: run.testId,
    state,
    verdict,
    // What decided the verdict comes first: a guard, checks that failed, why the run is invalid or did not end.
    reasons: [
      ...[...trips].map(([id, { message }]) => `stopped by guard \`${id}\`: ${message}`),
      ...(verdict === 'fail' ? whichDecided : []),
      ...(unfinished === undefined ? [] : [unfinished]),
      ...reasonsOfEnd(run),
      ...validity.reasons,
      ...(verdict === 'fail' ? [] : whichDecided),
      ...(hasChecks ? [] : [setup.isSmoke ? NO_SMOKE_CHECK : (setup.withoutChecks ?? NO_CHECKS)]),
      ...warnings,
      ...(setup.notes ?? []),
      ...monitors.notes,
      ...unwatched.map(({ result }) => `guard \`${result.id}\` could not be told: ${result.notes.join('; ')}`),
    ],
    checks,
    observations: standardObservations(store, setup.definitions),
  };
}

/** The checks and guards of a run that goes on as they stand, without the rest of its result. */
export function standingChecks(run: RunFold): CheckResult[] {
  const trips = tripsOf(run);
  return run.rows.map((row) => judgeRow(run, row, trips, UNFINISHED.running));
}

/** A guard that tripped is told by its own reason, and why an unfinished run has no data by the way it ended. */
function checksToName(
  checks: readonly CheckResult[],
  trips: ReadonlyMap<string, Trip>,
  unfinished: string | undefined,
): CheckResult[] {
  if (unfinished === UNFINISHED.running) return [];
  return checks.filter(({ id, verdict }) => !trips.has(id) && (unfinished === undefined || verdict === 'fail'));
}

/** The reason of a run whose end is not written and of whose writer nothing can be told. */
export const MAY_GO_ON = 'the end of the run is not written, and whether it still goes on cannot be told here';

const UNFINISHED: Record<Exclude<RunState, 'completed'>, string> = {
  running: 'the run is still going on',
  cancelled: 'the run was cancelled',
  interrupted: 'the run was cut off before its end',
  failed: 'the run failed',
};

function judgeRow(
  run: RunFold,
  row: JudgedCheck,
  trips: ReadonlyMap<string, Trip>,
  unfinished: string | undefined,
): CheckResult {
  const trip = row.levels.stop === undefined ? undefined : trips.get(row.id);
  if (trip !== undefined) return { ...descriptionOf(row), ...verdictOfTrip(row.id, trip) };
  const judged = withoutUnanswered(run.store, row, judge(row, measurementsOf(run), run.setup.baseline));
  const result = withMissingReadings(run, row, judged);
  const mayStand = unfinished === undefined || unfinished === UNFINISHED.running;
  if (!mayStand && (result.verdict === 'pass' || result.verdict === 'warn')) {
    return { ...result, verdict: 'no-data', notes: [unfinished, ...result.notes] };
  }
  const isPartial = trips.size > 0 && result.verdict !== 'fail';
  return isPartial ? { ...result, notes: [...result.notes, 'measured until a guard stopped the run'] } : result;
}

/** What was judged on some of the readings says so; what has none was told why by the one who judged. */
function withMissingReadings({ failedMonitors }: RunFold, row: JudgedCheck, result: CheckResult): CheckResult {
  const { metric } = row.selector;
  const failure = failedMonitors.get(metric);
  if (failure === undefined || failure.failed === 0 || result.observed === undefined) return result;
  return { ...result, notes: [...result.notes, monitorFailureText(metric, failure)] };
}

/** A warning where a row was judged on too few readings; where no row looks, or few are missing, only a word. */
function notesOnMonitors({ failedMonitors, rows }: RunFold): { warnings: string[]; notes: string[] } {
  const judged = new Set(rows.map(({ selector }) => selector.metric));
  const warnings = [...failedMonitors].filter(([id, failure]) => judged.has(id) && lacksReadings(failure));
  const notes = [...failedMonitors].filter(([id]) => !warnings.some(([warned]) => warned === id));
  const text = ([id, failure]: [string, MonitorFailure]): string => monitorFailureText(id, failure);
  return { warnings: warnings.map(text), notes: notes.map(text) };
}

function measurementsOf({ store, windows, failedMonitors, missing }: RunFold): Measurements {
  return {
    measure: (selector, definition) => measure(store, selector, definition),
    windowed: (check, level) => windows.outcome(check, level),
    whyNothing: (selector, definition) =>
      whyMissing(missing, selector) ?? whyNothing(store, selector, definition, failedMonitors),
  };
}
