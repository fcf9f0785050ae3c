import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Monitor } from '../../../core/configs/plan/plan.ts';
import { SampleFailure } from '../../../core/node/monitors/sampleFailure.ts';
import { withMonitors, type MonitoredEvent } from '../../../core/node/monitors/withMonitors.ts';
import { EventQueue } from '../../../core/node/tool/eventQueue.ts';
import type { ExecutionEvent } from '../../../core/node/tool/executeTool.ts';
import { counter, frame } from '../../core/run/helpers.ts';

const START = 1_700_000_000_000;
const cpu: Monitor = { id: 'cpu', span: [0, 0], source: { kind: 'command', command: ['cpu'] }, everyMs: 2000 };

/** A load whose events are said by the test, at the time that the fake clock shows. */
class Load {
  readonly seen: MonitoredEvent[] = [];
  isStopped = false;
  private readonly queue = new EventQueue<ExecutionEvent>();
  readonly done: Promise<void>;

  constructor(sample: (monitor: Monitor, signal: AbortSignal) => Promise<number>, monitors = [cpu]) {
    const stopLoad = (): void => {
      this.isStopped = true;
      this.queue.close();
    };
    this.done = this.read(withMonitors(this.queue, { monitors, sample, now: Date.now, stopLoad }));
  }

  async say(...events: ExecutionEvent[]): Promise<void> {
    await this.queue.push(events);
    await vi.advanceTimersByTimeAsync(0);
  }

  begin(): Promise<void> {
    return this.say({ kind: 'stage', at: Date.now(), stage: 'main', index: 0, level: '1 user', warmup: false });
  }

  second(second: number): Promise<void> {
    return this.say({ kind: 'frame', at: Date.now(), frame: frame(second, [counter('requests', 1)]) });
  }

  async end(): Promise<void> {
    await this.say({ kind: 'ended', at: Date.now(), end: { kind: 'completed' } });
    this.queue.close();
    await this.done;
  }

  /** `[second, last reading]` of each frame that has one. */
  readings(kind: 'frame' | 'readings'): [number, number][] {
    return this.seen.flatMap((event): [number, number][] => {
      if (event.kind !== kind) return [];
      const found = event.frame.samples.find(({ metric }) => metric === 'cpu')?.sample;
      return found?.kind === 'gauge' ? [[event.frame.second, found.last]] : [];
    });
  }

  private async read(events: AsyncIterable<MonitoredEvent>): Promise<void> {
    for await (const event of events) this.seen.push(event);
  }
}

beforeEach(() => void vi.useFakeTimers({ now: START }));
afterEach(() => void vi.useRealTimers());

describe('withMonitors', () => {
  it('asks from the first stage to the end, in the rhythm of each monitor', async () => {
    let asked = 0;
    const load = new Load(() => Promise.resolve((asked += 1)));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(asked).toBe(0);
    await load.begin();
    for (let second = 0; second < 5; second += 1) {
      await vi.advanceTimersByTimeAsync(1000);
      await load.second(second);
    }
    await load.end();
    expect(load.readings('frame')).toEqual([
      [0, 1],
      [2, 2],
      [4, 3],
    ]);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(asked).toBe(3);
    expect(load.seen.at(-1)?.kind).toBe('ended');
  });

  it('shows readings to guards while the load generator tells nothing, and loses none of them', async () => {
    let asked = 0;
    const load = new Load(() => Promise.resolve((asked += 1)));
    await load.begin();
    await vi.advanceTimersByTimeAsync(5000);
    expect(load.readings('readings')).toEqual([
      [0, 1],
      [2, 2],
      [4, 3],
    ]);
    expect(load.readings('frame')).toEqual([]);
    for (const second of [0, 1, 2, 3]) await load.second(second);
    await load.end();
    expect(load.readings('frame')).toEqual([
      [0, 1],
      [2, 2],
      [4, 3],
    ]);
  });

  it('does not ask a slow monitor again before it has answered', async () => {
    let open = 0;
    let most = 0;
    const load = new Load(async (_, signal) => {
      most = Math.max(most, (open += 1));
      await new Promise((resolve) => {
        setTimeout(resolve, 5000);
        signal.addEventListener('abort', resolve);
      });
      return (open -= 1);
    });
    await load.begin();
    await vi.advanceTimersByTimeAsync(20_000);
    await load.end();
    expect(most).toBe(1);
  });

  it('logs each kind of failure once and counts them all; the load goes on', async () => {
    let asked = 0;
    const load = new Load(() => {
      asked += 1;
      if (asked === 2) return Promise.resolve(0.5);
      const kind = asked === 3 ? 'no-value' : 'no-answer';
      return Promise.reject(new SampleFailure(kind, `${kind} ${asked}`));
    });
    await load.begin();
    await vi.advanceTimersByTimeAsync(8100);
    await load.second(0);
    await load.end();
    const logged = load.seen.flatMap((event) => (event.kind === 'log' ? [event.line] : []));
    expect(logged).toEqual([
      'monitor `cpu`: no-answer 1; 1 of 1 samples failed',
      'monitor `cpu`: no-value 3; 2 of 3 samples failed',
      'monitor `cpu`: no-answer 5; 4 of 5 samples failed',
    ]);
    expect(load.seen.at(-2)).toMatchObject({ kind: 'monitor-failed', monitor: 'cpu', failed: 4, samples: 5 });
    expect(load.seen.at(-1)).toMatchObject({ kind: 'ended', end: { kind: 'completed' } });
  });

  it('says so when the load was over before a monitor had answered', async () => {
    const load = new Load((_, signal) => new Promise((_resolve, reject) => signal.addEventListener('abort', reject)));
    await load.begin();
    await load.end();
    expect(load.seen.find(({ kind }) => kind === 'monitor-failed')).toMatchObject({ failed: 0, samples: 0 });
  });

  it('stops the load when its reader leaves', async () => {
    const queue = new EventQueue<ExecutionEvent>();
    const stopLoad = vi.fn(() => queue.close());
    const sample = () => Promise.resolve(1);
    const events = withMonitors(queue, { monitors: [cpu], sample, now: Date.now, stopLoad });
    await queue.push([{ kind: 'totals', at: START, samples: [] }]);
    for await (const event of events) if (event.kind === 'totals') break;
    expect(stopLoad).toHaveBeenCalledOnce();
  });
});
