import type { Monitor } from '../../configs/plan/plan.ts';
import { messageOf } from '../../errors.ts';
import type { MonitorFailure } from '../../run/monitorFailure.ts';
import type { MonitorReading } from '../../run/monitorReadings.ts';
import { SampleFailure } from './sampleFailure.ts';

export type MonitorNews =
  | { kind: 'reading'; reading: MonitorReading }
  /** The first failure of its kind. */
  | { kind: 'failure'; monitor: string; failure: MonitorFailure };

export interface SamplerOptions {
  sample: (monitor: Monitor, signal: AbortSignal) => Promise<number>;
  /** ms since the Unix epoch. */
  now: () => number;
  tell: (news: MonitorNews) => void;
}

interface Watched {
  monitor: Monitor;
  samples: number;
  failed: number;
  lastFailure: string;
  kinds: Set<string>;
  /** The sample that is under way. A monitor is not asked again before it has answered. */
  current: Promise<void> | undefined;
}

/** Asks each monitor for its value, at once and then in its own rhythm, until it is stopped. */
export class MonitorSampler {
  private readonly watched: Watched[];
  private readonly timers: NodeJS.Timeout[] = [];
  private readonly over = new AbortController();

  constructor(
    monitors: readonly Monitor[],
    private readonly options: SamplerOptions,
  ) {
    this.watched = monitors.map((monitor) => ({
      ...{ monitor, samples: 0, failed: 0, lastFailure: '', kinds: new Set<string>() },
      current: undefined,
    }));
  }

  /** Only the first call counts. */
  start(): void {
    if (this.timers.length > 0 || this.over.signal.aborted) return;
    for (const watched of this.watched) {
      this.ask(watched);
      this.timers.push(setInterval(() => this.ask(watched), watched.monitor.everyMs));
    }
  }

  /** A sample that is under way is given up and counts for nothing. */
  async stop(): Promise<void> {
    this.over.abort();
    for (const timer of this.timers) clearInterval(timer);
    await Promise.all(this.watched.map(({ current }) => current ?? Promise.resolve()));
  }

  /** The monitors that could not always tell their value, or had no time to tell it once. */
  failures(): { monitor: string; failure: MonitorFailure }[] {
    return this.watched
      .filter(({ failed, samples }) => failed > 0 || samples === 0)
      .map((watched) => ({ monitor: watched.monitor.id, failure: failureOf(watched) }));
  }

  private ask(watched: Watched): void {
    if (watched.current !== undefined) return;
    watched.current = this.sampleOnce(watched).finally(() => (watched.current = undefined));
  }

  private async sampleOnce(watched: Watched): Promise<void> {
    const { sample, now, tell } = this.options;
    const { signal } = this.over;
    try {
      const value = await sample(watched.monitor, signal);
      if (signal.aborted) return;
      watched.samples += 1;
      tell({ kind: 'reading', reading: { monitor: watched.monitor.id, value, at: now() } });
    } catch (error) {
      if (signal.aborted) return;
      watched.samples += 1;
      watched.failed += 1;
      watched.lastFailure = messageOf(error);
      const kind = error instanceof SampleFailure ? error.kind : watched.lastFailure;
      if (watched.kinds.has(kind)) return;
      watched.kinds.add(kind);
      tell({ kind: 'failure', monitor: watched.monitor.id, failure: failureOf(watched) });
    }
  }
}

function failureOf({ lastFailure, failed, samples }: Watched): MonitorFailure {
  const message = samples === 0 ? 'the load was over before it had answered once' : lastFailure;
  return { message, failed, samples };
}
