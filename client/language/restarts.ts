const MOST_RESTARTS = 4;
const WITHIN_MS = 3 * 60_000;

/** How often a server that ends by itself is started again: often enough for a bad moment, not for ever. */
export class Restarts {
  private readonly endedAt: number[] = [];

  /** True when a server that has ended now may be started again. */
  mayRestart(nowMs: number): boolean {
    this.endedAt.push(nowMs);
    return this.endedAt.filter((at) => nowMs - at < WITHIN_MS).length <= MOST_RESTARTS;
  }
}
