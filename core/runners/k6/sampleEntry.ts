import type { Sample, Tags } from '../../run/aggregate.ts';
import { Histogram } from '../../stats/histogram.ts';
import type { MetricType } from './samples.ts';

export interface Series {
  id: number;
  metric: string;
  tags: Tags;
  k6Name: string;
}

/** The samples of one series in one second. */
export class SampleEntry {
  private readonly histogram: Histogram | undefined;
  private sum = 0;
  private last = NaN;
  private min = Infinity;
  private max = -Infinity;
  private count = 0;

  /** `kind`: as far as it is known by now. */
  constructor(
    readonly series: Series,
    kind: MetricType | undefined,
  ) {
    // A gauge may be negative, which a histogram cannot hold.
    this.histogram = kind === 'counter' || kind === 'gauge' ? undefined : new Histogram();
  }

  add(value: number): void {
    this.histogram?.record(value);
    this.last = value;
    this.sum += value;
    this.count += 1;
    if (value < this.min) this.min = value;
    if (value > this.max) this.max = value;
  }

  get values(): number {
    return this.count;
  }

  sampleOf(kind: MetricType): Sample {
    const { last, min, max, sum, count, histogram = new Histogram() } = this;
    switch (kind) {
      case 'counter':
        return { kind, total: sum };
      case 'gauge':
        return { kind, last, min, max, sum, count };
      case 'rate':
      case 'trend':
        return { kind: 'trend', histogram: histogram.toSparse() };
    }
  }
}
