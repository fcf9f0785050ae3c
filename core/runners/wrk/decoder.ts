import type { SeriesSample } from '../../run/aggregate.ts';
import { Histogram } from '../../stats/histogram.ts';
import type { Exit, ProcessEnd, RunnerEvent, ToolDecoder } from '../adapter.ts';
import type { Step } from '../staircase.ts';
import { frameLengths, StepFrames, type SecondSamples } from '../stepFrames.ts';
import { countsOfStep, LiveCounts, type Counts } from './liveCounts.ts';
import { parseWatchLine, type StepTotals } from './watchLine.ts';
import { whyFailed } from './whyFailed.ts';

export interface WrkStep extends Step {
  threads: number;
}

/** After the end of a second, so long is waited for what the threads tell of it, in ms. */
const PATIENCE_MS = 700;
const KEPT_ERROR_LINES = 20;

/** Of each step: counts second by second while it runs, and at its end what was left to tell and all latencies. */
export class WrkDecoder implements ToolDecoder {
  private readonly frames: StepFrames;
  private step: WrkStep | undefined;
  private startedAt = 0;
  private live = new LiveCounts(0);
  private told: Counts = { requests: 0, responses: 0, failures: 0 };
  private corrected = new Histogram();
  private measured = new Histogram();
  private totals: StepTotals | undefined;
  private errorLines: string[] = [];

  constructor(
    private readonly steps: readonly WrkStep[],
    private readonly outputChannel: string,
    private readonly isLive = true,
  ) {
    this.frames = new StepFrames(steps);
  }

  started(process: number, at: number): readonly RunnerEvent[] {
    this.step = this.steps[process];
    this.startedAt = at;
    this.live = new LiveCounts((this.step?.users ?? 0) / (this.step?.threads ?? 1));
    this.told = { requests: 0, responses: 0, failures: 0 };
    this.corrected = new Histogram();
    this.measured = new Histogram();
    this.totals = undefined;
    this.errorLines = [];
    return this.frames.begin(process, at);
  }

  line(channel: string, line: string, at: number): readonly RunnerEvent[] {
    if (channel === 'stderr') {
      if (this.errorLines.length < KEPT_ERROR_LINES) this.errorLines.push(line);
      return [{ kind: 'log', at, source: 'tool', level: 'warning', line }];
    }
    if (channel !== this.outputChannel) return [];
    const told = parseWatchLine(line);
    switch (told?.kind) {
      case 'counts':
        this.live.add(told);
        return [];
      case 'corrected':
      case 'measured':
        recordPairs(this[told.kind], told.values);
        return [];
      case 'done':
        this.totals = told;
        return [];
      case undefined:
        return [{ kind: 'log', at, source: 'tool', level: 'warning', line: `not understood: ${line.slice(0, 500)}` }];
    }
  }

  tick(at: number): readonly RunnerEvent[] {
    if (!this.isLive) return [];
    const events: RunnerEvent[] = [];
    // The last second is told together with the rest at the end of the step.
    const untilEnd = (this.step?.durationMs ?? 0) / 1000 - 1;
    while (
      this.frames.toldSeconds < untilEnd &&
      at >= this.startedAt + (this.frames.toldSeconds + 1) * 1000 + PATIENCE_MS
    ) {
      events.push(this.frames.next(this.secondSamples(this.live.take(this.frames.toldSeconds))));
    }
    return events;
  }

  ended(_process: number, exit: Exit, _at: number, { isStopped }: { isStopped: boolean }): ProcessEnd {
    const { totals, step } = this;
    const events = totals === undefined ? this.untilCutOff() : this.restOf(totals);
    const failure = whyFailed({ exit, totals, users: step?.users ?? 0, errorLines: this.errorLines, isStopped });
    return failure === undefined ? { events } : { events, failure };
  }

  /** The seconds that the threads told before wrk was gone. */
  private untilCutOff(): RunnerEvent[] {
    const events: RunnerEvent[] = [];
    for (let last = this.live.lastSecond(); this.frames.toldSeconds <= last;) {
      events.push(this.frames.next(this.secondSamples(this.live.take(this.frames.toldSeconds))));
    }
    return events;
  }

  private restOf(totals: StepTotals): RunnerEvent[] {
    const tookMs = totals.duration / 1000;
    const lengths = this.isLive ? frameLengths(tookMs).slice(this.frames.toldSeconds) : [tookMs];
    if (lengths.length === 0) lengths.push(1);
    return lengths.map((durationMs, index) => {
      const isLast = index === lengths.length - 1;
      const counts = isLast ? this.notTold(totals) : this.live.take(this.frames.toldSeconds);
      const samples = this.secondSamples(counts);
      return this.frames.next(isLast ? [...samples, ...this.samplesOfStep(totals)] : samples, durationMs);
    });
  }

  private notTold(totals: StepTotals): Counts {
    const { requests, responses, failures } = countsOfStep(totals);
    return {
      requests: Math.max(0, requests - this.told.requests),
      responses: Math.max(0, responses - this.told.responses),
      failures: Math.max(0, failures - this.told.failures),
    };
  }

  private secondSamples(counts: Counts): SecondSamples {
    for (const name of ['requests', 'responses', 'failures'] as const) this.told[name] += counts[name];
    return Object.entries(counts).map(([metric, total]: [string, number]) => counter(metric, total));
  }

  private samplesOfStep({ bytes }: StepTotals): SecondSamples {
    const trends: [string, Histogram][] = [
      ['latency', this.corrected],
      ['measured_latency', this.measured],
    ];
    return [
      counter('bytes_in', bytes),
      ...trends
        .filter(([, histogram]) => histogram.count > 0)
        .map(([metric, histogram]) => ({
          metric,
          sample: { kind: 'trend' as const, histogram: histogram.toSparse() },
        })),
    ];
  }
}

function counter(metric: string, total: number): Omit<SeriesSample, 'tags'> {
  return { metric, sample: { kind: 'counter', total } };
}

function recordPairs(histogram: Histogram, pairs: readonly number[]): void {
  for (let at = 0; at + 1 < pairs.length; at += 2) histogram.record((pairs[at] ?? 0) / 1000, pairs[at + 1]);
}
