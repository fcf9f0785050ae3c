/** One moment that all charts point at. */
export class CrossHair {
  private readonly listeners = new Set<() => void>();
  private at: number | undefined;

  /** In seconds from the start of the load; undefined: nobody points anywhere. */
  get second(): number | undefined {
    return this.at;
  }

  set second(second: number | undefined) {
    if (second === this.at) return;
    this.at = second;
    for (const listener of this.listeners) listener();
  }

  onDidMove(listener: () => void): void {
    this.listeners.add(listener);
  }
}

/** The stretch that a second falls into, or the one before a gap; the last one for what is later than all. */
export function indexAt(points: readonly { second: number }[], second: number): number {
  const after = points.findIndex((point) => point.second > second);
  return Math.max(0, (after < 0 ? points.length : after) - 1);
}

/** The last whole stretch: what is left of a second at the end of a load has no throughput, and no users. */
export function latestIndex(points: readonly { throughput?: number }[]): number {
  const whole = points.findLastIndex(({ throughput }) => throughput !== undefined);
  return whole < 0 ? Math.max(0, points.length - 1) : whole;
}
