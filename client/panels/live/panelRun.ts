import type { LiveUpdate } from '../../../core/protocol/livePanel.ts';
import type { RunView } from '../../../core/protocol/panel.ts';
import { loadRun } from '../../runs/loadRun.ts';
import { LiveRun, type LiveEnd } from './liveRun.ts';
import { LiveUpdates } from './liveUpdates.ts';

/** A host that was killed is gone from its socket a moment before it is gone as a process. */
const LOOK_AGAIN_MS = 1000;
const MOST_LOOKS = 10;

export interface PanelRunEvents {
  /** While the run goes on and somebody looks. */
  onUpdate: (update: LiveUpdate) => void;
  /** The run goes on no more: what there is to show has to be read again. */
  onEnd: () => void;
}

/** What a panel shows of a run folder: the run itself while it goes on, and then what is on disk. */
export class PanelRun {
  private live: LiveRun | undefined;
  private finding: Promise<LiveRun | undefined> | undefined;
  private lost: string | undefined;
  private looks = 0;
  private nextLook: NodeJS.Timeout | undefined;
  private isClosed = false;
  private hasEnded = false;
  private readonly updates: LiveUpdates;

  constructor(
    private readonly folder: string,
    private readonly events: PanelRunEvents,
    /** In which hosts leave their records; the user's own by default. */
    private readonly hosts?: string,
  ) {
    this.updates = new LiveUpdates(() => {
      if (this.live === undefined) throw new Error('There is no update of a run that does not go on.');
      return this.live.state.takeUpdate();
    }, events.onUpdate);
  }

  /** Everything there is to show now. Whoever has sent it says `shown`. */
  async read(): Promise<RunView> {
    this.updates.pause();
    const live = await this.goingOn();
    await live?.caughtUp;
    if (live !== undefined && this.live === live) return live.state.whole();
    const view = await loadRun(this.folder);
    const why = this.lost;
    if (view.kind !== 'run' || why === undefined || view.result.state === 'completed') return view;
    if (view.result.state === 'running') this.lookLater();
    return { ...view, notes: [`${why} This is what it had written to disk.`, ...view.notes] };
  }

  /** Somebody asks anew: a host that was lost may be there again. */
  lookAgain(): void {
    this.lost = undefined;
    this.looks = 0;
  }

  shown(): void {
    if (this.live !== undefined) this.updates.begin();
  }

  hidden(): void {
    this.updates.pause();
  }

  /** Asks before the load generator is broken off, which only a run that is being stopped already is. */
  async stop(isMeant: () => PromiseLike<boolean>): Promise<void> {
    switch (this.live?.state.phase) {
      case 'preparing':
      case 'running':
        this.live.stop();
        break;
      case 'stopping':
        // It may have ended while the person was asked.
        if (await isMeant()) this.endAtOnce();
        break;
      case 'ending':
      case 'finishing':
      case undefined:
        return;
    }
    this.updates.sendNow();
  }

  close(): void {
    this.isClosed = true;
    this.updates.pause();
    clearTimeout(this.nextLook);
    this.live?.close();
  }

  private endAtOnce(): void {
    this.live?.endAtOnce();
  }

  private goingOn(): Promise<LiveRun | undefined> {
    // Otherwise a host with which no connection holds would be asked for ever.
    if (this.live !== undefined || this.lost !== undefined || this.hasEnded) return Promise.resolve(this.live);
    return (this.finding ??= this.find());
  }

  /** The folder says that the run goes on, and nobody tells of it: who wrote it may be about to end. */
  private lookLater(): void {
    if (this.looks >= MOST_LOOKS || this.isClosed) return;
    this.looks += 1;
    clearTimeout(this.nextLook);
    this.nextLook = setTimeout(() => this.events.onEnd(), LOOK_AGAIN_MS);
  }

  private async find(): Promise<LiveRun | undefined> {
    try {
      const live = await LiveRun.find(this.folder, (end) => this.ended(end), this.hosts);
      if (this.isClosed) live?.close();
      else this.live = live;
      return live;
    } finally {
      this.finding = undefined;
    }
  }

  private ended(end: LiveEnd): void {
    this.updates.pause();
    this.live = undefined;
    if (end.kind === 'lost') this.lost = end.why;
    else this.hasEnded = true;
    this.events.onEnd();
  }
}
