import { IncomingMessage } from 'node:http';
import { performance } from 'node:perf_hooks';
import type { TapBucket } from '../../runners/artillery/tapMessage.ts';
import { membersOf } from './artilleryGlobal.ts';
import type { ExplainedErrors } from './explainedErrors.ts';
import type { Figures } from './figures.ts';

/** More are never on their way at once. */
const MOST_ANNOUNCED = 10_000;
const FAILED_CAPTURE = 'Failed capture or match';

interface OpenRequest {
  name: string;
  startedAt: number;
  expectedStatuses: readonly number[];
  /** A response that lacks what is captured makes a further error of the same request. */
  captures: boolean;
  hasFailed: boolean;
}

/** All that one request of the script leads to. A redirect is followed before its response is told. */
interface Exchange {
  waiting: OpenRequest[];
  answered?: OpenRequest;
}

/** Follows every HTTP request of a worker from its start to the last byte of its response. */
export class RequestWatch {
  private readonly figures: Figures;
  private readonly explained: ExplainedErrors;
  private readonly names = new WeakMap<object, string>();
  /** Requests that were announced and not sent yet, by id. */
  private readonly announced = new Map<unknown, unknown>();
  private readonly byId = new Map<unknown, Exchange>();
  private readonly open = new Set<OpenRequest>();
  private readonly latest = new WeakMap<object, OpenRequest>();

  constructor(figures: Figures, explained: ExplainedErrors) {
    this.figures = figures;
    this.explained = explained;
  }

  /** The request will be sent now, and is counted under this name. */
  announce(request: unknown, name: string): void {
    if (!isObject(request)) return;
    this.names.set(request, name);
    // A hook of the script's may give a request up without a word.
    if (this.announced.size >= MOST_ANNOUNCED) this.announced.clear();
    this.announced.set(membersOf(request)['uuid'], request);
  }

  /** Artillery follows a redirect with a further request of the same id. */
  begun(request: unknown, id: unknown): void {
    const entry = this.entryOf(request);
    this.announced.delete(id);
    const exchange = this.byId.get(id) ?? { waiting: [] };
    exchange.waiting.push(entry);
    this.byId.set(id, exchange);
    this.open.add(entry);
    if (isObject(request)) this.latest.set(request, entry);
    this.figures.request(entry.name).begun += 1;
  }

  responded(response: unknown, id: unknown): void {
    const exchange = this.byId.get(id);
    const entry = exchange?.waiting.shift();
    if (exchange === undefined || entry === undefined || !(response instanceof IncomingMessage)) return;
    exchange.answered = entry;
    const { statusCode = 0 } = response;
    const record = this.figures.request(entry.name);
    const phases = membersOf(membersOf(Reflect.get(response, 'timings'))['phases']);
    const firstByte = phases['firstByte'];
    if (isTime(firstByte)) record.ttfb.record(firstByte);
    const request: unknown = Reflect.get(response, 'req');
    const [tcp, tls = 0] = [phases['tcp'], phases['tls']];
    if (membersOf(request)['reusedSocket'] !== true && isTime(tcp) && isTime(tls)) record.connect.record(tcp + tls);
    response.on('data', (chunk: Buffer) => (this.figures.request(entry.name).bytesIn += chunk.length));
    response.once('end', () => this.completed(entry, statusCode, id));
  }

  /** An error of the connection or the client; never a status. */
  failed(error: unknown, id: unknown): void {
    const { code, name, message } = membersOf(error);
    // The client tells a status of 400 or above this way, too.
    if (name === 'HTTPError') return;
    const request = this.announced.get(id);
    // It could not even be sent, as with a URL that is none.
    if (this.announced.has(id)) this.begun(request, id);
    const exchange = this.byId.get(id);
    const entry = exchange?.waiting.at(-1) ?? exchange?.answered;
    if (entry === undefined) return;
    this.byId.delete(id);
    this.open.delete(entry);
    this.explained.add(String(code ?? message));
    const what = typeof code === 'string' && /^\w{1,60}$/.test(code) ? code : String(name).slice(0, 60);
    this.fail(entry, 'errors', what);
  }

  /** What the `expect` plugin found. */
  expectation(results: unknown, request: unknown): void {
    const entry = isObject(request) ? this.latest.get(request) : undefined;
    const list = membersOf(results)['results'];
    if (entry === undefined || !Array.isArray(list)) return;
    if (list.some((result: unknown) => membersOf(result)['ok'] === false)) this.fail(entry, 'errors', 'expectation');
  }

  /** Ages of the requests that have no result yet, in ms. */
  ages(): TapBucket['ages'] {
    const now = performance.now();
    const ages = { count: 0, sum: 0, min: 0, max: 0 };
    for (const { startedAt } of this.open) {
      const age = now - startedAt;
      ages.min = ages.count === 0 ? age : Math.min(ages.min, age);
      ages.max = Math.max(ages.max, age);
      ages.sum += age;
      ages.count += 1;
    }
    return ages;
  }

  private completed(entry: OpenRequest, status: number, id: unknown): void {
    if (!this.open.delete(entry)) return;
    const exchange = this.byId.get(id);
    if (exchange?.answered === entry && exchange.waiting.length === 0) this.byId.delete(id);
    const record = this.figures.request(entry.name);
    record.responses += 1;
    record.latency.record(performance.now() - entry.startedAt);
    if (status >= 400 && !entry.expectedStatuses.includes(status)) {
      this.fail(entry, 'statuses', String(status));
      if (entry.captures) this.explained.add(FAILED_CAPTURE);
    }
  }

  /** A request fails once, whatever else is wrong with it. */
  private fail(entry: OpenRequest, kind: 'statuses' | 'errors', what: string): void {
    if (entry.hasFailed) return;
    entry.hasFailed = true;
    const counts = this.figures.request(entry.name)[kind];
    counts[what] = (counts[what] ?? 0) + 1;
  }

  private entryOf(request: unknown): OpenRequest {
    const { expect, capture, match } = membersOf(request);
    return {
      name: (isObject(request) ? this.names.get(request) : undefined) ?? 'other',
      startedAt: performance.now(),
      expectedStatuses: statusesOf(expect),
      captures: capture !== undefined || match !== undefined,
      hasFailed: false,
    };
  }
}

/** The statuses that the `expect` plugin is told to expect, in any of the forms that it takes. */
function statusesOf(expect: unknown): number[] {
  const parts: unknown[] = Array.isArray(expect) ? expect : [expect];
  return parts
    .flatMap((part) => membersOf(part)['statusCode'])
    .map(Number)
    .filter((status) => Number.isInteger(status));
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function isTime(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}
