import { Histogram } from '../stats/histogram.ts';

/** Distribution of a gauge's seconds. Unlike a duration a gauge may be negative, so both sides of zero are kept. */
export class GaugeValues {
  private readonly belowZero = new Histogram();
  private readonly fromZero = new Histogram();

  get count(): number {
    return this.belowZero.count + this.fromZero.count;
  }

  /** A reading that is no number says nothing, so it is left out. */
  record(value: number): void {
    if (!Number.isFinite(value)) return;
    if (value < 0) this.belowZero.record(-value);
    else this.fromZero.record(value);
  }

  add(other: GaugeValues): void {
    this.belowZero.addHistogram(other.belowZero);
    this.fromZero.addHistogram(other.fromZero);
  }

  /** Population standard deviation. */
  deviation(): number | undefined {
    if (this.count === 0) return undefined;
    const below = this.belowZero.toSparse();
    const above = this.fromZero.toSparse();
    const mean = (above.sum - below.sum) / this.count;
    return Math.sqrt(Math.max(0, (above.sumOfSquares + below.sumOfSquares) / this.count - mean * mean));
  }

  /** Nearest rank with at most 1 % relative error, 0 < percent <= 100. */
  percentile(percent: number): number | undefined {
    if (this.count === 0) return undefined;
    const rank = Math.max(1, Math.ceil((percent / 100) * this.count - 1e-9));
    const negatives = this.belowZero.count;
    if (rank > negatives) return this.fromZero.percentile(((rank - negatives) / this.fromZero.count) * 100);
    // The smallest value is the one farthest below zero.
    const mirrored = this.belowZero.percentile(((negatives - rank + 1) / negatives) * 100);
    return mirrored === undefined ? undefined : -mirrored;
  }
}
