import type { SeriesSample, Tags } from '../../run/aggregate.ts';
import type { Frame } from '../../run/runEvent.ts';
import { loadBeginOf, markOf, showsLoad, type LoadMark, type MarkedSample } from './loadBegin.ts';
import { JudgedRequests } from './judgedRequests.ts';
import type { LoadClock } from './loadClock.ts';
import { SampleEntry, type Series } from './sampleEntry.ts';

/** Samples of a second come up to this late: k6 writes them about once a second, each user's when its pass allows. */
const LATE_MS = 2000;
/** Different names of requests that are told apart; a script that puts ids into its URLs makes one for each. */
const MOST_REQUESTS = 200;
export const OTHER_REQUESTS = '(others)';
/** Ways that are remembered by name; made anew where there are more. */
const MOST_ROUTES = 10_000;
/** Samples that wait until it is known when the load began. */
const MOST_WAITING = 500;

export type MetricType = 'counter' | 'gauge' | 'rate' | 'trend';

/** What a sample is of. An empty text is a tag that it does not have. */
export interface SampleKey {
  metric: string;
  scenario: string;
  status: string;
  request: string;
  /** Number of the planned stage, from 1; no number where the load is the script's own. */
  stage: number;
}

/** Where samples of one kind are counted. The same one serves for all samples with the same key. */
export interface Route {
  whenZero: readonly Target[];
  otherwise: readonly Target[];
  mark: LoadMark;
}

interface Target {
  series: Series;
  /** Counted as 0 whatever the value is: that something is known and did not happen. */
  isZero: boolean;
}

const VOCABULARY: Readonly<Record<string, { metric: string; ofResponses?: true }>> = {
  http_req_duration: { metric: 'latency', ofResponses: true },
  http_req_waiting: { metric: 'ttfb', ofResponses: true },
  http_req_connecting: { metric: 'connect' },
  iteration_duration: { metric: 'iteration_duration' },
  iterations: { metric: 'iterations' },
  dropped_iterations: { metric: 'dropped_iterations' },
  data_received: { metric: 'bytes_in' },
  data_sent: { metric: 'bytes_out' },
  vus: { metric: 'users' },
};
const COUNTS: ReadonlySet<string> = new Set(['requests', 'responses', 'failures']);

export interface SampleOptions {
  /** How a request is called where people read. */
  shown?: (request: string) => string;
  /** What the times of samples are cut off to, in ms: a second that k6 states as such is a whole one. */
  resolutionMs?: number;
}

/** Makes frames of k6's samples, one by one. Memory holds the seconds that are not told yet. */
export class SampleFrames {
  /** Lines that could not be read. */
  garbage = 0;
  /** Metrics of which nothing told what kind they are, so that no figure of them is certain. They are left out. */
  readonly unknownKinds = new Set<string>();
  /** Requests of which k6 tells whether they failed, against all of them. */
  readonly judged = new JudgedRequests();
  private readonly seconds = new Map<number, Entries>();
  private current: { second: number; entries: Entries } = { second: -1, entries: [] };
  private readonly series = new Map<string, Series>();
  private readonly routes = new Map<string, Route>();
  private readonly requests = new Set<string>();
  private waiting: (MarkedSample & { route: Route })[] = [];
  private nextSecond = 0;
  /** When the last sample was taken that shows a load, the last second that counts one, and when the last other one was. */
  private loadedUntil = -Infinity;
  private lastLoaded = -1;
  private idleUntil = -Infinity;
  private readonly shown: (request: string) => string;
  private readonly resolutionMs: number;

  constructor(
    private readonly clock: LoadClock,
    private readonly typeOf: (k6Name: string) => MetricType | undefined,
    private readonly stageNames: readonly string[],
    { shown = (request) => request, resolutionMs = 1 }: SampleOptions = {},
  ) {
    this.shown = shown;
    this.resolutionMs = resolutionMs;
  }

  add(key: SampleKey, at: number, value: number): void {
    const name = `${key.metric}\n${key.scenario}\n${key.status}\n${key.stage}\n${key.request}`;
    let route = this.routes.get(name);
    if (route === undefined) {
      route = this.routeOf(key);
      if (this.routes.size >= MOST_ROUTES) this.routes.clear();
      this.routes.set(name, route);
    }
    this.record(route, at, value);
  }

  record(route: Route, at: number, value: number): void {
    const targets = value === 0 ? route.whenZero : route.otherwise;
    if (targets.length === 0) return;
    const { start } = this.clock;
    if (start === undefined) return this.wait({ route, mark: route.mark, at, value });
    const isLoad = showsLoad(route.mark, value);
    // A level from before the load is none of it.
    if (!isLoad && at < start) return;
    const second = Math.max(this.nextSecond, Math.floor((at - start) / 1000), 0);
    if (isLoad) {
      if (at > this.loadedUntil) this.loadedUntil = at;
      if (second > this.lastLoaded) this.lastLoaded = second;
    } else if (at > this.idleUntil) this.idleUntil = at;
    const entries = this.entriesAt(second);
    for (const { series, isZero } of targets) {
      const entry = (entries[series.id] ??= new SampleEntry(series, this.kindOf(series)));
      entry.add(isZero ? 0 : value);
    }
  }

