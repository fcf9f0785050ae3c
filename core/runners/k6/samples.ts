import type { SeriesSample, Tags } from '../../run/aggregate.ts';
import type { Frame } from '../../run/runEvent.ts';
import { Histogram } from '../../stats/histogram.ts';
import type { LoadClock } from './loadClock.ts';

/** Samples of a second come up to this late: k6 writes them about once a second, each user's when its pass allows. */
const LATE_MS = 2000;
/** Different names of requests that are told apart; a script that puts ids into its URLs makes one for each. */
const MOST_REQUESTS = 200;
export const OTHER_REQUESTS = '(others)';
/** Ways that are remembered by name; made anew where there are more. */
const MOST_ROUTES = 10_000;

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
}

interface Target {
  series: Series;
  /** Counted as 0 whatever the value is: that something is known and did not happen. */
  isZero: boolean;
}

interface Series {
  id: number;
  metric: string;
  tags: Tags;
  k6Name: string;
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

/** Makes frames of k6's samples, one by one. Memory holds the seconds that are not told yet. */
export class SampleFrames {
  /** Lines that could not be read. */
  garbage = 0;
  private readonly seconds = new Map<number, Entries>();
  private current: { second: number; entries: Entries } = { second: -1, entries: [] };
  private readonly series = new Map<string, Series>();
  private readonly routes = new Map<string, Route>();
  private readonly requests = new Set<string>();
  private nextSecond = 0;
  private latestAt = 0;

  constructor(
    private readonly clock: LoadClock,
    private readonly typeOf: (k6Name: string) => MetricType | undefined,
    private readonly stageNames: readonly string[],
    private readonly shown: (request: string) => string = (request) => request,
  ) {}

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
    if (at > this.latestAt) this.latestAt = at;
    if (this.clock.start === undefined) this.clock.startAt(at);
    const entries = this.entriesAt(Math.max(this.nextSecond, Math.floor((at - (this.clock.start ?? at)) / 1000), 0));
    for (const { series, isZero } of targets) {
      const entry = (entries[series.id] ??= new Entry(series, this.kindOf(series)));
      entry.add(isZero ? 0 : value);
    }
  }

  routeOf(key: SampleKey): Route {
    const { metric, scenario, status } = key;
    const isLevel = metric === 'vus' || metric === 'vus_max';
    // What setup and teardown do is no load.
    if (scenario === '' && !isLevel) return { whenZero: [], otherwise: [] };
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
    if (metric !== 'http_req_failed') return { whenZero: targets, otherwise: targets };
    const how: Tags = answered ? { status } : { error: 'no-response' };
    return {
      whenZero: [target('failures', tags), ...targets],
      otherwise: [target('failures', { ...tags, ...how }), ...targets],
    };
  }

  /** Frames of the seconds for which nothing more comes. */
  complete(): Frame[] {
    const { start } = this.clock;
    return start === undefined ? [] : this.framesBefore(Math.floor((this.latestAt - LATE_MS - start) / 1000), start);
  }

  /** All that is left, the last second as long as it was. */
  rest(): Frame[] {
    return this.clock.start === undefined ? [] : this.framesBefore(Infinity, this.clock.start);
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

  private framesBefore(end: number, start: number): Frame[] {
    const ready = [...this.seconds.keys()].filter((second) => second < end).sort((a, b) => a - b);
    return ready.map((second) => {
      const entries = this.seconds.get(second) ?? [];
      this.seconds.delete(second);
      this.current = { second: -1, entries: [] };
      this.nextSecond = second + 1;
      const from = start + second * 1000;
      const placed = this.clock.stageAt(from + 500)?.stage;
      const durationMs = Math.max(1, Math.min(1000, this.latestAt - from));
      const samples = entries.flatMap((entry) => (entry === undefined ? [] : [this.sampleOf(entry)]));
      return { second, durationMs, stage: placed?.name ?? '', warmup: placed?.warmup ?? false, samples };
    });
  }

  /** Undefined while k6 has not told it. */
  private kindOf({ metric, k6Name }: Series): MetricType | undefined {
    return COUNTS.has(metric) ? 'counter' : this.typeOf(k6Name);
  }

  private sampleOf(entry: Entry): SeriesSample {
    const { metric, tags } = entry.series;
    switch (this.kindOf(entry.series) ?? 'trend') {
      case 'counter':
        return { metric, tags, sample: { kind: 'counter', total: entry.sum } };
      case 'gauge':
        return { metric, tags, sample: { kind: 'gauge', ...entry.level() } };
      case 'rate':
      case 'trend':
        return { metric, tags, sample: { kind: 'trend', histogram: entry.histogram.toSparse() } };
    }
  }
}

type Entries = (Entry | undefined)[];

/** The samples of one series in one second. */
class Entry {
  readonly histogram = new Histogram();
  sum = 0;
  private last = NaN;
  private min = Infinity;
  private max = -Infinity;
  private count = 0;
  /** A gauge may be negative, which a histogram cannot hold. */
  private readonly needsHistogram: boolean;

  constructor(
    readonly series: Series,
    kind: MetricType | undefined,
  ) {
    this.needsHistogram = kind !== 'counter' && kind !== 'gauge';
  }

  add(value: number): void {
    if (this.needsHistogram) this.histogram.record(value);
    this.last = value;
    this.sum += value;
    this.count += 1;
    if (value < this.min) this.min = value;
    if (value > this.max) this.max = value;
  }

  level(): { last: number; min: number; max: number; sum: number; count: number } {
    const { last, min, max, sum, count } = this;
    return { last, min, max, sum, count };
  }
}
