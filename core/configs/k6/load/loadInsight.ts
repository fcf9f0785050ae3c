import type { LoadSegment } from '../../../language/loadProfile.ts';
import type { DerivedLoad } from '../derivedLoad.ts';
import type { ExecutorKind } from '../executors.ts';
import { certain, type K6Options, type K6Scenario } from '../model.ts';
import {
  addUp,
  constantSteps,
  rampingSteps,
  stepCount,
  type ScenarioSteps,
  type Stage,
  type UserStep,
} from './plannedUsers.ts';

export interface ScenarioSegment extends LoadSegment {
  /** Users at the same time, or iterations that start per second. */
  kind: 'users' | 'rate';
}

export interface ScenarioLoad {
  name: string;
  executor: ExecutorKind;
  /** On the time line of the whole test. */
  segments: readonly ScenarioSegment[];
  /** The end is the latest one: iterations are counted, and may be done sooner. */
  mayEndSooner: boolean;
}

/** The load that a script makes, by k6's own rules. */
export interface LoadInsight {
  scenarios: readonly ScenarioLoad[];
  /** When the last load ends. */
  activeMs: number;
  /** With the time that running iterations are given, as k6 prints it. */
  totalMs: number;
  /** Most users that k6 may have at one time; undefined where counting them would take too long. */
  peakUsers?: number;
  /** Users that are ready at the start. */
  preparedUsers?: number;
}

const NS = 1_000_000;
const DEFAULT_GRACE_MS = 30_000;
const DEFAULT_MAXIMUM_MS = 600_000;
/** Ramps of more users are not added up step by step. */
const MOST_STEPS = 300_000;

/** Undefined where a part of the load is not known or not right. */
export function loadInsight(options: Pick<K6Options, 'hasSegment'>, load: DerivedLoad): LoadInsight | undefined {
  if (load.kind !== 'scenarios' || load.hasMore || options.hasSegment) return undefined;
  const loads = load.scenarios.map(loadOf);
  const known = loads.filter((one) => one !== undefined);
  if (known.length < loads.length) return undefined;
  const activeMs = Math.max(0, ...known.flatMap(({ segments }) => segments.map(({ toMs }) => toMs)));
  const base = {
    scenarios: known.map(({ name, executor, segments, mayEndSooner }) => ({ name, executor, segments, mayEndSooner })),
    activeMs,
  };
  if (known.reduce((sum, { count }) => sum + count, 0) > MOST_STEPS) {
    return { ...base, totalMs: Math.max(...known.map(({ startMs, latestMs }) => startMs + latestMs)) };
  }
  const steps = known.map(({ name, startMs, makeSteps }): ScenarioSteps => ({
    name,
    startNs: Math.round(startMs * NS),
    steps: makeSteps(),
  }));
  const { peak, prepared, endNs } = addUp(steps);
  return { ...base, totalMs: endNs / NS, peakUsers: peak, preparedUsers: prepared };
}

interface KnownLoad extends ScenarioLoad {
  startMs: number;
  /** The latest end, with all the time that is given. */
  latestMs: number;
  count: number;
  makeSteps: () => UserStep[];
}

function loadOf(scenario: K6Scenario): KnownLoad | undefined {
  const { executor, numbers, hasMore } = scenario;
  if (executor?.state !== 'known') return undefined;
  const number = (key: string, usual?: number): number | undefined => certain(numbers.get(key), usual, hasMore);
  const [startMs, graceMs] = [number('startTime', 0), number('gracefulStop', DEFAULT_GRACE_MS)];
  if (startMs === undefined || graceMs === undefined || startMs < 0 || graceMs < 0) return undefined;
  const shape = shapeOf(scenario, executor.value, number, graceMs);
  if (!shape) return undefined;
  const segments = shape.segments.map((one) => ({ ...one, fromMs: one.fromMs + startMs, toMs: one.toMs + startMs }));
  return { ...shape, segments, name: scenario.name, executor: executor.value, startMs };
}

type Shape = Omit<KnownLoad, 'name' | 'executor' | 'startMs'>;
type NumberOf = (key: string, usual?: number) => number | undefined;

