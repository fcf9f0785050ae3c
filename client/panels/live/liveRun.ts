import { setImmediate } from 'node:timers/promises';
import { messageOf } from '../../../core/errors.ts';
import { followHost, type HostConnection } from '../../../core/node/runHost/client.ts';
import { readStoredFile } from '../../../core/node/runStore/readStoredFile.ts';
import { runFactsSchema } from '../../../core/protocol/panel.ts';
import { itemLength, type HostItem } from '../../../core/protocol/runHost.ts';
import { runManifestSchema, type RunManifest } from '../../../core/run/runManifest.ts';
import { restoreSetup } from '../../../core/run/setupRecord.ts';
import { findHostOfRun } from './findHostOfRun.ts';
import { LiveState } from './liveState.ts';

/** So long the editor may be kept from everything else by a run that is caught up with. */
const TURN_MS = 8;

export type LiveEnd =
  /** All files of the run are written. */
  | { kind: 'ended' }
  /** The host is gone, or cannot be understood, and nobody told the end. */
  | { kind: 'lost'; why: string };

/** A run that goes on: follows its host from the first event on, and hands on orders. Closed by whoever opened it. */
export class LiveRun {
  readonly state: LiveState;
  /** Resolves when everything from before was taken in, or there is nothing more to come. */
  readonly caughtUp: Promise<void>;
  private readonly abort = new AbortController();
  private connection: HostConnection | undefined;
  private wanted: 'stop' | 'kill' | undefined;
  private behind = Infinity;
  private lastTurn = performance.now();
  private onCaughtUp = (): void => undefined;

  private constructor(
    private readonly socket: string,
    private readonly manifest: RunManifest,
    private readonly onEnd: (end: LiveEnd) => void,
  ) {
    const { setup, problems } = manifest.judgedBy
      ? restoreSetup(manifest.judgedBy)
      : { setup: { checks: [], guards: [] }, problems: ['what the run is judged by does not stand in run.json'] };
    this.state = new LiveState(runFactsSchema.parse(manifest), setup);
    for (const problem of problems) this.state.note(problem);
    this.caughtUp = new Promise((resolve) => (this.onCaughtUp = resolve));
  }

  /**
   * Undefined when the run does not go on, or no host of it can be found: then it is what its folder says. `hosts`
   * is the folder in which hosts leave their records.
   */
  static async find(runFolder: string, onEnd: (end: LiveEnd) => void, hosts?: string): Promise<LiveRun | undefined> {
    const stored = readStoredFile(runFolder, 'run.json', runManifestSchema);
    if (stored.kind !== 'whole' || stored.value.state !== 'running') return undefined;
    const host = await findHostOfRun(runFolder, hosts);
    if (host === undefined) return undefined;
    const live = new LiveRun(host.socket, stored.value, onEnd);
    void live.follow();
    return live;
  }

  /** What was measured is kept. */
  stop(): void {
    this.state.stop('stopping', 'you asked for it');
    this.order('stop');
  }

  /** Breaks off the load generator. */
  endAtOnce(): void {
    this.state.stop('ending', 'you asked for it');
    this.order('kill');
  }

  close(): void {
    this.abort.abort();
  }

  private order(wanted: 'stop' | 'kill'): void {
    this.wanted = wanted;
    this.connection?.[wanted]();
  }

  /** Never rejects. */
  private async follow(): Promise<void> {
    const end = await this.untilEnd().catch((error: unknown): LiveEnd => ({ kind: 'lost', why: messageOf(error) }));
    this.onCaughtUp();
    if (!this.abort.signal.aborted) this.onEnd(end);
  }

  private async untilEnd(): Promise<LiveEnd> {
    const items = followHost(this.socket, {
      signal: this.abort.signal,
      onConnected: (connection) => {
        this.connection = connection;
        // What was said to a connection that had broken was heard by nobody.
        if (this.wanted !== undefined) connection[this.wanted]();
        this.behind = connection.hello.next;
        if (this.behind === 0) this.onCaughtUp();
      },
    });
    for await (const item of items) {
      if (this.take(item)) return { kind: 'ended' };
      if (item.sequence + itemLength(item) >= this.behind) this.onCaughtUp();
      await this.letOthersTakeTurns();
    }
    return { kind: 'lost', why: 'The process that ran it is gone without a word on the end.' };
  }

  /** True with the last item of this run. A host may run several tests one after the other. */
  private take(item: HostItem): boolean {
    const { state, manifest } = this;
    switch (item.kind) {
      case 'event':
        if (item.runId === manifest.runId) state.take(item.event);
        return false;
      case 'missing':
        if (item.runId === manifest.runId)
          state.note(`${item.count} events could not be read back, so the charts have a gap`);
        return false;
      case 'run-ended':
        return item.runId === manifest.runId;
      case 'stopping':
        state.stop('stopping', item.reason);
        return false;
      case 'note':
        state.note(item.text);
        return false;
      case 'run':
      case 'not-run':
      case 'done':
      case 'later':
        return false;
    }
  }

  private async letOthersTakeTurns(): Promise<void> {
    if (performance.now() - this.lastTurn < TURN_MS) return;
    await setImmediate();
    this.lastTurn = performance.now();
  }
}
