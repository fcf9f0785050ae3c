/** A histogram as data: `buckets` is `[index, count, index, count, …]` in rising order of index. */
export interface SparseHistogram {
  count: number;
  sum: number;
  sumOfSquares: number;
  min: number;
  max: number;
  buckets: number[];
}

/**
 * Neighbouring bucket limits differ by this factor. The middle of a bucket, taken so that it errs equally to both
 * sides, is then within 0.8 % of every value in it; the rest up to the promised 1 % is left for rounding.
 */
const GAMMA = 1.016;
const LOG_GAMMA = Math.log(GAMMA);
/** Values below this (in the unit recorded, usually ms) fall into one bucket: 1 ns when the unit is ms. */
const SMALLEST = 1e-6;
/** The largest relative error of a percentile against exact nearest rank. */
export const RELATIVE_ERROR = 0.01;

function bucketIndex(value: number): number {
  return value <= SMALLEST ? 0 : Math.ceil(Math.log(value / SMALLEST) / LOG_GAMMA);
}

function bucketValue(index: number): number {
  return index === 0 ? 0 : (SMALLEST * Math.pow(GAMMA, index) * 2) / (1 + GAMMA);
}

/**
 * Mergeable histogram of values >= 0 with logarithmic buckets. Percentiles are nearest rank with at most 1 % relative
 * error; count, average, deviation and extremes are exact. Its size depends on the spread of the values, not on their number.
 */
export class Histogram {
  private readonly counts = new Map<number, number>();
  count = 0;
  private sum = 0;
  private sumOfSquares = 0;
  private smallest = Infinity;
  private largest = -Infinity;

  static from(sparse: SparseHistogram): Histogram {
    const histogram = new Histogram();
    histogram.add(sparse);
    return histogram;
  }

  /**
   * Negative values (a clock that went back) count as 0. Throws a `RangeError` for a value that is no number.
   * `times`: how often the value came.
   */
  record(value: number, times = 1): void {
    if (!Number.isFinite(value)) throw new RangeError(`A histogram cannot hold ${value}.`);
    if (!(times > 0)) return;
    const safe = value > 0 ? value : 0;
    const index = bucketIndex(safe);
    this.counts.set(index, (this.counts.get(index) ?? 0) + times);
    this.count += times;
    this.sum += safe * times;
    this.sumOfSquares += safe * safe * times;
    if (safe < this.smallest) this.smallest = safe;
    if (safe > this.largest) this.largest = safe;
  }

  add(sparse: SparseHistogram): void {
    if (sparse.count === 0) return;
    for (let at = 0; at < sparse.buckets.length; at += 2) {
      const index = sparse.buckets[at] ?? 0;
      this.counts.set(index, (this.counts.get(index) ?? 0) + (sparse.buckets[at + 1] ?? 0));
    }
    this.count += sparse.count;
    this.sum += sparse.sum;
    this.sumOfSquares += sparse.sumOfSquares;
    this.smallest = Math.min(this.smallest, sparse.min);
    this.largest = Math.max(this.largest, sparse.max);
  }

  /** The same as adding what the other's `toSparse` gives, without putting its buckets in order first. */
  addHistogram(other: Histogram): void {
    for (const [index, count] of other.counts) this.counts.set(index, (this.counts.get(index) ?? 0) + count);
    this.count += other.count;
    this.sum += other.sum;
    this.sumOfSquares += other.sumOfSquares;
    this.smallest = Math.min(this.smallest, other.smallest);
    this.largest = Math.max(this.largest, other.largest);
  }

  toSparse(): SparseHistogram {
    const buckets = [...this.counts].sort((a, b) => a[0] - b[0]).flat();
    const empty = this.count === 0;
    return {
      count: this.count,
      sum: this.sum,
      sumOfSquares: this.sumOfSquares,
      min: empty ? 0 : this.smallest,
      max: empty ? 0 : this.largest,
      buckets,
    };
  }

  clear(): void {
    this.counts.clear();
    this.count = 0;
    this.sum = 0;
    this.sumOfSquares = 0;
    this.smallest = Infinity;
    this.largest = -Infinity;
  }

  total(): number {
    return this.sum;
  }

  mean(): number | undefined {
    return this.count === 0 ? undefined : this.sum / this.count;
  }

  min(): number | undefined {
    return this.count === 0 ? undefined : this.smallest;
  }

  max(): number | undefined {
    return this.count === 0 ? undefined : this.largest;
  }

  /** Population standard deviation. */
  deviation(): number | undefined {
    const mean = this.mean();
    return mean === undefined ? undefined : Math.sqrt(Math.max(0, this.sumOfSquares / this.count - mean * mean));
  }

  /** Nearest rank: the smallest value that at least `percent` of all values do not exceed. 0 < percent <= 100. */
  percentile(percent: number): number | undefined {
    if (this.count === 0) return undefined;
    const rank = Math.max(1, Math.ceil((percent / 100) * this.count - 1e-9));
    if (rank >= this.count) return this.largest;
    let seen = 0;
    for (const [index, count] of [...this.counts].sort((a, b) => a[0] - b[0])) {
      seen += count;
      if (seen >= rank) return Math.min(this.largest, Math.max(this.smallest, bucketValue(index)));
    }
    return this.largest;
  }
}
