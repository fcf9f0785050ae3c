import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { FollowedHost } from '../../client/running/followedHost.ts';
import { foldersOf } from '../../core/node/findProgram.ts';
import { startHost, type HostCommand, type StartedHost } from '../../core/node/runHost/startHost.ts';
import { isAlive, until } from '../support/until.ts';
import { newFolder } from '../node/runHost/hostBench.ts';
import { httpTest, runFolders, useWorkbench } from './workbench.ts';

const CLI = path.resolve(import.meta.dirname, '../../dist/cli.js');
const workbench = useWorkbench();
const served: number[] = [];
afterEach(() => {
  for (const pid of served.splice(0)) if (isAlive(pid)) process.kill(pid, 'SIGKILL');
});

async function start(
  plan: string,
  { args = [], ...change }: Partial<Omit<HostCommand, 'args'>> & { args?: string[]; runtime?: string } = {},
): Promise<StartedHost> {
  const environment = { ...process.env, XDG_RUNTIME_DIR: change.runtime ?? newFolder(), ...change.environment };
  const started = await startHost({
    command: [process.execPath, CLI],
    cwd: path.dirname(plan),
    ...change,
    environment,
    args: ['run', plan, '--grace=5', ...args],
  });
  if (started.kind === 'serving') served.push(started.serving.pid);
  return started;
}

const LONG = '[{ users: 2, duration: 120s }]';

/** Follows the host to its end, and stops it as soon as it has sent load if that is wanted. */
async function followed(started: StartedHost, { isStopped = false } = {}): Promise<FollowedHost> {
  if (started.kind !== 'serving') throw new Error(JSON.stringify(started));
  const { socket, tests } = started.serving;
  const host: FollowedHost = new FollowedHost(
    { socket, file: 'plan', tests, suites: [], startedBy: 'command' },
    {
      onItem: (item) => {
        if (isStopped && item.kind === 'event' && item.event.kind === 'frame') host.stop();
      },
      onChange: () => undefined,
    },
  );
  await host.ended;
  return host;
}

describe('a run host that an editor starts', { timeout: 60_000 }, () => {
  it('serves, is followed to its end, and tells what became of each test', async () => {
    const plan = workbench.plan(`${httpTest('one', '')}${httpTest('two', '')}`);
    const host = await followed(await start(plan));
    expect(host).toMatchObject({ isOver: true, lost: undefined });
    expect(host.hosted.tests).toMatchObject([
      { testId: 'one', kind: 'ended', state: 'completed' },
      { testId: 'two', kind: 'ended', state: 'completed' },
    ]);
    expect(runFolders(plan)).toHaveLength(2);
  });

  it('stops when it is told to, and keeps what was measured', async () => {
    const plan = workbench.plan(httpTest('x', '', LONG));
    const host = await followed(await start(plan), { isStopped: true });
    expect(host.isStopping).toBe(true);
    expect(host.hosted).toMatchObject({ tests: [{ kind: 'ended', state: 'cancelled' }], exitCode: 130 });
  });

  it('that is killed is lost, and its load with it', async () => {
    const plan = workbench.plan(httpTest('x', '', LONG));
    const started = await start(plan);
    if (started.kind !== 'serving') throw new Error(JSON.stringify(started));
    workbench.seen.splice(0);
    const following = followed(started);
    await until(() => workbench.seen.length > 0, 30_000);
    process.kill(started.serving.pid, 'SIGKILL');
    const host = await following;
    expect(host).toMatchObject({ isOver: true, hosted: { tests: [{ kind: 'running' }] } });
    expect(host.lost).toBeDefined();
  });

  it('says which host has to be typed, and runs once it was', async () => {
    const plan = workbench.plan(httpTest('x', ''));
    const text = readFileSync(plan, 'utf8').replace('" }', '", protected: true }');
    const guarded = workbench.plan('');
    writeFileSync(guarded, text);
    workbench.seen.splice(0);
    expect(await start(guarded, { args: ['--environment=local'] })).toEqual({
      kind: 'needs',
      need: { what: 'confirmation', typed: '127.0.0.1', why: '127.0.0.1 is protected' },
    });
    expect(workbench.seen).toEqual([]);
    const host = await followed(await start(guarded, { args: ['--environment=local', '--confirm=127.0.0.1'] }));
    expect(host.hosted.tests).toMatchObject([{ kind: 'ended', state: 'completed' }]);
  });

  it('says which secret has no value, and takes it from its environment', async () => {
    const plan = workbench.plan(httpTest('x', ''), 'secrets: [SHOP_TOKEN]');
    expect(await start(plan)).toEqual({ kind: 'needs', need: { what: 'secret', name: 'SHOP_TOKEN' } });
    const host = await followed(await start(plan, { environment: { SHOP_TOKEN: 'hunter2' } }));
    expect(host.hosted.tests).toMatchObject([{ kind: 'ended', state: 'completed' }]);
  });

  it('says which tool is missing, where it was looked for, and how to get it', async () => {
    const started = await start(workbench.plan('  x: { runner: coder, scaletest: dashboard }'));
    expect(started).toMatchObject({
      kind: 'needs',
      need: {
        what: 'tool',
        tool: 'coder',
        page: 'https://coder.com/docs/install',
        // Where it is shown as a notification, the first places do; the others are details.
        why: expect.stringMatching(/in the folders of PATH, which are \S+, \S+ and \d+ more\. To get it: \w/),
        details: expect.stringContaining(foldersOf(process.env['PATH']).at(-1) ?? 'a folder'),
      },
    });
  });

  it('says that another run is on the same target', async () => {
    const runtime = newFolder();
    const first = await start(workbench.plan(httpTest('x', '', LONG)), { runtime });
    expect(first.kind).toBe('serving');
    const short = workbench.plan(httpTest('y', ''));
    expect(await start(short, { runtime })).toMatchObject({ kind: 'needs', need: { what: 'parallel' } });
    const host = await followed(await start(short, { runtime, args: ['--parallel'] }));
    expect(host.hosted.tests).toMatchObject([{ kind: 'ended', state: 'completed' }]);
  });

  it('that refuses says what a terminal would have said', async () => {
    const plan = workbench.plan(httpTest('x', '').replace('runner', 'runer'));
    const started = await start(plan);
    expect(started).toMatchObject({ kind: 'refused' });
    expect(JSON.stringify(started)).toContain('runer');
  });

  it.each([
    ['a program that is not there', ['/nowhere/node', CLI], 'cannot be started'],
    ['one that ends without a word', [process.execPath, '-e', '0'], 'said nothing'],
    ['one that says something else', [process.execPath, '-e', 'console.log("hello")'], 'said nothing'],
  ])('%s is a refusal', async (_, command, message) => {
    const started = await start(workbench.plan(httpTest('x', '')), { command: command as [string, string] });
    expect(started).toMatchObject({ kind: 'refused', message: expect.stringContaining(message) as string });
  });

  it('that serves nobody yet ends when the start is called off', async () => {
    const controller = new AbortController();
    const starting = start(workbench.plan(httpTest('x', '')), {
      command: [process.execPath, '-e', 'setInterval(() => 0, 1e6)'] as unknown as [string, string],
      signal: controller.signal,
    });
    controller.abort();
    expect(await starting).toEqual({ kind: 'cancelled' });
  });
});
