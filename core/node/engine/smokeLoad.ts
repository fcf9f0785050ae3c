import type { Flow } from './flow.ts';
import type { Load } from './load.ts';
import type { RunState } from './runState.ts';
import { VirtualUser } from './virtualUser.ts';

/** One user, one pass of the flow. */
export class SmokeLoad implements Load {
  readonly done: Promise<void>;
  users = 1;
  private readonly user: VirtualUser;

  constructor(flow: Flow, state: RunState) {
    this.user = new VirtualUser(flow, state, { backsOff: false });
    this.done = this.user.pass().then(() => {
      this.users = 0;
      this.user.close();
    });
  }

  follow(): void {
    // One user from beginning to end.
  }

  finish(): void {
    this.user.leave();
  }
}
