import type { Monitor } from '../../configs/plan/plan.ts';
import { monitorFailureText, type MonitorFailure } from '../../run/monitorFailure.ts';
import { MonitorReadings } from '../../run/monitorReadings.ts';
import type { Frame, RunEvent } from '../../run/runEvent.ts';
import { EventQueue } from '../tool/eventQueue.ts';
import type { ExecutionEvent } from '../tool/executeTool.ts';
import { MonitorSampler, type MonitorNews } from './monitorSampler.ts';

export type MonitoredEvent =
  | ExecutionEvent
  | Extract<RunEvent, { kind: 'monitor-failed' }>
  /** A second with readings, as soon as it is over: for guards only. The same readings come again in a frame. */
  | { kind: 'readings'; frame: Frame };

export interface MonitoringOptions {
  monitors: readonly Monitor[];
  sample: (monitor: Monitor, signal: AbortSignal) => Promise<number>;
  /** ms since the Unix epoch. */
  now: () => number;
  /** Stops the load, should whoever reads this leave early. */
  stopLoad: () => void;
}

type News = ExecutionEvent | MonitorNews | { kind: 'tick' };

const TICK_MS = 1000;

/**
 * The events of a load with the readings of the monitors in its frames. Monitors are asked from the first stage or
 * frame until the load has ended; what becomes of them never changes what becomes of the load.
 */
export async function* withMonitors(
  load: AsyncIterable<ExecutionEvent>,
  options: MonitoringOptions,
): AsyncGenerator<MonitoredEvent, void, undefined> {
  if (options.monitors.length === 0) {
    yield* load;
    return;
  }
  const { monitors, sample, now, stopLoad } = options;
  const queue = new EventQueue<News>();
  const readings = new MonitorReadings();
  const sampler = new MonitorSampler(monitors, { sample, now, tell: (news) => void queue.push([news]) });
  const ticker = setInterval(() => void queue.push([{ kind: 'tick' }]), TICK_MS);
  const whole = forward(load, queue);
  // The reader below meets the end of the queue first; that this was rejected is told by waiting for it afterwards.
  whole.catch(() => undefined);
  const begin = (at: number): void => {
    readings.loadStarted(at);
    sampler.start();
  };
  let ended: ExecutionEvent | undefined;
  try {
    for await (const news of queue) {
      switch (news.kind) {
        case 'reading':
          readings.add(news.reading);
          break;
        case 'failure':
          yield* failureEvents(news.monitor, news.failure, now());
          break;
        case 'tick':
          for (const frame of readings.secondsUntil(now())) yield { kind: 'readings', frame };
          break;
        case 'stage':
          begin(news.at);
          readings.stageStarted(news.stage, news.warmup);
          yield news;
          break;
        case 'frame':
          // It comes when its second is over.
          begin(news.at - news.frame.second * 1000 - news.frame.durationMs);
          yield { ...news, frame: readings.merge(news.frame) };
          break;
        case 'ended':
          ended = news;
          break;
        case 'totals':
        case 'verdicts':
        case 'step-failed':
        case 'log':
          yield news;
          break;
      }
    }
    await whole;
    await sampler.stop();
    for (const frame of readings.rest()) yield { kind: 'frame', at: now(), frame };
    for (const { monitor, failure } of sampler.failures()) yield* failureEvents(monitor, failure, now());
    if (ended !== undefined) yield ended;
  } finally {
    clearInterval(ticker);
    queue.close();
    if (ended === undefined) stopLoad();
    await Promise.allSettled([sampler.stop(), whole]);
  }
}

async function forward(load: AsyncIterable<ExecutionEvent>, queue: EventQueue<News>): Promise<void> {
  try {
    for await (const event of load) await queue.push([event]);
  } finally {
    queue.close();
  }
}

function* failureEvents(monitor: string, failure: MonitorFailure, at: number): Generator<MonitoredEvent> {
  yield { kind: 'log', at, source: 'headroom', level: 'warning', line: monitorFailureText(monitor, failure) };
  yield { kind: 'monitor-failed', at, monitor, ...failure };
}
