import type { SampleKey } from './samples.ts';

/** What a sample tells of the load as a whole, by what it is a sample of. */
export interface LoadMark {
  /** Whether it shows that a load goes on, and whether it does as 0: levels are told before and after the load, too. */
  isOfLoad: boolean;
  isOfLoadAtZero: boolean;
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
  const isOfScenario = scenario !== '' && metric !== 'vus_max';
  return {
    isOfLoad: isOfScenario || metric === 'vus',
    isOfLoadAtZero: isOfScenario && metric !== 'vus',
    isDuration: DURATIONS.has(metric),
  };
}

export function showsLoad({ isOfLoad, isOfLoadAtZero }: LoadMark, value: number): boolean {
  return value === 0 ? isOfLoadAtZero : isOfLoad;
}

/**
 * When the load of these samples began, in ms; undefined where none is of a load. k6 takes a sample at the end of what
 * it measures, so the load began as much earlier. `resolutionMs`: what the times are cut off to; on average they were
 * half of that later.
 */
export function loadBeginOf(samples: readonly MarkedSample[], resolutionMs: number): number | undefined {
  let begin = Infinity;
  for (const { mark, at, value } of samples) {
    if (!showsLoad(mark, value)) continue;
    begin = Math.min(begin, at + (resolutionMs - 1) / 2 - (mark.isDuration ? Math.max(0, value) : 0));
  }
  return Number.isFinite(begin) ? Math.floor(begin / resolutionMs) * resolutionMs : undefined;
}
