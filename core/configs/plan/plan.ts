import type { Statistic } from '../../checks/check.ts';
import type { MetricDefinition } from '../../metrics.ts';
import type { JudgedCheck } from '../../run/judge.ts';
import type { RunnerKind } from '../../runners/runner.ts';
import type { Span } from '../../text/span.ts';
import type { Unit } from '../../units.ts';
import type { Template } from './template.ts';

/** A value with the characters that state it, so that a rule can point at them. */
export interface Located<T> {
  value: T;
  span: Span;
}

/** A plan as resolved for one environment: variables are in place; secrets and captured names are still names. */
export interface Plan {
  name?: Located<string>;
  /** Folder for run folders, relative to the plan. */
  results: string;
  envFile?: Located<string>;
  /** Names that `--set` may give a value. */
  variableNames: string[];
  /** Names of secrets. Their values never enter the plan. */
  secrets: Located<string>[];
  environments: Environment[];
  /** The environment this plan was resolved for; absent when it has none. */
  environment?: Environment;
  requirements: Map<string, { title: string; span: Span }>;
  preflight: PreflightItem[];
  monitors: Monitor[];
  tests: LoadTest[];
  suites: Suite[];
  evidence?: { maxAgeMs?: number; environment?: Located<string> };
}

/** A plan among others. */
export interface NamedPlan {
  /** As a reader of its name finds it. */
  file: string;
  plan: Plan;
}

export interface Environment {
  id: string;
  span: Span;
  target?: Located<string>;
  isDefault: boolean;
  isProtected: boolean;
}

export type PreflightItem = { span: Span } &
  /** Without `wanted` any version will do. */
  (
    | { kind: 'tool'; tool: string; wanted?: { operator: '>=' | '>' | '==' | '<' | '<='; version: string } }
    | { kind: 'variable'; name: string }
    | { kind: 'http'; url: Template; expect: Expectation }
    | { kind: 'open-files'; minimum: number }
    | { kind: 'command'; command: string[]; expectExit: number; matches?: string }
  );

export interface Monitor {
  id: string;
  span: Span;
  source:
    | { kind: 'prometheus'; url: string; query: string }
    | { kind: 'http'; url: string; jsonPath: string }
    | { kind: 'command'; command: string[] };
  unit?: string;
  everyMs: number;
}

/** One check or guard as the plan states it. */
export interface CheckRow {
  check: JudgedCheck;
  /** The whole row. */
  span: Span;
  /** The characters of the selector's metric, for problems about what is measured. */
  metricSpan: Span;
  tagSpans: Record<string, { key: Span; value: Span }>;
  requirementSpan?: Span;
  idSpan?: Span;
  /** True for a row of `guards`: it has only `stop`. */
  isGuard: boolean;
  /** True when it stands under `defaults` and not on the test itself. */
  isDefault: boolean;
}

export interface LoadTest {
  id: string;
  /** The test's key, where a lens or a problem about the whole test belongs. */
  idSpan: Span;
  span: Span;
  title?: string;
  runner: RunnerKind;
  requirements: Located<string>[];
  checks: CheckRow[];
  guards: CheckRow[];
  stages: Stage[];
  /** Absent when there are no stages, or when some of their names could not be read. */
  stageNames?: string[];
  before: CommandStep[];
  after: CommandStep[];
  /** Script or config file of a tool, relative to the plan. */
  script?: Located<string>;
  /** `coder` only. */
  scaletest?: Located<string>;
  /** Options handed to the tool. */
  with: Record<string, string | number | boolean>;
  command?: string[];
  /** What a command measures; absent for runners that know that themselves. */
  outputs?: DeclaredOutputs;
  /** Longest time that a command may run. */
  timeoutMs?: number;
  http?: HttpLoad;
}

export interface DeclaredOutputs {
  outputs: DeclaredOutput[];
  /** False when one of them could not be read, so that a check may name it. */
  areComplete: boolean;
}

/** One number that a command tells, and what it is said to be. */
export interface DeclaredOutput {
  /** As written: `throughput`, `p95 latency`. */
  name: string;
  metric: string;
  /** Which figure of many values it is; absent for a metric that is one number. */
  statistic?: Statistic;
  definition: MetricDefinition;
  source: { kind: 'json'; path: string } | { kind: 'regex'; pattern: string };
  /** Relative to the plan; absent: what the command prints. */
  file?: Located<string>;
  unit?: Unit;
}

/** What the built-in engine sends: a flow of requests in order, or a weighted choice among them. */
export interface HttpLoad {
  requests: HttpRequest[];
  /** Names of all requests, also of those with a fault; absent when some of the names could not be read. */
  requestNames?: string[];
  headers: Record<string, Template>;
  timeoutMs: number;
  /** Each user keeps cookies and sends them back. */
  cookies: boolean;
  /** Rows for `${data.column}`, one for each pass. */
  data?: { file: Located<string>; order: DataOrder };
  tls: { verify: boolean; ca?: Located<string> };
}

export const DATA_ORDERS = ['sequential', 'random'] as const;
export type DataOrder = (typeof DATA_ORDERS)[number];

export interface HttpRequest {
  name: string;
  span: Span;
  method: string;
  url: Template;
  headers: Record<string, Template>;
  body?: RequestBody;
  /** Redirects that are followed at most; at 0 a redirect is the response. */
  maxRedirects: number;
  /** Absent: the request is a step of the flow. Present: one of the weighted requests is drawn for each pass. */
  weight?: number;
  thinkMs?: number;
  expect: Expectation;
  capture: Record<string, Capture>;
}

export type RequestBody =
  | { kind: 'text'; text: Template }
  | { kind: 'json'; value: JsonTemplate }
  /** Sent as `application/x-www-form-urlencoded`. */
  | { kind: 'form'; fields: Record<string, Template> }
  /** Sent as it is on disk. */
  | { kind: 'file'; path: Located<string> };

export type JsonTemplate = Template | number | boolean | null | JsonTemplate[] | { [key: string]: JsonTemplate };

export interface Expectation {
  status?: number[];
  /** Regular expression that the response body must match. */
  matches?: string;
}

export type Capture =
  { kind: 'json'; path: string } | { kind: 'header'; name: string } | { kind: 'regex'; pattern: string };

export type LoadKind = 'users' | 'rate';

/** A stretch of the load profile. `from` differs from `to` only where the level ramps. */
export interface Stage {
  name: string;
  span: Span;
  load: { kind: LoadKind; from: number; to: number };
  durationMs: number;
  warmup: boolean;
  /** Whether it is users or a rate was reported as a fault: `load.kind` is a guess. */
  kindIsFaulty?: true;
}

export interface CommandStep {
  command: string[];
  span: Span;
  timeoutMs: number;
}

export interface Suite {
  id: string;
  idSpan: Span;
  span: Span;
  tests: Located<string>[];
  /** End the suite after the first test whose verdict is this or worse; absent: run all. */
  stopOn?: 'fail' | 'warn';
  checks: CheckRow[];
}
