import type { Frame } from '../../run/runEvent.ts';
import type { SeriesSample } from '../../run/aggregate.ts';
import { wholePart, type DashboardStream, type Window } from './dashboard.ts';
import { countOf, failedOf, ownSamples, vocabularySamples, type Figure, type Figures } from './figures.ts';
import type { LoadClock } from './loadClock.ts';

/** k6 rounds to five digits, so the difference of larger counts says nothing. */
const LARGEST_EXACT_COUNT = 99_999;
/** Windows that may wait for the first word on when the load began. */
const MOST_WAITING = 2;

/** Makes frames of the periods that k6's dashboard tells. */
export class WindowFrames {
  private waiting: Window[] = [];
  private firstBegin: number | undefined;
  private nextSecond = 0;
  /** All that was told up to the last period. */
  private toldUntilNow: Figures = new Map();

  constructor(
    private readonly stream: DashboardStream,
    private readonly clock: LoadClock,
  ) {}

  /** Periods in which nothing ran, as during setup, are no load. */
  add(window: Window): void {
    this.toldUntilNow = this.stream.cumulative;
    if (isActive(window.figures)) this.waiting.push(window);
  }

  /** Frames of what has come, once it is known when the load began. */
  complete(): Frame[] {
    const [first] = this.waiting;
    if (first !== undefined && this.waiting.length > MOST_WAITING) this.clock.startAt(first.at - first.durationMs);
    return this.clock.start === undefined ? [] : this.flush();
  }

  /** What is left, and what happened after the last period: of that only counts are known. */
  rest(endedAt: number): Frame[] {
    const [first] = this.waiting;
    if (first !== undefined) this.clock.startAt(first.at - first.durationMs);
    const frames = this.flush();
    const last = this.lastFragment(this.stream.stoppedAt ?? endedAt);
    return last === undefined ? frames : [...frames, last];
  }

  private flush(): Frame[] {
    return this.waiting.splice(0).map((window) => {
      const { figures, at } = window;
      return this.frame(at - window.durationMs, at, [
        ...withoutGaps(vocabularySamples(figures, wholePart(figures)), this.stream),
        ...ownSamples(figures),
      ]);
    });
  }

  private frame(beganAt: number, at: number, samples: SeriesSample[]): Frame {
    this.firstBegin ??= beganAt;
    const begin = Math.max(beganAt, this.clock.start ?? beganAt);
    const second = Math.max(this.nextSecond, Math.round((beganAt - this.firstBegin) / 1000));
    const durationMs = Math.max(1, at - begin);
    this.nextSecond = second + Math.max(1, Math.ceil(durationMs / 1000));
    const stage = this.clock.stageAt((begin + at) / 2)?.stage;
    return { second, durationMs, stage: stage?.name ?? '', warmup: stage?.warmup ?? false, samples };
  }

  private lastFragment(endedAt: number): Frame | undefined {
    const { lastAt, cumulative, periodMs } = this.stream;
    const figures = difference(this.toldUntilNow, cumulative);
    if (lastAt === undefined || figures === undefined) return undefined;
    this.clock.startAt(Math.min(lastAt, endedAt - 1));
    const until = Math.min(Math.max(endedAt, lastAt + 1), lastAt + periodMs);
    return this.frame(lastAt, until, vocabularySamples(figures, { ...wholePart(figures), answered: () => undefined }));
  }
}

/** Setup and teardown belong to no scenario, and no user is at work then. */
function isActive(figures: Figures): boolean {
  const users = figures.get('vus');
  if (users?.kind === 'gauge' && users.value > 0) return true;
  return [...figures.keys()].some((name) => name.includes('{scenario:'));
}

/** A period without a request has none to tell, once it is known that the script sends any. */
function withoutGaps(samples: SeriesSample[], { types, cumulative }: DashboardStream): SeriesSample[] {
  if (!types.has('http_reqs') || samples.some(({ metric }) => metric === 'requests')) return samples;
  const names = wholePart(cumulative).noResponse === undefined ? ['requests'] : ['requests', 'responses'];
  if (cumulative.has('http_req_failed')) names.push('failures');
  return [
    ...samples,
    ...names.map((metric): SeriesSample => ({ metric, tags: {}, sample: { kind: 'counter', total: 0 } })),
  ];
}

/** Counters that grew; undefined when there are none or it cannot be told. */
function difference(before: Figures, after: Figures): Figures | undefined {
  const grown = new Map<string, Figure>();
  for (const [name, figure] of after) {
    if (figure.kind !== 'counter' || !/^(http_reqs|iterations|data_|dropped_iterations)/.test(name)) continue;
    const count = figure.count - (countOf(before, name) ?? 0);
    if (figure.count <= LARGEST_EXACT_COUNT && count > 0) grown.set(name, { kind: 'counter', count });
  }
  const requests = countOf(grown, 'http_reqs');
  if (requests === undefined && !grown.has('iterations')) return undefined;
  for (const [name, figure] of after) {
    const count = countOf(grown, name.replace('http_req_failed', 'http_reqs'));
    if (figure.kind !== 'rate' || !name.startsWith('http_req_failed') || count === undefined) continue;
    const failed = (failedOf(after, name) ?? 0) - (failedOf(before, name) ?? 0);
    grown.set(name, { kind: 'rate', share: Math.min(1, Math.max(0, failed / count)), count });
  }
  return grown;
}
