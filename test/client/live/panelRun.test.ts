import { mkdirSync, writeFileSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { hostname } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { PanelRun } from '../../../client/panels/live/panelRun.ts';
import { LiveUpdates } from '../../../client/panels/live/liveUpdates.ts';
import { writeRecord } from '../../../core/node/runHost/hostRecord.ts';
import type { LiveUpdate } from '../../../core/protocol/livePanel.ts';
import type { LiveRunView, RunView } from '../../../core/protocol/panel.ts';
import type { RunEvent } from '../../../core/run/runEvent.ts';
import type { RunManifest } from '../../../core/run/runManifest.ts';
import { httpFrame } from '../../core/run/helpers.ts';
import { HostBench } from '../../node/runHost/hostBench.ts';
import { OWN_START } from '../../support/ownStart.ts';
import { manifestOf, STARTED_AT } from '../../support/runFolder.ts';
import { until } from '../../support/until.ts';

const RUN_ID = '20260131_120000_search';
const frame = (second: number): RunEvent => ({
  at: STARTED_AT + (second + 1) * 1000,
  kind: 'frame',
  frame: httpFrame(second, [10]),
});
const opened: PanelRun[] = [];
const links: BreakableLink[] = [];
afterEach(() => {
  for (const link of links.splice(0)) link.close();
  for (const run of opened.splice(0)) run.close();
});

/** A panel on a run of a real run host, whose records are in the bench's folder. */
class PanelBench {
  readonly updates: LiveUpdate[] = [];
  ends = 0;
  readonly folder: string;
  readonly run: PanelRun;

  private constructor(readonly bench: HostBench) {
    this.folder = path.join(bench.folder, RUN_ID);
    this.run = new PanelRun(
      this.folder,
      { onUpdate: (update) => this.updates.push(update), onEnd: () => (this.ends += 1) },
      bench.folder,
    );
    opened.push(this.run);
  }

  static async open(): Promise<PanelBench> {
    const panel = new PanelBench(await HostBench.open());
    panel.bench.startRun(RUN_ID);
    panel.writeManifest({ state: 'running', endedAt: undefined });
    panel.record(panel.bench.socket);
    return panel;
  }

  /** The host says of itself that it is at work on this run. */
  record(socket: string): void {
    writeRecord(path.join(this.bench.folder, `host-${process.pid}-0123456789ab.json`), {
      version: 1,
      process: { pid: process.pid, start: OWN_START, host: hostname() },
      startedAt: 0,
      targets: [],
      plan: 'shop.headroom.yaml',
      results: this.bench.folder,
      socket,
      run: { testId: 'search', folder: this.folder },
      groups: [],
    });
  }

  writeManifest(rest: Partial<RunManifest>): void {
    const own = { process: { pid: process.pid, start: OWN_START, host: hostname() } };
    mkdirSync(this.folder, { recursive: true });
    writeFileSync(path.join(this.folder, 'run.json'), JSON.stringify(manifestOf(RUN_ID, { ...own, ...rest })));
  }

  async live(): Promise<LiveRunView> {
    const view = await this.run.read();
    if (view.kind !== 'live') throw new Error(`The run is ${JSON.stringify(view)}`);
    return view;
  }
}

/** Stands between a host and its clients. Once it is broken off, whoever connects again waits until it is mended. */
class BreakableLink {
  readonly socket: string;
  readonly waiting: Socket[] = [];
  private isBroken = false;
  private readonly open = new Set<Socket>();
  private readonly server = createServer((client) => {
    if (this.isBroken) this.waiting.push(client);
    else this.join(client);
  });

  private constructor(private readonly bench: HostBench) {
    this.socket = path.join(bench.folder, 'link.sock');
    links.push(this);
  }

  static async to(bench: HostBench): Promise<BreakableLink> {
    const link = new BreakableLink(bench);
    await new Promise<void>((resolve) => link.server.listen(link.socket, resolve));
    return link;
  }

  breakOff(): void {
    this.isBroken = true;
    for (const client of this.open) client.destroy();
  }

  mend(): void {
    this.isBroken = false;
    for (const client of this.waiting.splice(0)) this.join(client);
  }

  close(): void {
    for (const client of [...this.open, ...this.waiting]) client.destroy();
    this.server.close();
  }

  private join(client: Socket): void {
    const host = connect(this.bench.socket);
    this.open.add(client);
    for (const end of [client, host]) end.on('error', () => undefined);
    client.on('close', () => host.destroy());
    host.on('close', () => client.destroy());
    client.pipe(host).pipe(client);
  }
}

const secondsOf = (view: RunView): number[] =>
  view.kind === 'unreadable' ? [] : view.timeline.map(({ second }) => second);

describe('the panel of a run that goes on', () => {
  test('has all from before it was opened, then what comes, once a second', async () => {
    const panel = await PanelBench.open();
    for (const second of [0, 1, 2]) panel.bench.emit(frame(second));
    expect(secondsOf(await panel.live())).toEqual([0, 1, 2]);
    panel.run.shown();
    panel.bench.emit(frame(3));
    await until(() => panel.updates.length >= 1);
    expect(panel.updates[0]?.timeline).toMatchObject({ from: 3, points: [{ second: 3 }] });
  });

  test('has no gap when it was closed and opened again in the middle', async () => {
    const panel = await PanelBench.open();
    for (const second of [0, 1]) panel.bench.emit(frame(second));
    await panel.live();
    panel.run.close();
    for (const second of [2, 3]) panel.bench.emit(frame(second));
    const again = new PanelRun(panel.folder, { onUpdate: () => undefined, onEnd: () => undefined }, panel.bench.folder);
    opened.push(again);
    const stored = panel.bench.storedEvents(RUN_ID) as RunEvent[];
    const frames = stored.flatMap((event) => (event.kind === 'frame' ? [event.frame.second] : []));
    expect(secondsOf(await again.read())).toEqual(frames);
  });

  test('becomes the finished result, and asks no host any more', async () => {
    const panel = await PanelBench.open();
    panel.bench.emit(frame(0));
    await panel.live();
    panel.writeManifest({});
    panel.bench.endRun();
    await until(() => panel.ends === 1);
    expect(await panel.run.read()).toMatchObject({
      kind: 'run',
      result: { state: 'completed' },
      timeline: [{ second: 0 }],
    });
    expect(panel.ends).toBe(1);
  });

  test('stops politely, and at once only when a person says so', async () => {
    const panel = await PanelBench.open();
    panel.bench.emit(frame(0));
    await panel.live();
    const asked: string[] = [];
    const answer = (isMeant: boolean) => (): Promise<boolean> => {
      asked.push('asked');
      return Promise.resolve(isMeant);
    };
    await panel.run.stop(answer(true));
    await until(() => panel.bench.orders.length === 1);
    expect([panel.bench.orders, asked]).toEqual([['stop'], []]);
    expect((await panel.live()).now).toMatchObject({ phase: 'stopping', stoppingReason: 'you asked for it' });
    await panel.run.stop(answer(false));
    expect((await panel.live()).now.phase).toBe('stopping');
    await panel.run.stop(answer(true));
    await until(() => panel.bench.orders.includes('kill'));
    expect(asked).toHaveLength(2);
    expect((await panel.live()).now.phase).toBe('ending');
  });

  test('is stopped although the connection had broken when a person asked for it', async () => {
    const panel = await PanelBench.open();
    panel.bench.emit(frame(0));
    const link = await BreakableLink.to(panel.bench);
    panel.record(link.socket);
    await panel.live();
    link.breakOff();
    await until(() => link.waiting.length === 1);
    await panel.run.stop(() => Promise.resolve(true));
    expect(panel.bench.orders).toEqual([]);
    link.mend();
    await until(() => panel.bench.orders.length === 1);
    expect(panel.bench.orders).toEqual(['stop']);
  });

  test('says when others stop the run', async () => {
    const panel = await PanelBench.open();
    panel.bench.host.tellStopping('the disk is full');
    expect((await panel.live()).now).toMatchObject({ phase: 'stopping', stoppingReason: 'the disk is full' });
  });

  test('whose host is gone without an end shows what is on disk, and says so', async () => {
    const panel = await PanelBench.open();
    panel.bench.emit(frame(0));
    await panel.live();
    panel.writeManifest({ state: 'running', endedAt: undefined, process: { pid: process.pid, start: 'another' } });
    await panel.bench.host.close(1);
    await until(() => panel.ends === 1);
    const view = await panel.run.read();
    expect(view).toMatchObject({ kind: 'run', result: { state: 'interrupted' }, timeline: [{ second: 0 }] });
    expect(view).toHaveProperty('notes.0', expect.stringMatching(/is gone without a word on the end.* to disk/));
  });

  test('whose host is gone from its socket first is looked at again until it is gone as a process', async () => {
    const panel = await PanelBench.open();
    panel.bench.emit(frame(0));
    await panel.live();
    await panel.bench.host.close(1);
    await until(() => panel.ends === 1);
    expect(await panel.run.read()).toMatchObject({ kind: 'run', result: { state: 'running' } });
    panel.writeManifest({ state: 'running', endedAt: undefined, process: { pid: process.pid, start: 'another' } });
    await until(() => panel.ends === 2);
    expect(await panel.run.read()).toMatchObject({ kind: 'run', result: { state: 'interrupted' } });
  });

  test('whose host cannot be reached shows what is on disk, and tries again only when asked', async () => {
    const panel = await PanelBench.open();
    panel.record(path.join(panel.bench.folder, 'nobody.sock'));
    const view = await panel.run.read();
    expect(view).toMatchObject({ kind: 'run', result: { state: 'running' } });
    expect(view).toHaveProperty('notes.0', expect.stringMatching(/No run host can be reached/));
    expect(await panel.run.read()).toMatchObject({ kind: 'run' });
    panel.record(panel.bench.socket);
    panel.run.lookAgain();
    expect(await panel.run.read()).toMatchObject({ kind: 'live' });
  });

  test('of another run of the same host is not shown as this one', async () => {
    const panel = await PanelBench.open();
    panel.bench.emit(frame(0));
    panel.bench.startRun('20260131_120001_other');
    panel.bench.emit(frame(7));
    expect(secondsOf(await panel.live())).toEqual([0]);
  });
});

describe('updates', () => {
  test('are sent at most once a second, and none to a panel that is hidden', () => {
    vi.useFakeTimers();
    try {
      let taken = 0;
      const sent: unknown[] = [];
      const updates = new LiveUpdates(
        () => ((taken += 1), {} as LiveUpdate),
        (update) => sent.push(update),
      );
      vi.advanceTimersByTime(5000);
      updates.sendNow();
      expect(sent).toHaveLength(0);
      updates.begin();
      vi.advanceTimersByTime(3500);
      expect(sent).toHaveLength(3);
      updates.sendNow();
      expect(sent).toHaveLength(4);
      vi.advanceTimersByTime(999);
      expect(sent).toHaveLength(4);
      updates.pause();
      vi.advanceTimersByTime(10_000);
      expect([sent.length, taken]).toEqual([4, 4]);
    } finally {
      vi.useRealTimers();
    }
  });
});
