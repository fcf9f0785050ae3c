import type { Stage } from '../../configs/plan/plan.ts';
import type { Frame } from '../../run/runEvent.ts';
import type { ToolVerdict } from '../../run/toolVerdict.ts';
import type { Exit, ProcessEnd, RunnerEvent, ToolDecoder } from '../adapter.ts';
import { CsvRows } from './csvRows.ts';
import { DashboardStream, wholePart } from './dashboard.ts';
import { failureOfExit, MARKED_AS_FAILED, THRESHOLDS_CROSSED } from './exitCodes.ts';
import { countOf } from './figures.ts';
import { k6 } from './k6.ts';
import { requestsOutside } from './loadAlone.ts';
import { elapsedMs, LoadClock } from './loadClock.ts';
import { SampleFrames, type MetricType } from './samples.ts';
import { readSummary, unansweredOf, type Summary } from './summary.ts';
import { thresholdVerdicts } from './thresholds.ts';
import { ToolLog } from './toolLog.ts';
import { totalEvents } from './totals.ts';
import { WindowFrames } from './windowFrames.ts';

export const DASHBOARD = 'dashboard';
export const SAMPLES = 'samples';
export const SUMMARY = 'summary';

export interface K6DecoderOptions {
  testId: string;
  /** Stages of the plan that a wrapper drives; empty when the script's own load runs. */
  stages: readonly Stage[];
  hasSamples: boolean;
}

/** Understands one run of k6: its dashboard or its samples while it goes on, its summary at the end. */
export class K6Decoder implements ToolDecoder {
  private readonly log = new ToolLog();
  private readonly stream = new DashboardStream();
  private readonly clock: LoadClock;
  private readonly windows: WindowFrames;
  private readonly rows = new CsvRows();
  private readonly samples: SampleFrames;
  private readonly summaryLines: string[] = [];
  private stageIndex = -1;

  constructor(private readonly options: K6DecoderOptions) {
    this.clock = new LoadClock(options.stages);
    this.windows = new WindowFrames(this.stream, this.clock);
    const names = options.stages.map(({ name }) => name);
    this.samples = new SampleFrames(this.clock, (name) => typeOf(name) ?? this.stream.types.get(name), names);
  }

  started(): RunnerEvent[] {
    return [];
  }

  line(channel: string, line: string, at: number): RunnerEvent[] {
    switch (channel) {
      case 'stderr':
        return this.log.take(line, at);
      case 'stdout': {
        const elapsed = elapsedMs(line);
        if (elapsed !== undefined) this.clock.startAt(at - elapsed);
        return [];
      }
      case DASHBOARD: {
        const window = this.stream.take(line);
        if (window === undefined || this.options.hasSamples) return [];
        this.windows.add(window);
        return this.told(this.windows.complete(), at);
      }
      case SAMPLES:
        this.addRow(line);
        return [];
      case SUMMARY:
        this.summaryLines.push(line);
        return [];
      default:
        return [];
    }
  }

  tick(at: number): RunnerEvent[] {
    return this.told(this.options.hasSamples ? this.samples.complete() : this.windows.complete(), at);
  }

  ended(_process: number, exit: Exit, at: number, { isStopped }: { isStopped: boolean }): ProcessEnd {
    const summary = readSummary(this.summaryLines.join('\n'));
    const failure = this.failureOf(exit, summary);
    const events = [
      ...this.told(this.options.hasSamples ? this.samples.rest() : this.windows.rest(at), at),
      ...(summary === undefined ? [] : this.wordsOfTheEnd(summary, exit, at)),
      ...this.log.repetitions(at),
      ...this.unreadable(at),
    ];
    if (isStopped) return { events };
    const stoppedBy = this.stoppedBy(exit);
    return { events, ...(failure === undefined ? {} : { failure }), ...(stoppedBy === undefined ? {} : { stoppedBy }) };
  }

  /** k6 says in its log, and in no other place, that a threshold ended the run. */
  private stoppedBy(exit: Exit): ProcessEnd['stoppedBy'] {
    const isAborted = exit.kind === 'exited' && exit.code === THRESHOLDS_CROSSED && this.log.hasAborted;
    if (!isAborted) return undefined;
    const message = 'k6 ended the run, because a threshold of the script with `abortOnFail` was crossed';
    return { guardId: `${this.options.testId}/k6: abortOnFail`, message };
  }

  private addRow(line: string): void {
    const { row, isHeader } = this.rows.take(line);
    if (row !== undefined) this.samples.add(row.key, row.at, row.value);
    else if (!isHeader) this.samples.garbage += 1;
  }

