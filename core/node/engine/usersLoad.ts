import type { Flow } from './flow.ts';
import type { Load } from './load.ts';
import type { LoadProfile } from './profile.ts';
import type { RunState } from './runState.ts';
import { VirtualUser } from './virtualUser.ts';

/** Closed model: as many users as the stage says, each sending its next request when the one before has ended. */
export class UsersLoad implements Load {
  readonly done: Promise<void>;
  private readonly profile: LoadProfile;
  private readonly createUser: () => VirtualUser;
  private readonly active: VirtualUser[] = [];
  /** Those at work and those that are finishing their last request. */
  private working = 0;
  private finished = false;
  private resolveDone: () => void = () => undefined;

  constructor(profile: LoadProfile, flow: Flow, state: RunState) {
    this.profile = profile;
    this.createUser = () => new VirtualUser(flow, state, { backsOff: true });
    this.done = new Promise((resolve) => (this.resolveDone = resolve));
  }

  get users(): number {
    return this.active.length;
  }

  follow(elapsedMs: number): void {
    const wanted = Math.round(this.profile.levelAt(elapsedMs));
    while (this.active.length < wanted) this.start();
    while (this.active.length > wanted) this.active.pop()?.leave();
  }

  finish(): void {
    this.finished = true;
    for (const user of this.active.splice(0)) user.leave();
    if (this.working === 0) this.resolveDone();
  }

  private start(): void {
    const user = this.createUser();
    this.active.push(user);
    this.working += 1;
    void user.work().then(() => {
      this.working -= 1;
      if (this.finished && this.working === 0) this.resolveDone();
    });
  }
}
