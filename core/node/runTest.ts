import path from 'node:path';
import { ownDefinitions } from '../configs/plan/sections/outputs.ts';
import type { CommandStep } from '../configs/plan/plan.ts';
import { monitorDefinitions } from '../configs/plan/sections/monitors.ts';
import { messageOf } from '../errors.ts';
import { reportInput } from '../report/reportInput.ts';
import { RunTimeline } from '../report/timeline.ts';
import { foldRun, runResult, startRun, type RunFold, type RunSetup } from '../run/foldRun.ts';
import type { TrippedGuard } from '../run/guards.ts';
import type { Outcome, RunEvent } from '../run/runEvent.ts';
import { RunGuards } from '../run/runGuards.ts';
import type { RunManifest } from '../run/runManifest.ts';
import { smokeChecks } from '../run/smoke.ts';
import type { ToolPlan } from '../runners/adapter.ts';
import { RUNNERS } from '../runners/index.ts';
import { redactDeep } from '../text/redactDeep.ts';
import { startManifest } from './manifest.ts';
import { sampleMonitor } from './monitors/sampleMonitor.ts';
import { withMonitors, type MonitoredEvent } from './monitors/withMonitors.ts';
import { runCommand } from './runCommand.ts';
import { RunClock } from './runClock.ts';
import { createRunFolder, RunFolder } from './runFolder.ts';
import { runRedactor } from './runRedactor.ts';
import type { FinishedRun, RunRequest } from './runRequest.ts';
import { executeTool, type ExecutionEnd } from './tool/executeTool.ts';
import { prepareTool, writeToolFiles } from './tool/prepareTool.ts';
import { RawOutput } from './tool/rawOutput.ts';
import { redactFiles } from './tool/redactFiles.ts';
import { unknownVersionNote } from './tools.ts';
import { writeReports } from './writeReports.ts';

/** Runs one test from its folder's first file to its report. Rejects only when no run folder can be made. */
export async function runTest(request: RunRequest): Promise<FinishedRun> {
  const clock = new RunClock();
  const folder = new RunFolder(createRunFolder(request.resultsFolder, request.test.id, clock.startedAt));
  return new TestRun(request, clock, folder, await prepared(request, folder)).run();
}

type Prepared = { kind: 'ready'; plan: ToolPlan } | { kind: 'refused'; message: string };

async function prepared(request: RunRequest, folder: RunFolder): Promise<Prepared> {
  const { plan, planPath, ...given } = request;
  const planFolder = path.dirname(path.resolve(planPath));
  const target = plan.environment?.target?.value;
  try {
    return { kind: 'ready', plan: await prepareTool({ ...given, target, planFolder, rawFolder: folder.file('raw') }) };
  } catch (error) {
    return { kind: 'refused', message: messageOf(error) };
  }
}

const UNVERIFIED = 'certificates were not verified (tls.verify is false), so who answered is not known';

class TestRun {
  private readonly setup: RunSetup;
  private readonly fold: RunFold;
  private readonly timeline = new RunTimeline();
  private readonly guards: RunGuards;
  private readonly redact: (text: string) => string;
  private readonly hidesText: boolean;
  private readonly planFolder: string;
  private readonly writeProblems = new Set<string>();
  private sentLoad = false;
  private isOver = false;

  constructor(
    private readonly request: RunRequest,
    private readonly clock: RunClock,
    private readonly folder: RunFolder,
    private readonly prepared: Prepared,
  ) {
    const { test, smoke, baseline } = request;
    const checks = test.checks.map(({ check }) => check);
    const guards = test.guards.map(({ check }) => check);
    this.setup = {
      checks: smoke ? smokeChecks(test.id, checks) : checks,
      guards,
      stages: test.stages,
      isSmoke: smoke,
      definitions: {
        ...RUNNERS[test.runner].ownMetrics,
        ...monitorDefinitions(request.plan.monitors),
        ...(test.outputs && ownDefinitions(test.outputs)),
      },
      connectErrors: RUNNERS[test.runner].connectErrors,
      notes: [
        ...(test.http?.tls.verify === false ? [UNVERIFIED] : []),
        ...[unknownVersionNote(request.tool.name, request.tool.version) ?? []].flat(),
        ...(prepared.kind === 'ready' ? (prepared.plan.notes ?? []) : []),
        ...(request.notes ?? []),
      ],
      baseline,
      ...(request.script && { withoutChecks: request.script.withoutChecks }),
    };
    this.fold = startRun(this.setup);
    this.guards = new RunGuards({
      testId: test.id,
      rows: smoke ? [] : [...guards, ...checks],
      monitors: new Set(request.plan.monitors.map(({ id }) => id)),
      hangs: smoke ? 'unseen' : RUNNERS[test.runner].hangs,
      baseline,
    });
    ({ redact: this.redact, hidesText: this.hidesText } = runRedactor(request));
    this.planFolder = path.dirname(path.resolve(request.planPath));
  }

