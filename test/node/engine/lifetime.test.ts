import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { StopStep } from '../../../core/runners/adapter.ts';
import { liveGroups } from '../../../core/node/processGroup.ts';
import { ENGINE_PATH, executeEngine, get, job, runEngineProcess, users } from '../../support/engineRun.ts';
import { startFaultServer, type FaultServer } from '../../support/faultServer.ts';
import { isAlive, until } from '../../support/until.ts';

let server: FaultServer;
let folder: string;
beforeEach(async () => {
  server = await startFaultServer();
  folder = await mkdtemp(join(tmpdir(), 'headroom-engine-'));
});
afterEach(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

describe('stopping', () => {
  it('ends politely, flushes the last frame and leaves no process and no connection', async () => {
    const stop = new AbortController();
    const pids: (number | undefined)[] = [];
    const work = job([users(5, 60_000)], [get(`${server.origin}/ok?ms=30`)]);
    const run = await runEngineProcess(
      work,
      (event) => {
        if (event.kind !== 'frame') return;
        pids.push(...liveGroups().map(({ pid }) => pid));
        stop.abort();
      },
      stop.signal,
    );
    expect(run.end).toEqual({ kind: 'cancelled' });
    expect(run.total('requests')).toBe(server.seen.requests.get('/ok'));
    // Young requests are broken off by us: attempted, but neither answered nor failed.
    expect(run.total('failures')).toBe(0);
    expect(run.total('responses') + run.total('aborted')).toBe(run.total('requests'));
    // So they make no share of failures look smaller than it was.
    expect(run.total('aborted')).toBeGreaterThan(0);
    expect(liveGroups()).toHaveLength(0);
    expect(pids).not.toHaveLength(0);
    expect(pids.filter((pid) => pid !== undefined && isAlive(pid))).toEqual([]);
    await until(() => server.seen.connectionsOpen === 0);
  });

  it('counts requests that were overdue when it was stopped as failures', async () => {
    const stop = new AbortController();
    const work = job([users(2, 60_000)], [get(`${server.origin}/never`)], { timeoutMs: 30_000 });
    const run = await runEngineProcess(
      work,
      (event) => event.kind === 'frame' && event.frame.second >= 5 && stop.abort(),
      stop.signal,
    );
    expect(run.total('failures', { error: 'unanswered' })).toBe(2);
    expect(run.total('aborted')).toBe(0);
  });

  it('does not start anything when it was stopped before', async () => {
    const run = await runEngineProcess(job([users(1, 1000)], [get(server.origin)]), undefined, AbortSignal.abort());
    expect(run.events.map(({ kind }) => kind)).toEqual(['ended']);
    expect(run.end).toEqual({ kind: 'cancelled' });
  });

  it('stops the engine when the reader goes away', async () => {
    const signal = new AbortController().signal;
    const work = job([users(1, 60_000)], [get(`${server.origin}/ok?ms=30`)]);
    for await (const event of executeEngine(work, { enginePath: ENGINE_PATH, signal })) {
      if (event.kind === 'frame') break;
    }
    expect(liveGroups()).toHaveLength(0);
    await until(() => server.seen.connectionsOpen === 0);
  });

  it('ends the engine when its host is killed', async () => {
    const host = join(folder, 'host.mjs');
    const work = job([users(2, 60_000)], [get(`${server.origin}/ok?ms=30`)]);
    await writeFile(
      host,
      `import { spawn } from 'node:child_process';
       const engine = spawn(process.execPath, [${JSON.stringify(ENGINE_PATH)}], { detached: true });
       engine.stdin.write(${JSON.stringify(`${JSON.stringify(work)}\n`)});
       engine.stdout.resume();
       console.log(engine.pid);`,
    );
    const child = spawn(process.execPath, [host], { stdio: ['ignore', 'pipe', 'inherit'] });
    try {
      const enginePid = Number(await new Promise((resolve) => child.stdout.once('data', resolve)));
      await until(() => (server.seen.requests.get('/ok') ?? 0) > 5);
      expect(isAlive(enginePid)).toBe(true);
      child.kill('SIGKILL');
      await until(() => !isAlive(enginePid));
      await until(() => server.seen.connectionsOpen === 0);
    } finally {
      child.kill('SIGKILL');
    }
  });

  it.runIf(process.platform !== 'win32')('ends politely on SIGTERM', async () => {
    const child = spawn(process.execPath, [ENGINE_PATH], { stdio: ['pipe', 'pipe', 'inherit'] });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stdin.write(`${JSON.stringify(job([users(1, 60_000)], [get(`${server.origin}/ok?ms=30`)]))}\n`);
    await until(() => (server.seen.requests.get('/ok') ?? 0) > 0);
    child.kill('SIGTERM');
    const code = await new Promise((resolve) => child.once('exit', resolve));
    await until(() => output.includes('"kind":"end"'));
    expect(code).toBe(0);
    expect(output).toContain('"result":"stopped"');
  });
});

describe('an engine that misbehaves', () => {
  async function runFake(source: string, stop?: readonly StopStep[], stopAtFirst = false) {
    const enginePath = join(folder, 'engine.mjs');
    await writeFile(enginePath, source);
    const cancel = new AbortController();
    const events = [];
    const work = job([users(1, 1000)], [get(server.origin)]);
    for await (const event of executeEngine(work, { enginePath, signal: cancel.signal, stop })) {
      events.push(event);
      if (stopAtFirst) cancel.abort();
    }
    return events;
  }

  it('is a failed run with its reason when it crashes', async () => {
    const events = await runFake(`throw new TypeError('broken bundle')`);
    expect(events.at(-1)).toMatchObject({ kind: 'ended', end: { kind: 'failed' } });
    expect(JSON.stringify(events.at(-1))).toContain('broken bundle');
  });

  it('is a failed run when it ends early without a word', async () => {
    const events = await runFake(`process.exit(0)`);
    expect(events).toMatchObject([{ kind: 'ended', end: { kind: 'failed' } }]);
  });

  it('logs lines that are no messages and goes on', async () => {
    const events = await runFake(
      `console.log('{"kind":"frame"}'); console.log('hello');
       console.log(JSON.stringify({ kind: 'end', at: 1, result: 'completed' }));`,
    );
    expect(events).toMatchObject([
      { kind: 'log', level: 'warning', line: '{"kind":"frame"}' },
      { kind: 'log', level: 'warning', line: 'hello' },
      { kind: 'ended', end: { kind: 'completed' } },
    ]);
  });

  it.runIf(process.platform !== 'win32')('is killed when it does not stop, with all it has started', async () => {
    const events = await runFake(
      `import { spawn } from 'node:child_process';
       process.on('SIGTERM', () => undefined);
       const child = spawn(process.execPath, ['-e', 'process.on("SIGTERM", () => 0); setInterval(() => 0, 1000)']);
       console.log('child ' + child.pid);
       setInterval(() => 0, 1000);`,
      [
        { kind: 'stdin', text: 'stop\n', waitMs: 100 },
        { kind: 'signal', signal: 'SIGTERM', waitMs: 100 },
      ],
      true,
    );
    expect(events.at(-1)).toMatchObject({ kind: 'ended', end: { kind: 'cancelled' } });
    const grandchild = Number(/child (\d+)/.exec(JSON.stringify(events))?.[1]);
    await until(() => !isAlive(grandchild));
  });

  it('is a failed run when it cannot be started', async () => {
    const signal = new AbortController().signal;
    const events = [];
    const work = job([users(1, 1000)], [get(server.origin)]);
    for await (const event of executeEngine(work, { enginePath: join(folder, 'nowhere.js'), signal }))
      events.push(event);
    expect(events).toMatchObject([{ kind: 'ended', end: { kind: 'failed' } }]);
  });
});