  private wordsOfTheEnd(summary: Summary, exit: Exit, at: number): RunnerEvent[] {
    const { stages, hasSamples } = this.options;
    const { cumulative } = this.stream;
    const totals = hasSamples ? [] : totalEvents(summary.figures, cumulative, stages, at);
    const verdicts = this.verdicts(summary, exit);
    const outside = hasSamples || stages.length > 0 ? 0 : requestsOutside(cumulative);
    return [
      ...totals,
      ...(outside === 0
        ? []
        : [{ kind: 'log', at, source: 'headroom', level: 'warning', line: outsideText(outside) } as const]),
      ...(verdicts.length === 0 ? [] : [{ kind: 'verdicts', at, verdicts } as const]),
    ];
  }

  private verdicts(summary: Summary, exit: Exit): ToolVerdict[] {
    const { testId } = this.options;
    const seen = new Set(this.stream.types.keys());
    const { contents, cumulative } = this.stream;
    const { noResponse } = wholePart(cumulative);
    const { figures } = summary;
    // A short run may end before the stream has told how its requests were answered.
    const unanswered = noResponse === undefined ? unansweredOf(figures) : { noResponse };
    const requests = countOf(noResponse === undefined ? figures : cumulative, 'http_reqs');
    const verdicts = thresholdVerdicts({ testId, summary, seen, contents, requests, ...unanswered });
    const code = exit.kind === 'exited' ? exit.code : null;
    const own = (what: string, target: string, rest: Pick<ToolVerdict, 'state' | 'note'>): ToolVerdict => ({
      id: `${testId}/k6: ${what}`,
      expression: what,
      target,
      ...rest,
    });
    if (code === THRESHOLDS_CROSSED && !verdicts.some(({ state }) => state === 'failed')) {
      verdicts.push(own('thresholds', 'not crossed', { state: 'failed', note: this.log.lastError ?? 'k6 says so' }));
    }
    if (code === MARKED_AS_FAILED) {
      verdicts.push(own('test.fail()', 'not called', { state: 'failed', note: 'the script marked the run as failed' }));
    }
    const { exceptions, firstException = '' } = this.log;
    if (exceptions > 0) {
      const note = `${exceptions} uncaught: ${firstException}`;
      verdicts.push(own('exceptions of the script', 'none', { state: 'warning', note }));
    }
    return verdicts;
  }

  private failureOf(exit: Exit, summary: Summary | undefined): string | undefined {
    const ofExit = failureOfExit(exit, this.log.lastError);
    if (ofExit !== undefined) return ofExit;
    if (summary === undefined) return 'k6 ended without a whole summary, so what it measured is not known';
    const passes = countOf(summary.figures, 'iterations') ?? 0;
    const { exceptions, firstException = '' } = this.log;
    if (exceptions > 0 && exceptions >= passes) {
      return `every pass of the script ended in an uncaught exception (${exceptions} of ${passes}): ${firstException}`;
    }
    return undefined;
  }

  private unreadable(at: number): RunnerEvent[] {
    const { garbage, unknownKinds } = this.samples;
    const lines = [
      ...(garbage === 0 ? [] : [`${garbage} samples of k6 could not be read`]),
      ...[...unknownKinds].map((metric) => `k6 did not tell what kind of metric ${metric} is, so it is left out`),
    ];
    return lines.map((line) => ({ kind: 'log', at, source: 'tool', level: 'warning', line }));
  }

  /** Frames, each stage announced before its first one. */
  private told(frames: readonly Frame[], at: number): RunnerEvent[] {
    return frames.flatMap((frame): RunnerEvent[] => {
      const index = this.options.stages.findIndex(({ name }) => name === frame.stage);
      const stage = this.options.stages[index];
      const isNew = stage !== undefined && index > this.stageIndex;
      if (isNew) this.stageIndex = index;
      return [
        ...(isNew
          ? [{ kind: 'stage', at, stage: stage.name, index, level: levelText(stage), warmup: stage.warmup } as const]
          : []),
        { kind: 'frame', at, frame },
      ];
    });
  }
}

function outsideText(requests: number): string {
  const many = requests === 1 ? '1 request' : `${requests} requests`;
  return `setup and teardown of the script sent ${many}: in no count and rate of the run, but in its times, because k6 sums these up together; \`{scenario=…}\` or \`samples: true\` tells times of the load alone`;
}

/** Of k6's own metrics the type is known before k6 tells it. */
export function typeOf(name: string): MetricType | undefined {
  const kind = Object.hasOwn(k6.ownMetrics, name) ? k6.ownMetrics[name]?.kind : undefined;
  if (kind === 'ratio') return 'rate';
  return kind === 'flow' ? undefined : kind;
}

function levelText({ load: { kind, from, to } }: Stage): string {
  const level = from === to ? String(to) : `${from} to ${to}`;
  return kind === 'rate' ? `${level}/s` : `${level} ${level === '1' ? 'user' : 'users'}`;
}
