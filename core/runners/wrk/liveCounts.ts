import type { StepTotals, ThreadCounts } from './watchLine.ts';

/** What was seen to happen. Requests are those that were answered or lost. */
export interface Counts {
  requests: number;
  responses: number;
  failures: number;
}

/** What wrk's own counts at the end of a step say. */
export function countsOfStep({ requests, connect, read, write, status, timeout }: StepTotals): Counts {
  const lost = connect + read + write;
  const attempted = requests + lost;
  // A late response with a status of an error is in both counts.
  return { requests: attempted, responses: requests, failures: Math.min(attempted, lost + status + timeout) };
}

const NOTHING: Counts = { requests: 0, responses: 0, failures: 0 };

/**
 * Makes counts of single seconds from what each thread tells of itself since its start. wrk does not tell a script of
 * a lost connection. But a connection has one request at a time, so of those begun and not answered all but one for
 * each connection must have been lost; that is told as failures, and may lag behind by that many.
 */
export class LiveCounts {
  private readonly threads = new Map<number, Counts>();
  private readonly seconds = new Map<number, Counts>();

  constructor(private readonly connectionsPerThread: number) {}

  add({ thread, second, asked, answered, refused }: ThreadCounts): void {
    const before = this.threads.get(thread) ?? NOTHING;
    // wrk asks for one request more, before the start, to look at it.
    const lost = Math.max(0, asked - answered - this.connectionsPerThread - 1);
    const lostBefore = before.requests - before.responses;
    const now = {
      requests: answered + Math.max(lost, lostBefore),
      responses: answered,
      failures: refused + Math.max(lost, lostBefore),
    };
    this.threads.set(thread, now);
    this.seconds.set(second, sum(this.seconds.get(second) ?? NOTHING, now, before));
  }

  /** Takes what is known of all seconds up to this one: what comes late counts in the second after. */
  take(second: number): Counts {
    let taken = NOTHING;
    for (const [at, counts] of this.seconds) {
      if (at > second) continue;
      taken = sum(taken, counts, NOTHING);
      this.seconds.delete(at);
    }
    return taken;
  }

  lastSecond(): number {
    return Math.max(-1, ...this.seconds.keys());
  }
}

function sum(into: Counts, plus: Counts, minus: Counts): Counts {
  return {
    requests: into.requests + plus.requests - minus.requests,
    responses: into.responses + plus.responses - minus.responses,
    failures: into.failures + plus.failures - minus.failures,
  };
}
