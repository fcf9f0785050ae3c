import type { Sample } from '../../run/aggregate.ts';
import type { ErrorKind } from './errorKind.ts';

export interface Flight {
  /** From `now()`: when the request was to start. */
  since: number;
  giveUp(error: ErrorKind, message: string): void;
  /** Set when it was broken off because the run was stopped: neither a response nor a failure. */
  aborted: boolean;
}

/** The requests that have begun and have no result yet. */
export class InFlight {
  private readonly flights = new Set<Flight>();

  add(flight: Flight): void {
    this.flights.add(flight);
  }

  delete(flight: Flight): void {
    this.flights.delete(flight);
  }

  /** Ages in ms at `time`: `count` requests, the oldest is `max`. */
  ages(time: number): Sample {
    let oldest = 0;
    let youngest = Infinity;
    let sum = 0;
    for (const { since } of this.flights) {
      const age = Math.max(0, time - since);
      oldest = Math.max(oldest, age);
      youngest = Math.min(youngest, age);
      sum += age;
    }
    const count = this.flights.size;
    return { kind: 'gauge', last: oldest, min: count === 0 ? 0 : youngest, max: oldest, sum, count };
  }

  /** At the end of the load: what has no response by now counts as a failure. */
  failAll(): void {
    for (const flight of [...this.flights]) flight.giveUp('unanswered', 'no response when the run was over');
  }

  /**
   * When the run is stopped: a request that has waited as long as the end of a run would have granted it is a
   * failure; a younger one is only aborted, since breaking it off was our doing.
   */
  abortAll(time: number, graceMs: number): void {
    for (const flight of [...this.flights]) {
      flight.aborted = time - flight.since < graceMs;
      flight.giveUp('unanswered', 'no response when the run was stopped');
    }
  }
}
