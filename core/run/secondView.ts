import { Histogram } from '../stats/histogram.ts';
import type { Aggregate, GaugeAggregate, Tags } from './aggregate.ts';
import type { MeasuredSource, SecondRates } from './measuredSource.ts';
import type { Frame } from './runEvent.ts';
import { SeriesSet } from './seriesSet.ts';
import { isFullSecond, samplesWithStage } from './seriesStore.ts';

/** Gauge of runners that see their open requests, in ms: `max` is the oldest request's age, `count` how many are open. */
export const IN_FLIGHT_AGE = 'in_flight_age';

/** One frame as something to measure. Warm-up is a matter of the run; here the frame is all there is. */
export class SecondView implements MeasuredSource {
  private readonly series = new SeriesSet({ hidesWarmup: false });
  private readonly frame: Frame;
  private readonly countsAges: boolean;

  /** With `countsAges`, latency without any response is the age of the requests in flight: what guards need to see. */
  constructor(frame: Frame, countsAges: boolean) {
    this.frame = frame;
    this.countsAges = countsAges;
    for (const sample of samplesWithStage(frame)) this.series.add(sample, false, frame.second);
  }

  aggregate(metric: string, filter: Tags): Aggregate | undefined {
    const aggregate = this.series.aggregate(metric, filter);
    if (metric !== 'latency' || !this.countsAges) return aggregate;
    return this.agesWithoutResponse(filter) ?? aggregate;
  }

  /** The ages of the requests in flight as latency; undefined when a response came, or no request is seen in flight. */
  agesWithoutResponse(filter: Tags): Aggregate | undefined {
    const latency = this.series.aggregate('latency', filter);
    if (latency?.kind === 'trend' && latency.histogram.count > 0) return undefined;
    const gauge = this.series.aggregate(IN_FLIGHT_AGE, filter);
    if (gauge?.kind !== 'gauge' || !(gauge.count > 0) || !Number.isFinite(gauge.sum)) return undefined;
    return { kind: 'trend', histogram: histogramOfAges(gauge) };
  }

  durationMs(): number {
    return this.frame.durationMs;
  }

  secondRates(metric: string, filter: Tags): SecondRates {
    const aggregate = this.aggregate(metric, filter);
    const isMeasured = aggregate?.kind === 'counter' && isFullSecond(this.frame);
    return { values: isMeasured ? [aggregate.total] : [], silentSeconds: 0 };
  }
}

/** Oldest and youngest age are exact; the requests between them are taken to have their common mean. */
function histogramOfAges({ min, max, sum, count }: GaugeAggregate): Histogram {
  const histogram = repeated(max, 1);
  if (count > 1) histogram.add(repeated(min, 1).toSparse());
  if (count > 2) histogram.add(repeated((sum - min - max) / (count - 2), count - 2).toSparse());
  return histogram;
}

function repeated(value: number, times: number): Histogram {
  const once = new Histogram();
  once.record(value);
  const sparse = once.toSparse();
  return Histogram.from({
    ...sparse,
    count: times,
    sum: sparse.sum * times,
    sumOfSquares: sparse.sumOfSquares * times,
    buckets: sparse.buckets.map((part, at) => (at % 2 === 0 ? part : times)),
  });
}
