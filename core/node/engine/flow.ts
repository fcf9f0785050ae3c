import { UserError } from '../../errors.ts';
import type { HttpJob } from '../../runners/http/httpJob.ts';
import { compileRequest, type CompiledRequest } from './compileRequest.ts';
import { DataRows, type Row } from './dataRows.ts';

/** What one pass of a user sends: all requests in order, or one that is drawn by weight. */
export class Flow {
  readonly isWeighted: boolean;
  private readonly requests: readonly CompiledRequest[];
  private readonly data: DataRows | undefined;
  /** For each request of a sequence: whether a later one needs a value from it. */
  private readonly feedsLater: ReadonlySet<CompiledRequest>;

  /** Throws when the requests can never be sent as they stand. */
  constructor(job: HttpJob) {
    this.data = job.data && new DataRows(job.data.path, job.data.order);
    const { secrets } = job;
    const columns = this.data?.columns ?? [];
    this.requests = job.requests.map((request) => compileRequest(request, { secrets, columns }));
    // A smoke run wants to see every request once, whatever its weight.
    this.isWeighted = job.smoke !== true && this.requests.some((request) => request.weight !== undefined);
    this.feedsLater = new Set(
      this.requests.filter((request, index) =>
        this.requests
          .slice(index + 1)
          .some((later) => [...request.captures.keys()].some((name) => later.needs.has(name))),
      ),
    );
    if (this.isWeighted) this.requireStart();
    else this.requireOrder();
  }

  /** The requests of one pass, given the names that have a value so far. `random` is from 0 up to 1. */
  pass(captured: ReadonlyMap<string, string>, random: () => number): readonly CompiledRequest[] {
    if (!this.isWeighted) return this.requests;
    const ready = this.requests.filter((request) => [...request.needs].every((name) => captured.has(name)));
    let point = random() * ready.reduce((sum, request) => sum + (request.weight ?? 1), 0);
    for (const request of ready) {
      point -= request.weight ?? 1;
      if (point < 0) return [request];
    }
    return ready.slice(-1);
  }

  /** The row for a pass that begins; undefined when the test has no data. */
  nextRow(random: () => number): Row | undefined {
    return this.data?.next(random);
  }

  /** Whether a pass must end when this request has failed. */
  stopsAtFailureOf(request: CompiledRequest): boolean {
    return !this.isWeighted && this.feedsLater.has(request);
  }

  private requireOrder(): void {
    const known = new Set<string>();
    for (const request of this.requests) {
      for (const name of request.needs) {
        if (!known.has(name)) {
          throw new UserError(`Request "${request.name}" needs "${name}", which no earlier request captures.`);
        }
      }
      for (const name of request.captures.keys()) known.add(name);
    }
  }

  private requireStart(): void {
    const known = new Set<string>();
    let waiting = [...this.requests];
    for (let before = -1; before !== waiting.length;) {
      before = waiting.length;
      const ready = waiting.filter((request) => [...request.needs].every((name) => known.has(name)));
      for (const request of ready) for (const name of request.captures.keys()) known.add(name);
      waiting = waiting.filter((request) => !ready.includes(request));
    }
    const [stuck] = waiting;
    if (stuck !== undefined) {
      throw new UserError(`Request "${stuck.name}" can never be sent: nothing captures what it needs before it.`);
    }
  }
}
