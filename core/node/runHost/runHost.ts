import { chmodSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import path from 'node:path';
import { messageOf, UserError } from '../../errors.ts';
import { formatDuration } from '../../format.ts';
import type { RunEvent } from '../../run/runEvent.ts';
import type { FinishedRun, LiveRun } from '../runRequest.ts';
import { ClientConnection } from './clientConnection.ts';
import { EventHistory } from './eventHistory.ts';
import { GraceTimer } from './graceTimer.ts';
import { Journal } from './journal.ts';

export interface RunHostSettings {
  socket: string;
  version: string;
  /** What happens when nobody has been attached for `graceMs`. */
  whenLeft: 'stop' | 'continue';
  graceMs: number;
  /** See `ConnectionSettings`. */
  stuckMs?: number;
  /** Stops the run politely; what was measured is kept. */
  stop: () => void;
  /** Ends every load generator at once. */
  kill: () => void;
}

/** As long as an editor may well take for one thing that it does, in ms. */
const STUCK_MS = 30_000;
/** So long clients have at the end to read what they do not have yet, in ms. */
const FAREWELL_MS = 5000;

/** Tells clients on a socket about the runs of this process, and takes their orders. */
export class RunHost {
  private readonly journal = new Journal();
  private readonly clients = new Set<ClientConnection>();
  private readonly server: Server;
  private readonly grace: GraceTimer;
  private live: { run: LiveRun; history: EventHistory; events: number } | undefined;
  private isStopping = false;

  private constructor(private readonly settings: RunHostSettings) {
    this.server = createServer((socket) => this.welcome(socket));
    this.grace = new GraceTimer(settings.graceMs, () => this.onLeft());
  }

  /** Throws a `UserError` when nothing can listen there. */
  static async open(settings: RunHostSettings): Promise<RunHost> {
    const host = new RunHost(settings);
    const { server } = host;
    try {
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject);
        server.listen(settings.socket, resolve);
      });
      // The folder is closed to others already.
      if (process.platform !== 'win32') chmodSync(settings.socket, 0o600);
    } catch (error) {
      host.grace.close();
      server.close();
      throw new UserError(`Clients cannot be served at ${settings.socket}: ${messageOf(error)}. Run without --serve.`);
    }
    // A connection that could not be accepted is the trouble of who wanted it.
    server.on('error', () => undefined);
    return host;
  }

  /** For every event of every run, in order. */
  takeEvent(event: RunEvent, run: LiveRun): void {
    const line = JSON.stringify(event);
    if (event.kind === 'started') {
      const { runId, testId } = event;
      this.journal.add({ kind: 'run', runId, testId, folder: run.folder });
      this.live = { run, history: new EventHistory(runId, path.join(run.folder, 'events.ndjson')), events: 0 };
    }
    if (this.live === undefined) throw new Error('A run begins with the event `started`.');
    this.live.run = run;
    this.journal.addEvent(this.live.history, this.live.events, line);
    this.live.events += 1;
  }

  runEnded({ result: { runId, state, verdict }, writeProblems }: FinishedRun): void {
    this.journal.add({ kind: 'run-ended', runId, state, verdict });
    if (writeProblems.length === 0) this.live?.history.forget();
    this.live = undefined;
  }

  notRun(testId: string): void {
    this.journal.add({ kind: 'not-run', testId });
  }

  note(text: string): void {
    this.journal.add({ kind: 'note', text });
  }

  /** The run is being stopped, for the first reason that is told. */
  tellStopping(reason: string): void {
    if (this.isStopping) return;
    this.isStopping = true;
    this.journal.add({ kind: 'stopping', reason });
    this.say(`Stopping, because ${reason}.`);
  }

  /** Says goodbye to all clients and closes the socket. */
  async close(exitCode: number): Promise<void> {
    this.grace.close();
    this.journal.add({ kind: 'done', exitCode });
    this.journal.close();
    // Also those whose wish to attach is still on its way.
    const finished = [...this.clients].map((client) => client.finished);
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, FAREWELL_MS)));
    await Promise.race([Promise.all(finished), late]);
    clearTimeout(timer);
    const closed = new Promise<void>((resolve) => this.server.close(() => resolve()));
    for (const client of this.clients) client.close();
    await closed;
  }

  private welcome(socket: Socket): void {
    const client = new ClientConnection(socket, this.journal, {
      version: this.settings.version,
      stuckMs: this.settings.stuckMs ?? STUCK_MS,
      onAttached: () => this.grace.came(),
      onStop: () => this.stop('a client asked for it'),
      onKill: () => {
        this.stop('a client asked for it, and for the load generator to be killed');
        this.settings.kill();
      },
    });
    this.clients.add(client);
    socket.once('close', () => {
      this.clients.delete(client);
      if (client.isAttached && ![...this.clients].some(({ isAttached }) => isAttached)) this.grace.left();
    });
  }

  private onLeft(): void {
    const reason = `nobody has been attached for ${formatDuration(this.settings.graceMs)}`;
    if (this.settings.whenLeft === 'stop') this.stop(reason);
    else this.say(`The run goes on although ${reason} (--when-left continue).`);
  }

  private stop(reason: string): void {
    this.tellStopping(reason);
    this.settings.stop();
  }

  /** In the log of the run, where it is still found afterwards; as a note where there is none. */
  private say(text: string): void {
    if (this.live === undefined) this.note(text);
    else this.live.run.remark(text);
  }
}
