import type { Level } from '../checks/check.ts';
import type { Tags } from './aggregate.ts';

/** Worst first when a run's verdict is taken from its checks: invalid > fail > no-data > warn > pass. */
export type Verdict = 'pass' | 'warn' | 'fail' | 'no-data' | 'invalid';

export type RunState = 'running' | 'completed' | 'cancelled' | 'interrupted' | 'failed';

/** A measured value in base units. */
export interface Observation {
  metric: string;
  statistic: string;
  /** `{}` for the whole run. */
  selector: Tags;
  value: number;
  /** Name of the base unit, see `BASE_UNIT_NAMES`. */
  unit: string;
}

export interface CheckResult {
  id: string;
  /** Canonical text of the selector and, for a row with only a target, its condition. */
  expression: string;
  verdict: Verdict;
  /** In base units; absent when nothing was measured. */
  observed?: number;
  unit: string;
  /** Each level as canonical text, such as `< 500ms`. */
  levels: Partial<Record<Level, string>>;
  requirement?: string;
  action?: string;
  /** Why it is not a plain pass or fail: nothing measured, borderline, few samples. */
  notes: string[];
}

/** A row that only ends the run. A guard of the runner itself states no level. */
export function isGuardResult({ levels }: Pick<CheckResult, 'levels'>): boolean {
  return Object.keys(levels).every((level) => level === 'stop');
}

/** The content of `result.json`. */
export interface RunResult {
  version: 1;
  runId: string;
  testId: string;
  state: RunState;
  verdict: Verdict;
  reasons: string[];
  checks: CheckResult[];
  observations: Observation[];
}