  async run(): Promise<FinishedRun> {
    const { setup, planFolder, prepared } = this;
    const { tool } = this.request;
    const commands = prepared.kind === 'ready' ? prepared.plan.processes.map(({ argv }) => argv) : [];
    const start = { runId: this.folder.id, startedAt: this.clock.startedAt, planFolder, setup, tool, commands };
    const { manifest, problem } = redactDeep(await startManifest(this.request, start), this.redact);
    this.write('run.json', () => this.folder.writeManifest(manifest));
    const { runId, testId, runner, command } = manifest;
    this.emit({ at: this.clock.now(), kind: 'started', runId, testId, runner, command });
    const outcome: Outcome =
      problem === undefined ? await this.loadBetweenSteps() : { kind: 'failed', message: problem, beforeLoad: true };
    this.isOver = true;
    this.emit({ at: this.clock.now(), kind: 'finished', outcome });
    return this.finish(manifest);
  }

  private async finish(manifest: RunManifest): Promise<FinishedRun> {
    const result = redactDeep(runResult(this.fold), this.redact);
    const outcome = this.fold.outcome?.kind;
    const finished: RunManifest = { ...manifest, state: result.state, outcome, endedAt: this.clock.now() };
    // Before the result: who finds a result finds the events that it was made from.
    this.write('events.ndjson', () => this.folder.closeEvents());
    this.write('log.txt', () => this.folder.closeLog());
    this.write('result.json', () => this.folder.writeResult(result));
    this.write('run.json', () => this.folder.writeManifest(finished));
    const { fold, timeline, sentLoad } = this;
    const problems = await writeReports(
      () => redactDeep(reportInput({ manifest: finished, result, fold, timeline }), this.redact),
      {
        write: (fileName, text) => this.folder.writeReport(fileName, text),
        file: (fileName) => this.folder.file(fileName),
        hide: this.redact,
      },
    );
    for (const problem of problems) this.writeProblems.add(problem);
    return { folder: this.folder.folder, result, fold, sentLoad, writeProblems: [...this.writeProblems] };
  }

  /** `after` steps run whatever happened before them: they clean up. */
  private async loadBetweenSteps(): Promise<Outcome> {
    const { test, signal } = this.request;
    const { prepared } = this;
    if (prepared.kind === 'refused') return { kind: 'failed', message: prepared.message, beforeLoad: true };
    let outcome: Outcome | undefined;
    try {
      for (const step of test.before) {
        const failure = signal.aborted ? undefined : await this.runStep('before', step, signal);
        if (signal.aborted) outcome = { kind: 'cancelled' };
        else if (failure !== undefined) outcome = { kind: 'failed', message: failure, beforeLoad: true };
        if (outcome) break;
      }
      outcome ??= await this.sendLoad(prepared.plan);
    } catch (error) {
      outcome = { kind: 'failed', message: messageOf(error) };
    }
    for (const step of test.after) await this.runStep('after', step);
    return outcome;
  }

