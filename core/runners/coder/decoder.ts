import * as z from 'zod';
import type { Exit, ProcessEnd, RunnerEvent, ToolDecoder } from '../adapter.ts';
import { failureOf } from './failureOf.ts';
import { figuresOf } from './figures.ts';
import { LiveFigures } from './liveFigures.ts';
import { LoadClock } from './loadClock.ts';
import { remainsText } from './remains.ts';
import type { ScaletestResult } from './result.ts';
import { ResultFinder } from './resultFinder.ts';
import { findScaletest, WITHOUT_RESULT } from './scaletests.ts';
import { withoutLogs } from './withoutLogs.ts';

export const RESULT_CHANNEL = 'result';
export const METRICS_CHANNEL = 'metrics';

/** Of the error output, only the end tells how it ended. */
const KEPT_ERROR_LINES = 20;
const MOST_FAILED_RUNS_TOLD = 10;
/** Commands that announce their load; of the others it is taken to begin with the process. */
const ANNOUNCING: ReadonlySet<string> = new Set(['create-workspaces', 'workspace-traffic', 'dashboard']);
/** An action that could not even be begun is in no counter of Coder's. */
const ACTION_NOT_BEGUN = /\[erro\w*\].*calling ActionFunc/;

const pollModel = z.object({ status: z.literal(200), body: z.string() });

export interface DecoderRequest {
  command: string;
  target: string;
  /** How long each run of a timed command is to last; undefined where that is not limited by time. */
  expectedRunMs?: number;
}

/** Understands `coder exp scaletest`: its result is written at its end, everything before that is told by its counters. */
export class CoderDecoder implements ToolDecoder {
  private readonly finders = { result: new ResultFinder(), stdout: new ResultFinder(), stderr: new ResultFinder() };
  private readonly live = new LiveFigures();
  private readonly clock = new LoadClock();
  private readonly errorLines: string[] = [];
  private hasResultFile = false;
  private couldNotCleanUp: string | undefined;
  private actionsNotBegun = 0;

  constructor(private readonly request: DecoderRequest) {}

  started(): RunnerEvent[] {
    return [];
  }

  line(channel: string, line: string, at: number): RunnerEvent[] {
    switch (channel) {
      case METRICS_CHANNEL:
        this.takeMetrics(line);
        return [];
      case RESULT_CHANNEL:
        this.hasResultFile = true;
        this.finders.result.take(line);
        return [];
      case 'stdout':
        this.finders.stdout.take(line);
        if (ACTION_NOT_BEGUN.test(line)) this.actionsNotBegun += 1;
        return [];
      case 'stderr':
        return this.errorLine(line, at);
      default:
        return [];
    }
  }

  tick(at: number): RunnerEvent[] {
    if (!ANNOUNCING.has(this.request.command)) this.clock.begin(at);
    return this.clock.second(at, () => this.live.added());
  }

  ended(_process: number, exit: Exit, at: number, { isStopped }: { isStopped: boolean }): ProcessEnd {
    const { command, expectedRunMs } = this.request;
    const { result: file, stdout, stderr } = this.finders;
    const told = [file, stdout, stderr].find(({ found, areSeveral }) => found !== undefined || areSeveral);
    const result = told?.found;
    // A result is proof of a load, also of a version that announces it in other words.
    if (result !== undefined) this.clock.begin(at);
    const failure = failureOf({
      exit,
      result,
      ...{ command, expectedRunMs, hasResultFile: this.hasResultFile, errorLines: this.errorLines },
      hasSeveralResults: told?.areSeveral === true,
      ...{ couldNotCleanUp: this.couldNotCleanUp, bytesSent: this.live.total('bytes_out') },
    });
    const events = [
      ...this.clock.rest(at, this.live.added()),
      ...(result === undefined ? this.whyNoFigures(at, isStopped) : this.tellResult(result, at)),
      ...this.tellRemains(exit, result, isStopped, at),
    ];
    return { events, ...(failure === undefined ? {} : { failure }) };
  }

  private takeMetrics(line: string): void {
    const { data } = pollModel.safeParse(parsed(line));
    if (data !== undefined) this.live.take(data.body);
  }

