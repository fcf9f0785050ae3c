import { cpus, userInfo } from 'node:os';
import path from 'node:path';
import { effectiveTest } from '../configs/plan/effectiveTest.ts';
import type { CommandStep, LoadTest, Plan } from '../configs/plan/plan.ts';
import type { Expression } from '../checks/check.ts';
import { METRICS } from '../metrics.ts';
import { markdownReport } from '../report/markdown.ts';
import { foldRun, runResult, startRun, type RunFold, type RunSetup } from '../run/foldRun.ts';
import { GuardWatch, type TrippedGuard } from '../run/guards.ts';
import type { JudgedCheck } from '../run/judge.ts';
import type { BaselineLookup } from '../run/limits.ts';
import type { Outcome, RunEvent } from '../run/runEvent.ts';
import type { RunManifest } from '../run/runManifest.ts';
import type { RunResult } from '../run/runResult.ts';
import { toHttpJob } from '../runners/http/toHttpJob.ts';
import { redactor } from '../text/redact.ts';
import { executeHttp, type ExecutionEnd } from './executeHttp.ts';
import { loadHash } from './loadHash.ts';
import { runCommand } from './runCommand.ts';
import { createRunFolder, RunFolder } from './runFolder.ts';
import { gitCommit } from './tools.ts';

export interface RunRequest {
  plan: Plan;
  test: LoadTest;
  planPath: string;
  planText: string;
  resultsFolder: string;
  enginePath: string;
  headroomVersion: string;
  /** Values by name; they reach the load generator and nothing that is written. */
  secrets: ReadonlyMap<string, string>;
  overrides: ReadonlyMap<string, string>;
  confirmedHosts: readonly string[];
  baseline?: BaselineLookup;
  smoke: boolean;
  /** Aborting it cancels the run; what was measured is kept. */
  signal: AbortSignal;
  /** Called for every event, in order, after it was written. */
  onEvent: (event: RunEvent, live: LiveRun) => void;
}

/** A run while it goes on, for display. */
export interface LiveRun {
  fold: RunFold;
  guards: GuardWatch;
  folder: string;
}

export interface FinishedRun {
  folder: string;
  result: RunResult;
  fold: RunFold;
  /** False when the run ended before any load was sent. */
  sentLoad: boolean;
}

/** Runs one test from its folder's first file to its report. Resolves for every way a run can end. */
export async function runTest(request: RunRequest): Promise<FinishedRun> {
  return new TestRun(request).run();
}

class TestRun {
  private readonly folder: RunFolder;
  private readonly fold: RunFold;
  private readonly guards: GuardWatch;
  private readonly redact: (text: string) => string;
  private readonly planFolder: string;
  private sentLoad = false;

  constructor(private readonly request: RunRequest) {
    const { test, smoke, baseline } = request;
    const checks = test.checks.map(({ check }) => check);
    const setup: RunSetup = {
      checks: smoke ? smokeChecks(test.id, checks) : checks,
      guards: test.guards.map(({ check }) => check),
      stages: test.stages,
      isSmoke: smoke,
      baseline,
    };
    this.folder = new RunFolder(createRunFolder(request.resultsFolder, test.id, Date.now()));
    this.fold = startRun(setup);
    this.guards = new GuardWatch(smoke ? [] : [...setup.guards, ...setup.checks], baseline);
    this.redact = redactor(request.secrets.values());
    this.planFolder = path.dirname(path.resolve(request.planPath));
  }

  async run(): Promise<FinishedRun> {
    const manifest = await this.startManifest();
    this.folder.writeManifest(manifest);
    const { runId, testId, runner, command } = manifest;
    this.emit({ at: Date.now(), kind: 'started', runId, testId, runner, command });
    const outcome = await this.loadBetweenSteps();
    this.emit({ at: Date.now(), kind: 'finished', outcome });
    const result = runResult(this.fold);
    this.folder.writeResult(result);
    const finished: RunManifest = { ...manifest, state: result.state, endedAt: Date.now() };
    this.folder.writeManifest(finished);
    const titles = [...this.request.plan.requirements].map(([id, { title }]) => [id, title] as const);
    this.folder.writeReport(markdownReport({ manifest: finished, result, requirements: new Map(titles) }));
    return { folder: this.folder.folder, result, fold: this.fold, sentLoad: this.sentLoad };
  }

  private async loadBetweenSteps(): Promise<Outcome> {
    const { test, signal } = this.request;
    let outcome: Outcome | undefined;
    for (const step of test.before) {
      const failure = await this.runStep('before', step, signal);
      if (failure !== undefined)
        outcome ??= signal.aborted ? { kind: 'cancelled' } : { kind: 'failed', message: failure };
      if (outcome) break;
    }
    outcome ??= await this.sendLoad();
    for (const step of test.after) {
      // Cleaning up goes on after a cancel; each step has its own time limit.
      const failure = await this.runStep('after', step, undefined);
      if (failure !== undefined && outcome.kind === 'completed') outcome = { kind: 'failed', message: failure };
    }
    return outcome;
  }

