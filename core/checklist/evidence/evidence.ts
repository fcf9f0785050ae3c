import type { Capacity } from '../../run/capacity.ts';
import type { CheckResult } from '../../run/runResult.ts';
import type { Binding } from '../bindings/readBindings.ts';
import type { BoundKind } from '../bindings/readDirective.ts';

/**
 * `stale`: a run measured it, but not what the plan asks for now, or too long ago. `unmeasured`: no run that counts has
 * measured it. `unknown`: nothing has that name, so nothing can be said.
 */
export type EvidenceState = 'pass' | 'warn' | 'fail' | 'no-data' | 'stale' | 'unmeasured' | 'unknown';

/** What has to be known of a thing before another one about it is worth a word. */
const GRAVEST_FIRST: readonly EvidenceState[] = ['unknown', 'fail', 'stale', 'unmeasured', 'no-data', 'warn', 'pass'];

/** What the runs say of the thing that an item is bound to. */
export interface Evidence {
  bound: { kind: BoundKind; name: string };
  /** The plan that has a thing of that name, as a person would name it; another one may have one, too. */
  plan?: string;
  state: EvidenceState;
  /** Why it is no plain pass, in words. */
  reason?: string;
  /** What to do about it. */
  remedy?: string;
  /** The run that it is from; also of stale evidence. */
  run?: EvidenceRun;
  /** The check as judged by the plan as it is now. Absent for a preflight item and a capacity. */
  check?: CheckResult;
  /** Of a monitor, all checks that judge it; `check` is the one that decides. */
  checks?: CheckResult[];
  /** Only of an item that is bound to the capacity of a test, as far as it is known. */
  capacity?: CapacityEvidence;
}

export interface CapacityEvidence extends Capacity {
  /** The load that the text asks for, in the same unit. */
  required?: number;
  /** (capacity - required) / capacity; below 0 where the capacity does not suffice. */
  headroom?: number;
}

export interface EvidenceRun {
  runId: string;
  /** Where it is on disk, as far as that is known. */
  folder?: string;
  /** When it ended; ms since the Unix epoch. */
  measuredAt: number;
  ageMs: number;
  environment?: string;
}

export interface BoundEvidence {
  binding: Binding;
  evidence: Evidence;
}

/** Whether it stands behind a tick. */
export function holds({ state }: Pick<Evidence, 'state'>): boolean {
  return state === 'pass' || state === 'warn';
}

/** Whether its value is that of what is asked now: one that fails is, one that is stale is not. */
export function isJudged({ state }: Pick<Evidence, 'state'>): boolean {
  return state === 'fail' || holds({ state });
}

/** The one that decides where several belong to one thing; undefined of none. */
export function gravest(all: readonly Evidence[]): Evidence | undefined {
  return all.toSorted((a, b) => GRAVEST_FIRST.indexOf(a.state) - GRAVEST_FIRST.indexOf(b.state))[0];
}

/** What is wrong with the tick of an item; undefined for an open item and for one with evidence behind it. */
export function doubtOfTick(checked: boolean, evidence: Evidence): 'against-evidence' | 'without-evidence' | undefined {
  if (!checked || holds(evidence)) return undefined;
  return evidence.state === 'fail' ? 'against-evidence' : 'without-evidence';
}

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

/** In whole units, rounded down: nobody asks for the seconds of an age. */
export function formatAge(ageMs: number): string {
  if (ageMs >= 2 * DAY_MS) return `${Math.floor(ageMs / DAY_MS)} d`;
  if (ageMs >= HOUR_MS) return `${Math.floor(ageMs / HOUR_MS)} h`;
  return `${Math.max(0, Math.floor(ageMs / MINUTE_MS))} m`;
}
