import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach } from 'vitest';
import { RunHost, type RunHostSettings } from '../../../core/node/runHost/runHost.ts';
import type { FinishedRun, LiveRun } from '../../../core/node/runRequest.ts';
import type { HostItem } from '../../../core/protocol/runHost.ts';
import { GuardWatch } from '../../../core/run/guards.ts';
import { foldRun, runResult, startRun } from '../../../core/run/foldRun.ts';
import type { RunEvent } from '../../../core/run/runEvent.ts';

const folders: string[] = [];
const hosts: RunHost[] = [];
afterEach(async () => {
  await Promise.all(hosts.splice(0).map((host) => host.close(0)));
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

export function newFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'hr-host-'));
  folders.push(folder);
  return folder;
}

/** A host whose orders are counted, and a run whose events a test makes up. */
export class HostBench {
  readonly folder = newFolder();
  readonly socket = path.join(this.folder, 'host.sock');
  readonly orders: string[] = [];
  readonly remarks: string[] = [];
  private current = { folder: '', fold: startRun({ checks: [], guards: [] }) };

  private constructor(private readonly opened: { host?: RunHost }) {}

  static async open(settings: Partial<RunHostSettings> = {}): Promise<HostBench> {
    const opened: { host?: RunHost } = {};
    const bench = new HostBench(opened);
    opened.host = await RunHost.open({
      socket: bench.socket,
      version: '1.2.3',
      graceMs: 60_000,
      whenLeft: 'stop',
      stop: () => bench.orders.push('stop'),
      kill: () => bench.orders.push('kill'),
      ...settings,
    });
    hosts.push(opened.host);
    return bench;
  }

  get host(): RunHost {
    if (this.opened.host === undefined) throw new Error('The host is not open.');
    return this.opened.host;
  }

  startRun(runId: string): void {
    this.current = { folder: path.join(this.folder, runId), fold: startRun({ checks: [], guards: [] }) };
    mkdirSync(this.current.folder);
    this.emit({ at: 0, kind: 'started', runId, testId: 'search', runner: 'http', command: [] });
  }

  log(...lines: string[]): void {
    for (const line of lines) this.emit({ at: 1, kind: 'log', source: 'tool', level: 'info', line });
  }

  endRun(): void {
    this.emit({ at: 2, kind: 'finished', outcome: { kind: 'completed' } });
    const { folder, fold } = this.current;
    const finished: FinishedRun = { folder, fold, result: runResult(fold), sentLoad: true, writeProblems: [] };
    this.host.runEnded(finished);
  }

  storedEvents(runId: string): unknown[] {
    return readEvents(path.join(this.folder, runId));
  }

  emit(event: RunEvent): void {
    const { folder, fold } = this.current;
    appendFileSync(path.join(folder, 'events.ndjson'), `${JSON.stringify(event)}\n`);
    foldRun(fold, event);
    const remark: LiveRun['remark'] = (line) => this.remarks.push(line);
    this.host.takeEvent(event, { fold, folder, remark, guards: new GuardWatch([]) });
  }
}

export function readEvents(runFolder: string): unknown[] {
  const text = readFileSync(path.join(runFolder, 'events.ndjson'), 'utf8');
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);
}

export async function take(items: AsyncIterator<HostItem>, count: number): Promise<HostItem[]> {
  const taken: HostItem[] = [];
  while (taken.length < count) {
    const next = await items.next();
    if (next.done === true) break;
    taken.push(next.value);
  }
  return taken;
}

export async function takeAll(items: AsyncIterable<HostItem>): Promise<HostItem[]> {
  const taken: HostItem[] = [];
  for await (const item of items) taken.push(item);
  return taken;
}

export function eventsIn(items: readonly HostItem[], runId?: string): RunEvent[] {
  return items.flatMap((item) =>
    item.kind === 'event' && (runId === undefined || item.runId === runId) ? [item.event] : [],
  );
}
