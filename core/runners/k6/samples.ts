import type { SeriesSample, Tags } from '../../run/aggregate.ts';
import type { Frame } from '../../run/runEvent.ts';
import { Histogram } from '../../stats/histogram.ts';
import type { LoadClock } from './loadClock.ts';
import { STAGE_TAG } from './wrapper.ts';

/** Samples of a second come up to this late: k6 writes them about once a second, each user's when its pass allows. */
const LATE_MS = 2000;
/** Different names of requests that are told apart; a script that puts ids into its URLs makes one for each. */
const MOST_REQUESTS = 200;
export const OTHER_REQUESTS = '(others)';

export type MetricType = 'counter' | 'gauge' | 'rate' | 'trend';
type Row = Record<'metric' | 'scenario' | 'status' | 'request' | 'extra', string> & { at: number; value: number };
type Columns = Record<
  'metric_name' | 'timestamp' | 'metric_value' | 'scenario' | 'status' | 'name' | 'extra_tags',
  number
>;

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

interface Entry {
  metric: string;
  tags: Tags;
  k6Name: string;
  histogram: Histogram;
  /** A gauge may be negative, which a histogram cannot hold. */
  level: { last: number; min: number; max: number; sum: number };
}

/** Makes frames of k6's samples, line by line from its CSV file. Memory holds the seconds that are not told yet. */
export class SampleFrames {
  /** Rows that could not be read. */
  garbage = 0;
  private columns: Columns | undefined;
  private readonly seconds = new Map<number, Map<string, Entry>>();
  private readonly requests = new Set<string>();
  private nextSecond = 0;
  private latestAt = 0;

  constructor(
    private readonly clock: LoadClock,
    private readonly typeOf: (k6Name: string) => MetricType | undefined,
    private readonly stageNames: readonly string[],
  ) {}

  add(line: string): void {
    const fields = splitCsv(line);
    if (this.columns === undefined) {
      this.columns = columnsOf(fields);
      return;
    }
    const row = rowOf(fields, this.columns);
    if (row === undefined) this.garbage += 1;
    else this.take(row);
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

  private take(row: Row): void {
    const { metric, scenario, status, at, value } = row;
    const isLevel = metric === 'vus' || metric === 'vus_max';
    // What setup and teardown do is no load.
    if (scenario === '' && !isLevel) return;
    this.latestAt = Math.max(this.latestAt, at);
    this.clock.startAt(at);
    const start = this.clock.start ?? at;
    const second = Math.max(this.nextSecond, Math.floor((at - start) / 1000), 0);
    let entries = this.seconds.get(second);
    if (entries === undefined) this.seconds.set(second, (entries = new Map<string, Entry>()));
    const tags = isLevel ? {} : this.tagsOf(row);
    const record = (name: string, of: Tags, amount: number): void => addTo(entries, name, metric, of, amount);
    const answered = status !== '' && status !== '0';
    if (metric === 'http_reqs') {
      record('requests', tags, value);
      if (status !== '') record('responses', tags, answered ? value : 0);
    } else if (metric === 'http_req_failed') {
      const how: Tags = value === 0 ? {} : answered ? { status } : { error: 'no-response' };
      record('failures', { ...tags, ...how }, value);
    }
    const known = Object.hasOwn(VOCABULARY, metric) ? VOCABULARY[metric] : undefined;
    if (known !== undefined && (known.ofResponses === undefined || answered)) record(known.metric, tags, value);
    if (known?.metric !== metric) record(metric, tags, value);
    // A pass that ended shows that arrivals would be counted, too, had any been dropped.
    if (metric === 'iterations') addTo(entries, 'dropped_iterations', 'dropped_iterations', tags, 0);
  }

  private tagsOf({ scenario, request, extra }: Row): Tags {
    const index = Number(new RegExp(`(?:^|&)${STAGE_TAG}=(\\d+)`).exec(extra)?.[1]);
    const stage = this.stageNames[index - 1];
    return {
      scenario,
      ...(stage === undefined ? {} : { stage }),
      ...(request === '' ? {} : { request: this.requestName(request) }),
    };
  }

  private requestName(request: string): string {
    if (this.requests.has(request)) return request;
    if (this.requests.size >= MOST_REQUESTS) return OTHER_REQUESTS;
    this.requests.add(request);
    return request;
  }

  private framesBefore(end: number, start: number): Frame[] {
    const ready = [...this.seconds.keys()].filter((second) => second < end).sort((a, b) => a - b);
    return ready.map((second) => {
      const entries = this.seconds.get(second) ?? new Map<string, Entry>();
      this.seconds.delete(second);
      this.nextSecond = second + 1;
      const from = start + second * 1000;
      const placed = this.clock.stageAt(from + 500)?.stage;
      const durationMs = Math.max(1, Math.min(1000, this.latestAt - from));
      const samples = [...entries.values()].map((entry) => this.sampleOf(entry));
      return { second, durationMs, stage: placed?.name ?? '', warmup: placed?.warmup ?? false, samples };
    });
  }

  private sampleOf({ metric, tags, k6Name, histogram, level }: Entry): SeriesSample {
    const isCount = metric === 'requests' || metric === 'responses' || metric === 'failures';
    switch (isCount ? 'counter' : (this.typeOf(k6Name) ?? 'trend')) {
      case 'counter':
        return { metric, tags, sample: { kind: 'counter', total: level.sum } };
      case 'gauge':
        return { metric, tags, sample: { kind: 'gauge', ...level, count: histogram.count } };
      case 'rate':
      case 'trend':
        return { metric, tags, sample: { kind: 'trend', histogram: histogram.toSparse() } };
    }
  }
}

function addTo(entries: Map<string, Entry>, metric: string, k6Name: string, tags: Tags, value: number): void {
  const key = `${metric}\n${Object.entries(tags).flat().join('\n')}`;
  let entry = entries.get(key);
  if (entry === undefined) {
    const level = { last: value, min: value, max: value, sum: 0 };
    entries.set(key, (entry = { metric, tags, k6Name, histogram: new Histogram(), level }));
  }
  const { level } = entry;
  entry.histogram.record(value);
  entry.level = {
    last: value,
    min: Math.min(level.min, value),
    max: Math.max(level.max, value),
    sum: level.sum + value,
  };
}

function columnsOf(names: readonly string[]): Columns {
  const at = (name: string): number => names.indexOf(name);
  return {
    metric_name: at('metric_name'),
    timestamp: at('timestamp'),
    metric_value: at('metric_value'),
    scenario: at('scenario'),
    status: at('status'),
    name: at('name'),
    extra_tags: at('extra_tags'),
  };
}

function rowOf(fields: readonly string[], columns: Columns): Row | undefined {
  const field = (at: number): string => fields[at] ?? '';
  const row = {
    metric: field(columns.metric_name),
    at: Number(field(columns.timestamp)),
    value: Number(field(columns.metric_value)),
    scenario: field(columns.scenario),
    status: field(columns.status),
    request: field(columns.name),
    extra: field(columns.extra_tags),
  };
  const isWhole = row.metric !== '' && row.at > 0 && Number.isFinite(row.value) && field(columns.metric_value) !== '';
  return isWhole ? row : undefined;
}

function splitCsv(line: string): string[] {
  if (!line.includes('"')) return line.split(',');
  const fields: string[] = [];
  for (const [, quoted, plain] of line.matchAll(/(?:"((?:[^"]|"")*)"|([^,]*))(?:,|$)/g)) {
    fields.push(quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'));
  }
  return fields;
}
