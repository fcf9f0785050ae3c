import { add } from '../../runners/artillery/counts.ts';
import type { RequestFigures, TapBucket } from '../../runners/artillery/tapMessage.ts';
import { Histogram } from '../../stats/histogram.ts';

/** Different names of metrics, and of requests; a script that makes up names must not fill the memory. */
const MOST_NAMES = 200;
const OTHER = 'other';

export class RequestRecord {
  begun = 0;
  responses = 0;
  bytesIn = 0;
  readonly statuses: Record<string, number> = {};
  readonly errors: Record<string, number> = {};
  readonly latency = new Histogram();
  readonly ttfb = new Histogram();
  readonly connect = new Histogram();

  constructor(readonly name: string) {}

  asFigures(): RequestFigures {
    const { name, begun, responses, bytesIn, statuses, errors, latency, ttfb, connect } = this;
    return {
      ...{ name, begun, responses, bytesIn, statuses, errors },
      ...{ latency: latency.toSparse(), ttfb: ttfb.toSparse(), connect: connect.toSparse() },
    };
  }
}

/** Adds up what happens in a worker until the next bucket is told. */
export class Figures {
  private counters: Record<string, number> = {};
  private errors: Record<string, number> = {};
  private trends = new Map<string, Histogram>();
  private requests = new Map<string, RequestRecord>();
  private readonly names = { counter: new Set<string>(), trend: new Set<string>(), request: new Set<string>() };

  count(name: string, value: number): void {
    add(this.counters, this.bounded('counter', name), value);
  }

  countError(what: string): void {
    add(this.errors, this.bounded('counter', what), 1);
  }

  record(name: string, value: number): void {
    const bounded = this.bounded('trend', name);
    const histogram = this.trends.get(bounded) ?? new Histogram();
    histogram.record(value);
    this.trends.set(bounded, histogram);
  }

  /** Where the requests of this name are counted now. */
  request(name: string): RequestRecord {
    const bounded = this.bounded('request', name);
    const record = this.requests.get(bounded) ?? new RequestRecord(bounded);
    this.requests.set(bounded, record);
    return record;
  }

  /** Everything since the last call. */
  take(): Pick<TapBucket, 'counters' | 'trends' | 'requests' | 'errors'> {
    const { counters, errors, trends, requests } = this;
    this.counters = {};
    this.errors = {};
    this.trends = new Map();
    this.requests = new Map();
    return {
      counters,
      errors,
      trends: Object.fromEntries([...trends].map(([name, histogram]) => [name, histogram.toSparse()])),
      requests: [...requests.values()].map((record) => record.asFigures()),
    };
  }

  private bounded(kind: keyof typeof this.names, name: string): string {
    const known = this.names[kind];
    if (!known.has(name) && known.size >= MOST_NAMES) return OTHER;
    known.add(name);
    return name;
  }
}