  private errorLine(line: string, at: number): RunnerEvent[] {
    this.finders.stderr.take(line);
    if (line.trim() === '') return [];
    if (/^Running .*test/i.test(line)) this.clock.begin(at);
    if (/^(?:Cleaning up|Uploading traces)/.test(line)) this.clock.end(at);
    if (/^(?:error: )?cleanup tests?:/.test(line)) this.couldNotCleanUp = line.replace(/^error: /, '');
    this.errorLines.push(withoutLogs(line).slice(0, 500));
    if (this.errorLines.length > KEPT_ERROR_LINES) this.errorLines.shift();
    // A result that was merged into the error output is no message.
    if (line.startsWith('{')) return [];
    return [{ kind: 'log', at, source: 'tool', level: levelOf(line), line: withoutLogs(line) }];
  }

  private tellResult(result: ScaletestResult, at: number): RunnerEvent[] {
    const { command } = this.request;
    const ioErrors = this.live.looks === 0 ? undefined : (this.live.total('connection_errors') ?? 0);
    const samples = figuresOf({ command, result, ioErrors });
    if (this.actionsNotBegun > 0 && this.live.total('requests') !== undefined) {
      for (const metric of ['requests', 'failures']) {
        const total = (this.live.total(metric) ?? 0) + this.actionsNotBegun;
        samples.push({ metric, tags: {}, sample: { kind: 'counter', total } });
      }
    }
    const failed = (result.runs ?? []).filter(({ error }) => error !== undefined);
    const told = failed.slice(0, MOST_FAILED_RUNS_TOLD).map(({ id, error }) => `${id} failed: ${firstLine(error)}`);
    const left = failed.length - told.length;
    const reason = `all ${failed.length} runs failed, and only those that pass are timed`;
    const missing =
      failed.length > 0 && failed.length === result.runs?.length
        ? ['provisioning', 'iteration_duration'].map((metric) => ({ metric, reason }))
        : [];
    return [
      ...result.faults.map((fault) => log(at, 'warning', `The result is incomplete: ${fault}.`)),
      ...[...told, ...(left > 0 ? [`and ${left} more runs failed`] : [])].map((line) => log(at, 'error', line)),
      ...(samples.length + missing.length === 0 ? [] : [{ kind: 'totals' as const, at, samples, missing }]),
    ];
  }

  private whyNoFigures(at: number, isStopped: boolean): RunnerEvent[] {
    if (!isStopped || this.request.command === WITHOUT_RESULT) return [];
    const kept = this.live.looks === 0 ? 'nothing was measured' : 'only its live counters were measured';
    return [log(at, 'warning', `coder writes its result at its end alone: it was stopped before that, so ${kept}.`)];
  }

  /** As a step that failed, so that it stands in the result and in every report. */
  private tellRemains(exit: Exit, result: ScaletestResult | undefined, isStopped: boolean, at: number): RunnerEvent[] {
    const why = this.whyAnythingRemains(exit, result, isStopped);
    if (why === undefined) return [];
    const message = remainsText(why, this.request.target);
    return [{ kind: 'step-failed', at, when: 'after', message }, log(at, 'warning', message)];
  }

  private whyAnythingRemains(exit: Exit, result: ScaletestResult | undefined, isStopped: boolean): string | undefined {
    if (this.couldNotCleanUp !== undefined) return `coder could not clean up (${this.couldNotCleanUp})`;
    const creates = findScaletest(this.request.command)?.creates === true;
    const hasPrepared = this.clock.hasBegun || (isStopped && result === undefined);
    if (!creates || !hasPrepared || exit.kind === 'failed') return undefined;
    const wasCutOff = result === undefined || exit.signal !== null;
    if (!wasCutOff) return undefined;
    return isStopped ? 'coder was stopped and does not clean up then' : 'coder ended before it had cleaned up';
  }
}

function log(at: number, level: 'info' | 'warning' | 'error', line: string): RunnerEvent {
  return { kind: 'log', at, source: 'tool', level, line };
}

function levelOf(line: string): 'info' | 'warning' | 'error' {
  if (/^(?:error:|Encountered an error|cleanup tests)/i.test(line)) return 'error';
  return /^WARN|version mismatch/i.test(line) ? 'warning' : 'info';
}

function firstLine(error: string | undefined): string {
  const lines = (error ?? '').split('\n').map((line) => line.trim().replace(/:$/, ''));
  return withoutLogs(lines.find((line) => line !== '') ?? 'it does not say why');
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
