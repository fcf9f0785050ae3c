import type { LiveUpdate } from '../../../core/protocol/livePanel.ts';

/** A chart that moves more often than this is not read better. */
const EVERY_MS = 1000;

/** Sends an update once a second while somebody looks: a hidden panel gets no message. */
export class LiveUpdates {
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly takeUpdate: () => LiveUpdate,
    private readonly send: (update: LiveUpdate) => void,
  ) {}

  /** The webview has the whole state now. */
  begin(): void {
    this.pause();
    this.timer = setInterval(() => this.send(this.takeUpdate()), EVERY_MS);
  }

  /** At once, for what a person has just done; with it the second begins anew. */
  sendNow(): void {
    if (this.timer === undefined) return;
    this.begin();
    this.send(this.takeUpdate());
  }

  pause(): void {
    clearInterval(this.timer);
    this.timer = undefined;
  }
}
