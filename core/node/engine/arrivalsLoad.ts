import { now } from './clock.ts';
import type { Flow } from './flow.ts';
import type { Load } from './load.ts';
import type { LoadProfile } from './profile.ts';
import type { RunState } from './runState.ts';
import { VirtualUser } from './virtualUser.ts';

/** Passes that may be under way at a time; beyond it an arrival is dropped and counted. */
export const MAX_CONCURRENT_ARRIVALS = 1000;
/** Node's timers are this exact, in ms. Lateness within it is the generator's, not the server's, and not counted as latency. */
const TIMER_RESOLUTION_MS = 2;
/** An arrival this late, in ms, is dropped: the generator stood still, and catching up would be a burst nobody planned. */
const TOO_LATE_MS = 1000;

/**
 * Open model: arrivals keep their schedule whatever the server does. Each makes one pass of the flow, on a free
 * connection or a new one, and is timed from when it was meant to start.
 */
export class ArrivalsLoad implements Load {
  readonly done: Promise<void>;
  private readonly profile: LoadProfile;
  private readonly flow: Flow;
  private readonly state: RunState;
  private readonly idle: VirtualUser[] = [];
  private readonly busy = new Set<VirtualUser>();
  private nextArrival = 0;
  private timer: NodeJS.Timeout | undefined;
  private finished = false;
  private resolveDone: () => void = () => undefined;

  constructor(profile: LoadProfile, flow: Flow, state: RunState) {
    this.profile = profile;
    this.flow = flow;
    this.state = state;
    this.done = new Promise((resolve) => (this.resolveDone = resolve));
  }

  get users(): number {
    return this.busy.size;
  }

  follow(): void {
    // Also without need for a beginning: the last arrivals may be due while their timer is late.
    this.startDue();
  }

  finish(): void {
    this.finished = true;
    clearTimeout(this.timer);
    for (const user of this.busy) user.leave();
    for (const user of this.idle.splice(0)) user.close();
    if (this.busy.size === 0) this.resolveDone();
  }

  private startDue(): void {
    clearTimeout(this.timer);
    const time = now();
    for (;;) {
      const offsetMs = this.profile.arrivalAt(this.nextArrival);
      if (offsetMs === undefined) return;
      const intended = this.state.startedAt + offsetMs;
      if (intended > time) {
        this.timer = setTimeout(() => this.startDue(), Math.max(1, intended - time));
        return;
      }
      this.nextArrival += 1;
      this.arrive(intended, time);
    }
  }

  private arrive(intended: number, time: number): void {
    const late = time - intended;
    this.state.recorder.record(this.state.stageAt(intended), '', 'schedule_lag', late);
    const user = late < TOO_LATE_MS ? this.takeUser() : undefined;
    if (user === undefined) {
      this.state.recorder.count(this.state.stageAt(intended), '', 'dropped_iterations');
      return;
    }
    this.busy.add(user);
    void user.pass(late <= TIMER_RESOLUTION_MS ? time : intended).then(() => this.release(user));
  }

  private takeUser(): VirtualUser | undefined {
    const free = this.idle.pop();
    if (free !== undefined || this.busy.size >= MAX_CONCURRENT_ARRIVALS) return free;
    return new VirtualUser(this.flow, this.state, { backsOff: false });
  }

  private release(user: VirtualUser): void {
    this.busy.delete(user);
    if (!this.finished) {
      this.idle.push(user);
      return;
    }
    user.close();
    if (this.busy.size === 0) this.resolveDone();
  }
}