function shapeOf(scenario: K6Scenario, executor: ExecutorKind, number: NumberOf, graceMs: number): Shape | undefined {
  switch (executor) {
    case 'shared-iterations':
    case 'per-vu-iterations':
      return constantUsers(number('vus', 1), number('maxDuration', DEFAULT_MAXIMUM_MS), graceMs, true);
    case 'constant-vus':
      return constantUsers(number('vus', 1), number('duration'), graceMs, false);
    case 'ramping-vus':
      return rampingUsers(scenario, number, graceMs);
    case 'constant-arrival-rate': {
      const [rate, durationMs] = [number('rate'), number('duration')];
      if (rate === undefined || durationMs === undefined || rate <= 0 || durationMs <= 0) return undefined;
      return arrivals(
        rate,
        [
          { durationMs: 0, target: rate },
          { durationMs, target: rate },
        ],
        number,
        graceMs,
      );
    }
    case 'ramping-arrival-rate': {
      const [rate, stages] = [number('startRate', 0), stagesOf(scenario)];
      return rate === undefined || rate < 0 || !stages ? undefined : arrivals(rate, stages, number, graceMs);
    }
  }
}

function constantUsers(
  users: number | undefined,
  durationMs: number | undefined,
  graceMs: number,
  mayEndSooner: boolean,
): Shape | undefined {
  if (users === undefined || durationMs === undefined || users <= 0 || durationMs <= 0) return undefined;
  return {
    segments: [{ fromMs: 0, toMs: durationMs, from: users, to: users, kind: 'users' }],
    ...{ mayEndSooner, count: 2, latestMs: durationMs + graceMs },
    makeSteps: () => constantSteps(users, Math.round(durationMs * NS), Math.round(graceMs * NS)),
  };
}

function rampingUsers(scenario: K6Scenario, number: NumberOf, graceMs: number): Shape | undefined {
  const [startUsers, rampDownMs] = [number('startVUs', 1), number('gracefulRampDown', DEFAULT_GRACE_MS)];
  const stages = stagesOf(scenario);
  if (startUsers === undefined || startUsers < 0 || rampDownMs === undefined || !stages) return undefined;
  const inNs = stages.map(({ durationMs, target }): Stage => ({ durationNs: Math.round(durationMs * NS), target }));
  const gracefulRampDownNs = Math.max(0, Math.round(rampDownMs * NS));
  return {
    segments: segmentsOf(startUsers, stages, 1, 'users'),
    ...{ mayEndSooner: false, count: stepCount(startUsers, inNs), latestMs: totalOf(stages) + graceMs },
    makeSteps: () =>
      rampingSteps({ startUsers, stages: inNs, gracefulStopNs: Math.round(graceMs * NS), gracefulRampDownNs }),
  };
}

function arrivals(
  startRate: number,
  stages: readonly KnownStage[],
  number: NumberOf,
  graceMs: number,
): Shape | undefined {
  const [unitMs, prepared] = [number('timeUnit', 1000), number('preAllocatedVUs')];
  const most = number('maxVUs', prepared);
  if (unitMs === undefined || prepared === undefined || most === undefined) return undefined;
  if (unitMs <= 0 || prepared < 0 || most < prepared) return undefined;
  const totalMs = totalOf(stages);
  return {
    segments: segmentsOf(startRate, stages, 1000 / unitMs, 'rate'),
    ...{ mayEndSooner: false, count: 2, latestMs: totalMs + graceMs },
    makeSteps: () => constantSteps(prepared, Math.round(totalMs * NS), Math.round(graceMs * NS), most - prepared),
  };
}

interface KnownStage {
  durationMs: number;
  target: number;
}

function stagesOf({ stages }: K6Scenario): KnownStage[] | undefined {
  if (stages?.state !== 'known' || stages.value.hasMore || stages.value.items.length === 0) return undefined;
  const known: KnownStage[] = [];
  for (const { durationMs, target } of stages.value.items) {
    if (durationMs?.state !== 'known' || target?.state !== 'known') return undefined;
    if (durationMs.value < 0 || target.value < 0) return undefined;
    known.push({ durationMs: durationMs.value, target: target.value });
  }
  return known;
}

function totalOf(stages: readonly KnownStage[]): number {
  return stages.reduce((sum, { durationMs }) => sum + durationMs, 0);
}

function segmentsOf(
  start: number,
  stages: readonly KnownStage[],
  factor: number,
  kind: ScenarioSegment['kind'],
): ScenarioSegment[] {
  let [level, fromMs] = [start, 0];
  return stages.flatMap(({ durationMs, target }) => {
    const segment = { fromMs, toMs: fromMs + durationMs, from: level * factor, to: target * factor, kind };
    [level, fromMs] = [target, segment.toMs];
    return durationMs > 0 ? [segment] : [];
  });
}