  private async sendLoad(): Promise<Outcome> {
    const { test, secrets, smoke, signal, enginePath } = this.request;
    const stopping = new AbortController();
    const onCancel = (): void => stopping.abort();
    signal.addEventListener('abort', onCancel, { once: true });
    if (signal.aborted) stopping.abort();
    let tripped: TrippedGuard | undefined;
    let end: ExecutionEnd = { kind: 'failed', message: 'The load generator said nothing about its end.' };
    try {
      const job = toHttpJob(test, Object.fromEntries(secrets), { smoke });
      for await (const event of executeHttp(job, { enginePath, signal: stopping.signal })) {
        if (event.kind === 'ended') {
          end = event.end;
          continue;
        }
        this.emit(event);
        if (event.kind !== 'frame') continue;
        this.sentLoad = true;
        const trip = this.guards.add(event.frame);
        if (!trip || tripped) continue;
        tripped = trip;
        this.emit({ at: Date.now(), kind: 'guard', ...trip });
        stopping.abort();
      }
    } finally {
      signal.removeEventListener('abort', onCancel);
    }
    if (tripped) return { kind: 'stopped', guardId: tripped.guardId, message: tripped.message };
    return end;
  }

  /** Undefined when the step did what it should; otherwise why not. */
  private async runStep(
    when: 'before' | 'after',
    step: CommandStep,
    signal?: AbortSignal,
  ): Promise<string | undefined> {
    const line = step.command.join(' ');
    this.log('info', `${when}: ${line}`);
    const outcome = await runCommand(step.command, { cwd: this.planFolder, timeoutMs: step.timeoutMs, signal });
    for (const output of outcome.lines) this.log('info', output);
    if (outcome.exitCode === 0) return undefined;
    const failure = `The step \`${line}\` (${when}) failed: ${outcome.failure ?? `exit code ${outcome.exitCode}`}.`;
    this.log('error', failure);
    return failure;
  }

  private log(level: 'info' | 'warning' | 'error', line: string): void {
    this.emit({ at: Date.now(), kind: 'log', source: 'headroom', level, line });
  }

  private emit(raw: RunEvent): void {
    const event = this.withoutSecrets(raw);
    this.folder.appendEvent(event);
    if (event.kind === 'log') {
      this.folder.appendLog(`${new Date(event.at).toISOString()} ${event.source} ${event.level} ${event.line}`);
    }
    foldRun(this.fold, event);
    this.request.onEvent(event, { fold: this.fold, guards: this.guards, folder: this.folder.folder });
  }

  /** Text can only enter through the tool's words; frames hold numbers under names of the plan. */
  private withoutSecrets(event: RunEvent): RunEvent {
    if (event.kind === 'log') return { ...event, line: this.redact(event.line) };
    if (event.kind === 'finished' && event.outcome.kind === 'failed') {
      return { ...event, outcome: { kind: 'failed', message: this.redact(event.outcome.message) } };
    }
    return event;
  }

  private async startManifest(): Promise<RunManifest> {
    const { plan, test, planPath, planText, overrides, headroomVersion } = this.request;
    const { environment } = plan;
    return {
      version: 1,
      runId: this.folder.id,
      testId: test.id,
      title: test.title,
      runner: test.runner,
      tool: { name: 'Headroom HTTP engine', version: headroomVersion },
      startedAt: Date.now(),
      state: 'running',
      smoke: this.request.smoke,
      environment: environment && { id: environment.id, target: environment.target?.value },
      confirmedHosts: [...this.request.confirmedHosts],
      startedBy: userName(),
      machine: { platform: `${process.platform} ${process.arch}`, cores: cpus().length, node: process.version },
      gitCommit: await gitCommit(this.planFolder),
      command: [process.execPath, this.request.enginePath],
      process: { pid: process.pid },
      plan: { path: planPath, text: this.redact(planText), effectiveTest: effectiveTest(test) },
      overrides: Object.fromEntries([...overrides].map(([name, value]) => [name, this.redact(value)])),
      loadHash: loadHash(test, this.planFolder, environment?.target?.value),
    };
  }
}

/** A container may run under a user id that has no name. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return process.env['USER'] ?? 'unknown';
  }
}

/** A smoke run asks whether the requests work at all; where the test has no check of that, none may fail. */
function smokeChecks(testId: string, checks: readonly JudgedCheck[]): JudgedCheck[] {
  const own = checks.filter(({ selector }) => selector.metric === 'error_rate');
  if (own.length > 0) return own;
  const { selector, condition } = NO_ERRORS;
  return [{ id: `${testId}/smoke`, selector, levels: { target: condition }, definition: METRICS.error_rate }];
}

const NO_ERRORS: Expression = {
  selector: { metric: 'error_rate', tags: {} },
  condition: { kind: 'comparison', operator: '==', limit: { kind: 'quantity', amount: 0, unit: '%' } },
};
