import { formatDuration, formatValue, formatVerdict } from '../core/format.ts';
import { METRICS } from '../core/metrics.ts';
import type { LoadTest } from '../core/configs/plan/plan.ts';
import type { LiveRun } from '../core/node/runRequest.ts';
import { runResult } from '../core/run/foldRun.ts';
import { measure } from '../core/run/measure.ts';
import type { Frame, RunEvent } from '../core/run/runEvent.ts';
import { SecondView } from '../core/run/secondView.ts';
import { isFragment } from '../core/run/seriesStore.ts';
import { dimensionOfBaseUnit } from '../core/units.ts';
import { LiveBlock } from './liveBlock.ts';
import type { Output } from './output.ts';

/** In a log a line for every second is noise, unless the whole run is short. */
const SECONDS_BETWEEN_LINES = { short: 2, long: 10 };
const SHORT_RUN_MS = 120_000;

/** Shows a run while it goes on: one updating block on a terminal, plain lines elsewhere. */
export class RunProgress {
  private readonly block: LiveBlock;
  /** Undefined where a script of the tool decides it. */
  private readonly plannedMs: number | undefined;

  constructor(
    private readonly test: LoadTest,
    private readonly output: Output,
    private readonly verbose: boolean,
  ) {
    this.block = new LiveBlock(output);
    const { stages } = test;
    this.plannedMs = stages.length === 0 ? undefined : stages.reduce((sum, { durationMs }) => sum + durationMs, 0);
  }

  show(event: RunEvent, live: LiveRun): void {
    switch (event.kind) {
      case 'started':
        this.line(`▶ ${this.test.title ?? this.test.id} (${this.test.id})`);
        break;
      case 'stage':
        if (!this.output.isTerminal)
          this.line(`  stage ${event.stage}: ${event.level}${event.warmup ? ', warm-up' : ''}`);
        break;
      case 'frame':
        this.showFrame(event.frame, live);
        break;
      case 'guard':
        this.line(`  ■ stopped by guard \`${event.expression}\`: ${event.message}`);
        break;
      case 'log':
        if (this.verbose || event.level !== 'info') this.line(`  ${event.level}: ${event.line}`);
        break;
      case 'finished':
        this.block.clear();
        break;
      case 'step-failed':
        this.line(`  ${event.message}`);
        break;
      case 'monitor-failed':
      case 'totals':
      case 'verdicts':
        break;
    }
  }

  private showFrame(frame: Frame, live: LiveRun): void {
    // The rate of a fragment would be extrapolated, and its clock would run past the end of the load.
    if (isFragment(frame)) return;
    if (this.output.isTerminal) {
      this.block.draw([this.figures(frame), ...guardLines(live), ...checkLines(live)]);
      return;
    }
    const { short, long } = SECONDS_BETWEEN_LINES;
    const every = (this.plannedMs ?? elapsedMs(frame)) <= SHORT_RUN_MS ? short : long;
    if ((frame.second + 1) % every === 0) this.line(this.figures(frame));
  }

  private figures(frame: Frame): string {
    const second = new SecondView(frame, false);
    const show = (name: string, statistic: 'p95' | 'max' | undefined, metric: keyof typeof METRICS): string => {
      const measured = measure(second, { statistic, metric, tags: {} }, METRICS[metric]);
      return `${name} ${measured === undefined ? '–' : formatValue(measured.value, measured.dimension)}`;
    };
    return [
      `  ${String(frame.second + 1).padStart(4)} s`,
      ...(frame.stage === '' ? [] : [`stage ${frame.stage}`]),
      show('users', 'max', 'users'),
      show('throughput', undefined, 'throughput'),
      show('p95', 'p95', 'latency'),
      show('errors', undefined, 'error_rate'),
      ...this.timeLeft(frame),
    ].join(' · ');
  }

  private timeLeft(frame: Frame): string[] {
    if (this.plannedMs === undefined) return [];
    const left = this.plannedMs - elapsedMs(frame);
    return [left > 0 ? `${formatDuration(Math.ceil(left / 1000) * 1000)} left` : 'finishing'];
  }

  private line(text: string): void {
    this.block.clear();
    this.output.out(text);
  }
}

function elapsedMs({ second, durationMs }: Frame): number {
  return second * 1000 + durationMs;
}

function guardLines({ guards }: LiveRun): string[] {
  return guards.distances().map(({ expression, nearness, observed, unit, held }) => {
    const now =
      observed === undefined ? 'nothing measured yet' : `now ${formatValue(observed, dimensionOfBaseUnit(unit))}`;
    const since = held && held.ms > 0 ? `, true for ${formatDuration(held.ms)} of ${formatDuration(held.ofMs)}` : '';
    return `  guard ${expression}: ${now}, ${Math.round(nearness * 100)} % of the way${since}`;
  });
}

function checkLines({ fold }: LiveRun): string[] {
  const { checks } = runResult(fold, 'running');
  const guardIds = new Set(fold.setup.guards.map(({ id }) => id));
  return checks
    .filter(({ id }) => !guardIds.has(id))
    .map(({ expression, observed, unit, verdict }) => {
      const now = observed === undefined ? 'nothing measured yet' : formatValue(observed, dimensionOfBaseUnit(unit));
      return `  check ${expression}: ${now}${verdict === 'fail' ? ` (${formatVerdict('fail')})` : ''}`;
    });
}
