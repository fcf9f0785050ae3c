import { messageOf } from '../../core/errors.ts';
import { followHost, type HostConnection } from '../../core/node/runHost/client.ts';
import { foldHosted, waitingTests, type HostedTests } from '../../core/protocol/hostedTests.ts';
import type { HostItem } from '../../core/protocol/runHost.ts';

/** Where a run host is and what it runs. */
export interface HostPlace {
  socket: string;
  /** Path of the plan or script. */
  file: string;
  /** In the order in which they are run; empty where only the host knows. */
  tests: readonly string[];
  /** The suites that were asked for. */
  suites: readonly string[];
  /** `elsewhere`: by a terminal, or by a window before this one. */
  startedBy: 'command' | 'testing' | 'elsewhere';
}

export interface HostWatcher {
  /** Each item exactly once, those from before this window with them. */
  onItem: (item: HostItem) => void;
  /** Something has changed that `hosted` or `isOver` tells. */
  onChange: () => void;
}

/**
 * A run host that this window is attached to. While it is, the host does not count as left alone; it is attached to
 * until it ends or the window does.
 */
export class FollowedHost {
  private folded: HostedTests;
  private connection: HostConnection | undefined;
  private readonly detached = new AbortController();
  private wanted: 'stop' | 'kill' | undefined;
  private startedAt: number | undefined;
  private tripped = false;
  private over: { lost: string | undefined } | undefined;
  /** Resolves when there is nothing more to come. Never rejects. */
  readonly ended: Promise<void>;

  constructor(
    readonly place: HostPlace,
    private readonly watcher: HostWatcher,
  ) {
    this.folded = waitingTests(place.tests);
    this.ended = this.follow();
  }

  get hosted(): HostedTests {
    return this.folded;
  }

  get isOver(): boolean {
    return this.over !== undefined;
  }

  /** The host went without an end: what it was doing has ended too, and why is not known here. */
  get lost(): string | undefined {
    return this.over?.lost;
  }

  /** When the run that goes on began, in ms since the Unix epoch; absent while none has. */
  get runStartedAt(): number | undefined {
    return this.startedAt;
  }

  /** A guard has ended the run that goes on, or the last one. */
  get hasTripped(): boolean {
    return this.tripped;
  }

  /** True from the wish on, so that nobody has to press twice because the host is slow to answer. */
  get isStopping(): boolean {
    return this.wanted !== undefined || this.folded.stopping !== undefined;
  }

  /** The polite stop: what was measured is kept. */
  stop(): void {
    this.order('stop');
  }

  /** Ends the load generators at once. */
  kill(): void {
    this.order('kill');
  }

  /** The runs go on; the host counts its clients. */
  detach(): void {
    this.detached.abort();
  }

  private order(wanted: 'stop' | 'kill'): void {
    if (this.isOver) return;
    this.wanted = wanted;
    // Where there is no connection at this moment, it is said as soon as there is one.
    this.connection?.[wanted]();
    this.watcher.onChange();
  }

  /** True when it changed something. */
  private note(item: HostItem): boolean {
    if (item.kind === 'run-ended') this.startedAt = undefined;
    if (item.kind !== 'event') return false;
    if (item.event.kind === 'started') {
      this.startedAt = item.event.at;
      this.tripped = false;
      return true;
    }
    if (item.event.kind !== 'guard') return false;
    this.tripped = true;
    return true;
  }

  private async follow(): Promise<void> {
    let lost: string | undefined = 'it is gone without a word';
    try {
      const items = followHost(this.place.socket, {
        signal: this.detached.signal,
        onConnected: (connection) => {
          this.connection = connection;
          if (this.wanted !== undefined) connection[this.wanted]();
        },
      });
      for await (const item of items) {
        const folded = foldHosted(this.folded, item);
        const isNews = folded !== this.folded;
        this.folded = folded;
        const isAlsoNews = this.note(item);
        this.watcher.onItem(item);
        if (item.kind === 'done') lost = undefined;
        else if (isNews || isAlsoNews) this.watcher.onChange();
      }
    } catch (error) {
      lost = messageOf(error);
    }
    if (this.detached.signal.aborted) return;
    this.connection = undefined;
    this.over = { lost };
    this.watcher.onChange();
  }
}
