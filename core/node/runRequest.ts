import type { LoadTest, Plan } from '../configs/plan/plan.ts';
import type { RunFold } from '../run/foldRun.ts';
import type { BaselineLookup } from '../run/limits.ts';
import type { RunEvent } from '../run/runEvent.ts';
import type { RunGuards } from '../run/runGuards.ts';
import type { RunResult } from '../run/runResult.ts';
import type { ToolInUse } from './tools.ts';

/** A script of a tool that is run without a plan. */
export interface ScriptInPlaceOfPlan {
  dialect: string;
  /** Of its text, in hex. */
  sha256: string;
  /** The reason of a run that had nothing to judge by, with what to do. */
  withoutChecks: string;
}

/** Everything that running one test takes. */
export interface RunRequest {
  plan: Plan;
  test: LoadTest;
  planPath: string;
  planText: string;
  /** There was no plan: `planPath` is the script itself. */
  script?: ScriptInPlaceOfPlan;
  resultsFolder: string;
  /** The program that makes the load, found before anything is sent. */
  tool: ToolInUse;
  engineBundle: string;
  /** Values by name; they reach the load generator and nothing that is written. */
  secrets: ReadonlyMap<string, string>;
  /** For tools and command steps: the process environment with the values of the plan's env file. */
  environment: NodeJS.ProcessEnv;
  overrides: ReadonlyMap<string, string>;
  confirmedHosts: readonly string[];
  /** What else was typed for this test before it might start, in words. */
  confirmations?: readonly string[];
  /** Protected hosts that were not confirmed; the load generator refuses them, however a request comes to name them. */
  blockedHosts: readonly string[];
  baseline?: BaselineLookup;
  /** What a reader of the result has to know besides. */
  notes?: readonly string[];
  smoke: boolean;
  /** Aborting it cancels the run; what was measured is kept. */
  signal: AbortSignal;
  /** Called for every event, in order, after it was written. */
  onEvent: (event: RunEvent, live: LiveRun) => void;
}

/** A run while it goes on, for display. */
export interface LiveRun {
  fold: RunFold;
  guards: Pick<RunGuards, 'distances'>;
  folder: string;
  /** Puts a line into the log of the run; does nothing once the run is over. */
  remark: (line: string) => void;
}

export interface FinishedRun {
  folder: string;
  result: RunResult;
  fold: RunFold;
  /** False when the run ended before any load was sent. */
  sentLoad: boolean;
  /** Files of the run that could not be written, in words; the result here is whole all the same. */
  writeProblems: string[];
}
