import type { SampleKey } from './samples.ts';

/** What a sample tells of the load as a whole, by what it is a sample of. */
export interface LoadMark {
  /** Whether it shows that a load goes on. Levels are told also before the load begins and after it has ended. */
  ofLoad: 'always' | 'unlessZero' | 'never';
  /** Its value is the time in ms that had passed when it was taken. */
  isDuration: boolean;
}

export interface MarkedSample {
  mark: LoadMark;
  at: number;
  value: number;
}

const DURATIONS: ReadonlySet<string> = new Set([
  'http_req_duration',
  'iteration_duration',
  'group_duration',
  'grpc_req_duration',
]);

/** What setup and teardown do has no scenario; how many users are at work is 0 then. */
export function markOf({ metric, scenario }: Pick<SampleKey, 'metric' | 'scenario'>): LoadMark {
  const ofLoad = metric === 'vus' ? 'unlessZero' : metric === 'vus_max' || scenario === '' ? 'never' : 'always';
  return { ofLoad, isDuration: DURATIONS.has(metric) };
}

export function isOfLoad({ ofLoad }: LoadMark, value: number): boolean {
  return ofLoad === 'always' || (ofLoad === 'unlessZero' && value !== 0);
}

/**
 * When the load of these samples began, in ms; undefined where none is of a load. k6 takes a sample at the end of what
 * it measures, so the load began as much earlier. `resolutionMs`: what the times are cut off to; on average they were
 * half of that later.
 */
export function loadBeginOf(samples: readonly MarkedSample[], resolutionMs: number): number | undefined {
  let begin = Infinity;
  for (const { mark, at, value } of samples) {
    if (!isOfLoad(mark, value)) continue;
    begin = Math.min(begin, at + (resolutionMs - 1) / 2 - (mark.isDuration ? Math.max(0, value) : 0));
  }
  return Number.isFinite(begin) ? Math.floor(begin / resolutionMs) * resolutionMs : undefined;
}
