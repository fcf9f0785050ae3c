import type { SeriesSample, Tags } from '../../run/aggregate.ts';
import { readPrometheus, type PrometheusSample } from './prometheusText.ts';

/** Time that is spent in calls: how many there were and how long they took together. */
interface Calls {
  count: number;
  seconds: number;
}

const NO_CALLS: Calls = { count: 0, seconds: 0 };

/**
 * What Coder's own counters say while a scale test runs, as what was added since the last look. They are counted from
 * the start of the process, so a look that is missed loses nothing but its second.
 */
export class LiveFigures {
  /** How many times the counters were read. */
  looks = 0;
  private looksTold = 0;
  private readonly now = new Map<string, { metric: string; tags: Tags; total: number }>();
  private readonly told = new Map<string, number>();
  private readonly callsNow = new Map<string, { metric: string; tags: Tags; calls: Calls }>();
  private readonly callsTold = new Map<string, Calls>();

  take(text: string): void {
    this.looks += 1;
    this.now.clear();
    this.callsNow.clear();
    for (const sample of readPrometheus(text)) this.takeSample(sample);
  }

  /** What was counted up to now; undefined when that was not told. */
  total(metric: string): number | undefined {
    const found = [...this.now.values()].filter((counter) => counter.metric === metric);
    return found.length === 0 ? undefined : found.reduce((sum, { total }) => sum + total, 0);
  }

  /** What was added since the last call; nothing when there was no look since: that is no news, and not a zero. */
  added(): SeriesSample[] {
    if (this.looks === this.looksTold) return [];
    this.looksTold = this.looks;
    return [...this.addedCounts(), ...this.addedCalls()];
  }

  private addedCounts(): SeriesSample[] {
    return [...this.now].map(([key, { metric, tags, total }]) => {
      const added = Math.max(0, total - (this.told.get(key) ?? 0));
      this.told.set(key, total);
      return { metric, tags, sample: { kind: 'counter', total: added } };
    });
  }

  private addedCalls(): SeriesSample[] {
    return [...this.callsNow].flatMap(([key, { metric, tags, calls }]) => {
      const before = this.callsTold.get(key) ?? NO_CALLS;
      const count = calls.count - before.count;
      if (count <= 0) return [];
      this.callsTold.set(key, calls);
      const avg = ((calls.seconds - before.seconds) / count) * 1000;
      // Only their number and their sum are exact: what the buckets say between their edges is not.
      return [{ metric, tags, sample: { kind: 'summary', count, avg, min: NaN, max: NaN, percentiles: {} } }];
    });
  }

  private takeSample({ name, labels, value }: PrometheusSample): void {
    const request = { request: labels['action'] ?? '' };
    switch (name) {
      case 'bytes_read_total':
        return this.count('bytes_in', {}, value);
      case 'bytes_written_total':
        return this.count('bytes_out', {}, value);
      case 'read_errors_total':
      case 'write_errors_total':
        return this.count('connection_errors', {}, value);
      case 'read_latency_seconds_sum':
      case 'write_latency_seconds_sum':
        return this.call(latencyName(name), {}, { count: 0, seconds: value });
      case 'read_latency_seconds_count':
      case 'write_latency_seconds_count':
        // Each run records a first value of 0 that no call took.
        return this.call(latencyName(name), {}, { count: Math.max(0, value - 1), seconds: 0 });
      case 'dashboard_duration_seconds_sum':
        return this.call('action_duration', request, { count: 0, seconds: value });
      case 'dashboard_duration_seconds_count':
        // Every action is timed, and one that failed is counted as an error besides.
        this.count('requests', request, value);
        this.count('failures', request, 0);
        return this.call('action_duration', request, { count: value, seconds: 0 });
      case 'dashboard_errors_total':
        return this.count('failures', request, value);
      default:
        return;
    }
  }

  private count(metric: string, tags: Tags, value: number): void {
    const key = JSON.stringify([metric, tags]);
    this.now.set(key, { metric, tags, total: (this.now.get(key)?.total ?? 0) + value });
  }

  private call(metric: string, tags: Tags, added: Calls): void {
    const key = JSON.stringify([metric, tags]);
    const { count, seconds } = this.callsNow.get(key)?.calls ?? NO_CALLS;
    const calls = { count: count + added.count, seconds: seconds + added.seconds };
    this.callsNow.set(key, { metric, tags, calls });
  }
}

function latencyName(name: string): string {
  return name.startsWith('read') ? 'read_latency' : 'write_latency';
}
