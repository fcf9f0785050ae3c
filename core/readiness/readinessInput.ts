import type { Checklist } from '../checklist/checklist.ts';
import type { BoundEvidence, Evidence, EvidenceRun } from '../checklist/evidence/evidence.ts';
import type { Sidecar } from '../checklist/sidecar/sidecar.ts';
import type { SignOffRole } from '../checklist/signOff/roles.ts';
import type { Severity } from '../problem.ts';
import type { FoundCapacity } from '../run/capacity.ts';
import type { RunManifest } from '../run/runManifest.ts';
import type { RunResult } from '../run/runResult.ts';

/** Everything that a readiness report is made from, as plain data. */
export interface ReadinessInput {
  /** ms since the Unix epoch. */
  madeAt: number;
  /** The program and its version. */
  madeBy: string;
  documents: readonly DocumentInput[];
  plans: readonly PlanInput[];
  /** Those that evidence is from, and the newest of each test where that one is no evidence. */
  runs: readonly ReportedRun[];
  /** Values that must not be in the report, wherever they came from. */
  secrets?: readonly string[];
}

/** A checklist with what is known of it. */
export interface DocumentInput {
  /** As the reader of the report finds it. */
  file: string;
  checklist: Checklist;
  evidence: readonly BoundEvidence[];
  problems: readonly PlacedProblem[];
  notes: Sidecar['items'];
  /** Who signs, and who has. */
  signOffs: readonly SignOffRole[];
}

export interface PlacedProblem {
  line: number;
  severity: Severity;
  message: string;
}

export interface PlanInput {
  file: string;
  /** In which its checks are judged; undefined for a plan without environments. */
  environment?: string;
  requirements: readonly { id: string; title: string; line: number }[];
  tests: readonly TestInput[];
  /** Of its suites, which look at several runs together. */
  suiteChecks: readonly CheckInput[];
  problems: readonly PlacedProblem[];
  /** What of it has no value here, in words. */
  notes: readonly string[];
}

export interface TestInput {
  id: string;
  title?: string;
  line: number;
  checks: readonly CheckInput[];
  capacity: { found: FoundCapacity; run?: EvidenceRun };
}

export interface CheckInput {
  line: number;
  /** The requirement that the row names. */
  requirement?: string;
  evidence: Evidence;
}

export interface ReportedRun {
  manifest: RunManifest;
  /** Where it is on disk. */
  folder?: string;
  /** As the reader of the report finds the plan; as it was named otherwise. */
  planFile?: string;
  result?: RunResult;
  /** Why it is no evidence, in words. */
  whyNotCounted?: string;
  /** Where its own report is, as a link from this one. */
  reportLink?: string;
}