  private async sendLoad(plan: ToolPlan): Promise<Outcome> {
    const { secrets, signal, environment } = this.request;
    const rawFolder = this.folder.file('raw');
    const output = new RawOutput(rawFolder, this.redact);
    const stopping = new AbortController();
    const onCancel = (): void => stopping.abort();
    signal.addEventListener('abort', onCancel, { once: true });
    if (signal.aborted) stopping.abort();
    let tripped: TrippedGuard | undefined;
    let end: ExecutionEnd = { kind: 'failed', message: 'The load generator said nothing about its end.' };
    try {
      writeToolFiles(plan, rawFolder);
      const load = executeTool(plan, {
        signal: stopping.signal,
        environment: { ...environment, ...Object.fromEntries(secrets) },
        now: () => this.clock.now(),
        onOutput: (process, stream, line) => this.write('raw output', () => output.add(process, stream, line)),
      });
      const place = { cwd: this.planFolder, environment };
      const events = withMonitors(load, {
        monitors: this.request.plan.monitors,
        sample: (monitor, samplingSignal) => sampleMonitor(monitor, place, samplingSignal),
        now: () => this.clock.now(),
        stopLoad: () => stopping.abort(),
      });
      for await (const event of events) {
        if (event.kind === 'ended') {
          end = event.end;
          this.sentLoad ||= end.kind === 'failed' && end.wasKilled === true;
          continue;
        }
        this.sentLoad ||= event.kind !== 'log';
        // First, so that whoever is shown the frame is shown how near the guards are with it.
        const trip = this.tripOf(event);
        if (event.kind !== 'readings') this.emit(event);
        const { alert } = this.fold;
        if (event.kind === 'frame' && alert !== undefined) this.log('warning', alert);
        if (!trip || tripped) continue;
        tripped = trip;
        this.emit({ at: this.clock.now(), kind: 'guard', ...trip });
        stopping.abort();
      }
    } finally {
      signal.removeEventListener('abort', onCancel);
      this.write('raw output', () => output.close());
      if (this.hidesText) await redactFiles(rawFolder, this.redact);
    }
    if (tripped) return { kind: 'stopped', guardId: tripped.guardId, message: tripped.message };
    return end.kind === 'failed' ? { kind: 'failed', message: end.message } : end;
  }

  private tripOf(event: MonitoredEvent): TrippedGuard | undefined {
    if (event.kind === 'readings') return this.guards.addReadings(event.frame);
    return event.kind === 'frame' ? this.guards.add(event.frame) : undefined;
  }

  /** Undefined when the step did what it should; otherwise why not. Each step has its own time limit. */
  private async runStep(
    when: 'before' | 'after',
    step: CommandStep,
    signal?: AbortSignal,
  ): Promise<string | undefined> {
    const line = step.command.join(' ');
    this.log('info', `${when}: ${line}`);
    const { exitCode, failure } = await runCommand(step.command, {
      cwd: this.planFolder,
      timeoutMs: step.timeoutMs,
      env: this.request.environment,
      signal,
      onLine: (output) => this.log('info', output),
    });
    if (exitCode === 0) return undefined;
    const message = `the step \`${line}\` (${when}) failed: ${failure ?? `exit code ${exitCode}`}`;
    this.emit({ at: this.clock.now(), kind: 'step-failed', when, message });
    this.log('error', message);
    return message;
  }

  private log(level: 'info' | 'warning' | 'error', line: string): void {
    this.emit({ at: this.clock.now(), kind: 'log', source: 'headroom', level, line });
  }

  private emit(raw: RunEvent): void {
    const event = this.withoutSecrets(raw);
    this.write('events.ndjson', () => this.folder.appendEvent(event));
    if (event.kind === 'log') {
      const line = `${new Date(event.at).toISOString()} ${event.source} ${event.level} ${event.line}`;
      this.write('log.txt', () => this.folder.appendLog(line));
    }
    foldRun(this.fold, event);
    this.timeline.take(event);
    const { fold, guards } = this;
    this.request.onEvent(event, { fold, guards, folder: this.folder.folder, remark: (line) => this.remark(line) });
  }

  /** `finished` is the last event, whatever somebody wants to say after it. */
  private remark(line: string): void {
    if (!this.isOver) this.log('info', line);
  }

  /** Of a frame only the tags are text: a tool may name a request by its whole address. */
  private withoutSecrets(event: RunEvent): RunEvent {
    if (event.kind !== 'frame') return redactDeep(event, this.redact);
    if (!this.hidesText) return event;
    const samples = event.frame.samples.map((sample) => ({ ...sample, tags: redactDeep(sample.tags, this.redact) }));
    return { ...event, frame: { ...event.frame, samples } };
  }

  /** A full disk must not end a run or hide its result, so a file that cannot be written is only remembered. */
  private write(file: string, action: () => void): void {
    try {
      action();
    } catch (error) {
      this.writeProblems.add(`${file} could not be written: ${messageOf(error)}`);
    }
  }
}
