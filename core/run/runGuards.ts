import type { HangSight } from '../runners/runner.ts';
import { GuardWatch, type GuardDistance, type TrippedGuard } from './guards.ts';
import type { JudgedCheck } from './judge.ts';
import type { BaselineLookup } from './limits.ts';
import { NoResponseGuard } from './noResponseGuard.ts';
import type { Frame } from './runEvent.ts';

export interface GuardedRun {
  testId: string;
  /** Guards and checks; only their `stop` levels matter here. */
  rows: readonly JudgedCheck[];
  /** Ids of the monitors. */
  monitors: ReadonlySet<string>;
  /** Of the runner. */
  hangs: HangSight;
  baseline?: BaselineLookup;
}

/**
 * Everything that may stop a run. Rows on monitors have a time line of their own: the load generator may tell its
 * seconds late, or not at all, and the readings are there all the same.
 */
export class RunGuards {
  private readonly ofLoad: GuardWatch;
  private readonly ofMonitors: GuardWatch;
  private readonly noResponse: NoResponseGuard | undefined;

  constructor({ testId, rows, monitors, hangs, baseline }: GuardedRun) {
    const isOnMonitor = ({ selector }: JudgedCheck): boolean => monitors.has(selector.metric);
    this.ofLoad = new GuardWatch(
      rows.filter((row) => !isOnMonitor(row)),
      baseline,
    );
    this.ofMonitors = new GuardWatch(rows.filter(isOnMonitor), baseline);
    this.noResponse = hangs === 'silent-seconds' ? new NoResponseGuard(testId) : undefined;
  }

  /** A second of the load. */
  add(frame: Frame): TrippedGuard | undefined {
    const builtIn = this.noResponse?.add(frame);
    return this.ofLoad.add(frame) ?? builtIn;
  }

  /** A second that has readings of monitors and nothing else. */
  addReadings(frame: Frame): TrippedGuard | undefined {
    return this.ofMonitors.add(frame);
  }

  distances(): GuardDistance[] {
    return [...this.ofLoad.distances(), ...this.ofMonitors.distances()];
  }
}
