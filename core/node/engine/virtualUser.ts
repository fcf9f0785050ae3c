import { now } from './clock.ts';
import type { CompiledRequest } from './compileRequest.ts';
import type { Row } from './dataRows.ts';
import type { ErrorKind } from './errorKind.ts';
import type { ExchangeResult } from './exchange.ts';
import type { Flow } from './flow.ts';
import { judge } from './judge.ts';
import type { RunState } from './runState.ts';
import { Session, unsent } from './session.ts';

/** Waits after connects that failed in a row, in ms: doubling from the first to the last. */
const FIRST_BACKOFF_MS = 250;
const LAST_BACKOFF_MS = 5000;

/** `broken-off`: the load was over before the response came. */
type AttemptEnd = 'succeeded' | 'failed' | 'broken-off';

/** One user: it sends the flow's requests one after another, over connections of its own. */
export class VirtualUser {
  private readonly flow: Flow;
  private readonly state: RunState;
  /** Off in the open model, where the arrival rate already bounds the attempts and arrivals must not wait. */
  private readonly backsOff: boolean;
  private readonly session: Session;
  private captured = new Map<string, string>();
  private row: Row | undefined;
  private leaving = false;
  private wake: (() => void) | undefined;
  private failedConnects = 0;
  /** Where the request in flight is counted. */
  private stage = '';
  private request = '';

  constructor(flow: Flow, state: RunState, options: { backsOff: boolean }) {
    this.flow = flow;
    this.state = state;
    this.backsOff = options.backsOff;
    const { recorder, timeoutMs, keepsCookies, trust } = state;
    this.session = new Session({
      timeoutMs,
      keepsCookies,
      trust,
      isBlocked: (host) => state.isBlocked(host),
      events: {
        connected: (durationMs) => recorder.record(this.stage, this.request, 'connect', durationMs),
        reconnected: () => recorder.count(this.stage, this.request, 'reconnects'),
      },
    });
  }

  /** Makes passes until told to leave. */
  async work(): Promise<void> {
    while (!this.leaving) await this.pass();
    this.close();
  }

  /** `intendedStart` (from `now()`) is when the open model wanted this pass to begin. */
  async pass(intendedStart?: number): Promise<void> {
    const startedAt = intendedStart ?? now();
    const { recorder } = this.state;
    const stage = this.state.stageAt(startedAt);
    recorder.count(stage, '', 'started_iterations');
    if (!this.flow.isWeighted) this.startOver();
    this.row = this.flow.nextRow(Math.random);
    let intended = intendedStart;
    let isFirst = true;
    for (const request of this.flow.pass(this.captured, Math.random)) {
      // A pass whose last request is on its way is whole when that has ended.
      if (this.leaving && !isFirst) return;
      isFirst = false;
      const end = await this.attempt(request, intended);
      intended = undefined;
      if (end === 'broken-off' || (end === 'failed' && this.flow.stopsAtFailureOf(request))) return;
      if (request.thinkMs > 0) await this.pause(request.thinkMs);
    }
    recorder.count(stage, '', 'iterations');
    // The last think time of a user who leaves is cut short.
    if (!this.leaving) recorder.record(stage, '', 'iteration_duration', now() - startedAt);
  }

  /** Lets the request in flight finish, and starts no other. */
  leave(): void {
    this.leaving = true;
    this.wake?.();
  }

  close(): void {
    this.session.close();
  }

  /** Each pass of a flow is a new visitor; with weighted requests the user's life is one visit. */
  private startOver(): void {
    this.captured = new Map();
    this.session.forgetCookies();
  }

  private async attempt(request: CompiledRequest, intendedStart: number | undefined): Promise<AttemptEnd> {
    const { recorder, inFlight } = this.state;
    const dispatchedAt = now();
    const stage = this.state.stageAt(intendedStart ?? dispatchedAt);
    this.stage = stage;
    this.request = request.name;
    recorder.count(stage, request.name, 'requests');

    const prepared = request.prepare(this.captured, this.row);
    let result: ExchangeResult;
    if (prepared === undefined) {
      result = unsent('invalid-request', INVALID_ADDRESS);
    } else {
      const flight = {
        since: intendedStart ?? dispatchedAt,
        giveUp: (error: ErrorKind, message: string) => this.session.giveUp(error, message),
        aborted: false,
      };
      inFlight.add(flight);
      result = await this.session.send(prepared, request.redirects);
      inFlight.delete(flight);
      recorder.count(stage, request.name, 'bytes_in', result.bytesIn);
      recorder.count(stage, request.name, 'bytes_out', result.bytesOut);
      if (flight.aborted) {
        recorder.count(stage, request.name, 'aborted');
        return 'broken-off';
      }
    }
    const succeeded = this.conclude(request, stage, result, intendedStart);
    await this.backOff(result);
    if (result.kind === 'error' && result.error === 'unanswered') return 'broken-off';
    return succeeded ? 'succeeded' : 'failed';
  }

  private conclude(
    request: CompiledRequest,
    stage: string,
    result: ExchangeResult,
    intendedStart: number | undefined,
  ): boolean {
    const { recorder } = this.state;
    if (result.kind === 'response') {
      const from = intendedStart ?? result.sentAt ?? result.endedAt;
      recorder.count(stage, request.name, 'responses');
      recorder.record(stage, request.name, 'latency', result.endedAt - from);
      if (result.firstByteAt !== undefined && result.sentAt !== undefined) {
        recorder.record(stage, request.name, 'ttfb', result.firstByteAt - result.sentAt);
      }
    }
    const { failure, message, captured } = judge(request, result);
    if (failure === undefined) {
      for (const [name, value] of captured) this.captured.set(name, value);
      return true;
    }
    recorder.fail(stage, request.name, failure);
    this.state.reportFailure(request.name, failure, message ?? '');
    return false;
  }

  /** A dead server, or a request that cannot even be built, must not be tried again and again without a pause. */
  private async backOff(result: ExchangeResult): Promise<void> {
    if (result.kind === 'response' || result.sentAt !== undefined) {
      this.failedConnects = 0;
    } else if (this.backsOff && !this.leaving) {
      const waitMs = Math.min(LAST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** this.failedConnects);
      this.failedConnects += 1;
      await this.pause(waitMs);
    }
  }

  /** Ends early when the user is to leave. */
  private pause(ms: number): Promise<void> {
    if (this.leaving) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

const INVALID_ADDRESS = 'with the captured values the address is not a valid http:// or https:// URL';