  routeOf(key: SampleKey): Route {
    const { metric, scenario, status } = key;
    const mark = markOf(key);
    const isLevel = metric === 'vus' || metric === 'vus_max';
    // What setup and teardown do is no load.
    if (scenario === '' && !isLevel) return { whenZero: [], otherwise: [], mark };
    const tags = isLevel ? {} : this.tagsOf(key);
    const target = (name: string, of: Tags, isZero = false): Target => ({
      series: this.seriesOf(name, of, metric),
      isZero,
    });
    const answered = status !== '' && status !== '0';
    const targets: Target[] = [];
    if (metric === 'http_reqs') {
      targets.push(target('requests', tags));
      if (status !== '') targets.push(target('responses', tags, !answered));
    }
    const known = Object.hasOwn(VOCABULARY, metric) ? VOCABULARY[metric] : undefined;
    if (known !== undefined && (known.ofResponses === undefined || answered)) targets.push(target(known.metric, tags));
    if (known?.metric !== metric) targets.push(target(metric, tags));
    // A pass that ended shows that arrivals would be counted, too, had any been dropped.
    if (metric === 'iterations') {
      targets.push({ series: this.seriesOf('dropped_iterations', tags, 'dropped_iterations'), isZero: true });
    }
    if (metric !== 'http_req_failed') return { whenZero: targets, otherwise: targets, mark };
    const how: Tags = answered ? { status } : { error: 'no-response' };
    return {
      whenZero: [target('failures', tags), ...targets],
      otherwise: [target('failures', { ...tags, ...how }), ...targets],
      mark,
    };
  }

  /** Frames of the seconds for which nothing more comes. */
  complete(): Frame[] {
    if (this.clock.start !== undefined || this.hasWaitedLong()) this.begin();
    const { start } = this.clock;
    const latestAt = Math.max(this.loadedUntil, this.idleUntil);
    return start === undefined ? [] : this.framesBefore(Math.floor((latestAt - LATE_MS - start) / 1000), start);
  }

  /** All that is left, the last second as long as it was. */
  rest(): Frame[] {
    this.begin();
    return this.clock.start === undefined ? [] : this.framesBefore(Infinity, this.clock.start);
  }

  private wait(sample: MarkedSample & { route: Route }): void {
    this.waiting.push(sample);
    if (this.waiting.length >= MOST_WAITING) this.begin();
  }

  private hasWaitedLong(): boolean {
    const first = this.waiting.find(({ mark, value }) => showsLoad(mark, value));
    return first !== undefined && (this.waiting.at(-1)?.at ?? 0) - first.at > LATE_MS;
  }

  /** Counts what has waited; where none of it is of a load, it is of setup. */
  private begin(): void {
    const waiting = this.waiting.splice(0);
    const at = this.clock.start ?? loadBeginOf(waiting, this.resolutionMs);
    if (at === undefined) return;
    this.clock.startAt(at);
    for (const { route, at, value } of waiting) this.record(route, at, value);
  }

  private entriesAt(second: number): Entries {
    if (second === this.current.second) return this.current.entries;
    let entries = this.seconds.get(second);
    if (entries === undefined) this.seconds.set(second, (entries = []));
    this.current = { second, entries };
    return entries;
  }

  private seriesOf(metric: string, tags: Tags, k6Name: string): Series {
    const key = `${metric}\n${Object.entries(tags).flat().join('\n')}`;
    let series = this.series.get(key);
    if (series === undefined) this.series.set(key, (series = { id: this.series.size, metric, tags, k6Name }));
    return series;
  }

  private tagsOf({ scenario, request, stage: index }: SampleKey): Tags {
    const stage = this.stageNames[index - 1];
    return {
      scenario,
      ...(stage === undefined ? {} : { stage }),
      ...(request === '' ? {} : { request: this.requestName(request) }),
    };
  }

  private requestName(written: string): string {
    const request = this.shown(written);
    if (this.requests.has(request)) return request;
    if (this.requests.size >= MOST_REQUESTS) return OTHER_REQUESTS;
    this.requests.add(request);
    return request;
  }

  /** Seconds after the load in which only levels were told, as during teardown, are none of it. */
  private framesBefore(end: number, start: number): Frame[] {
    const until = this.loadedUntil + (this.resolutionMs > 1 ? this.resolutionMs : 0);
    const ready = [...this.seconds.keys()].filter((second) => second < end && second <= this.lastLoaded);
    return ready
      .sort((a, b) => a - b)
      .map((second) => {
        const entries = this.seconds.get(second) ?? [];
        this.seconds.delete(second);
        this.current = { second: -1, entries: [] };
        this.nextSecond = second + 1;
        const from = start + second * 1000;
        const placed = this.clock.stageAt(from + 500)?.stage;
        const durationMs = Math.max(0, Math.min(1000, until - from));
        const samples = entries.flatMap((entry) => (entry === undefined ? [] : this.samplesOf(entry)));
        return { second, durationMs, stage: placed?.name ?? '', warmup: placed?.warmup ?? false, samples };
      });
  }

  /** Undefined while k6 has not told it. */
  private kindOf({ metric, k6Name }: Series): MetricType | undefined {
    return COUNTS.has(metric) ? 'counter' : this.typeOf(k6Name);
  }

  private samplesOf(entry: SampleEntry): SeriesSample[] {
    const { metric, tags } = entry.series;
    const kind = this.kindOf(entry.series);
    this.judged.add(metric, tags, entry.values);
    if (kind !== undefined) return [{ metric, tags, sample: entry.sampleOf(kind) }];
    this.unknownKinds.add(metric);
    return [];
  }
}

type Entries = (SampleEntry | undefined)[];
