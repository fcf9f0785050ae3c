import { spawn } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, describe, expect, it } from 'vitest';
import { followHost, HostConnection } from '../../core/node/runHost/client.ts';
import { findHosts } from '../../core/node/runHost/findHosts.ts';
import { readRecords } from '../../core/node/runHost/hostRecord.ts';
import { servingSchema, type Serving } from '../../core/protocol/runHost.ts';
import { eventsIn, newFolder, readEvents, take, takeAll } from '../node/runHost/hostBench.ts';
import { isAlive, until } from '../support/until.ts';
import { HEADROOM } from './headroomCommand.ts';
import { httpTest, runFolders, useWorkbench } from './workbench.ts';

const workbench = useWorkbench();
const started: number[] = [];
afterEach(() => {
  for (const pid of started.splice(0)) if (isAlive(pid)) process.kill(pid, 'SIGKILL');
});

const LONG = '[{ users: 2, duration: 120s }]';

/** Starts a host as an editor does: detached, and by a parent that may be killed. */
async function serve(
  plan: string,
  runtime: string,
  args: string[] = [],
): Promise<Serving & { folder: string; parent: number }> {
  const source = `
    const { spawn } = require('node:child_process');
    spawn(process.argv[1], process.argv.slice(2), { detached: true, stdio: ['ignore', 'inherit', 'inherit'] }).unref();
    setInterval(() => 0, 1e6);`;
  const parent = spawn(process.execPath, ['-e', source, HEADROOM, 'run', plan, '--serve', ...args], {
    env: { ...process.env, XDG_RUNTIME_DIR: runtime },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  started.push(parent.pid!);
  for await (const line of createInterface({ input: parent.stdout })) {
    const serving = servingSchema.parse(JSON.parse(line));
    started.push(serving.pid);
    return { ...serving, folder: path.join(runtime, 'headroom'), parent: parent.pid! };
  }
  throw new Error('The host said nothing.');
}

describe.runIf(process.platform === 'linux')('headroom run --serve', { timeout: 90_000 }, () => {
  it('tells of several runs over one socket what is on disk, and leaves nothing behind', async () => {
    const plan = workbench.plan(`${httpTest('one', '')}${httpTest('two', '')}`, 'suites: { both: [one, two] }');
    const host = await serve(plan, newFolder(), ['--suite', 'both']);
    expect(host.tests).toEqual(['one', 'two']);
    expect(statSync(host.socket).mode & 0o777).toBe(0o600);
    expect(statSync(host.folder).mode & 0o777).toBe(0o700);
    const items = await takeAll(followHost(host.socket));
    expect(items.map(({ sequence }) => sequence)).toEqual(items.map((_, index) => index));
    const folders = runFolders(plan).filter((folder) => !folder.includes('_suite-'));
    expect(folders).toHaveLength(2);
    for (const folder of folders) expect(eventsIn(items, path.basename(folder))).toEqual(readEvents(folder));
    expect(items.filter(({ kind }) => kind === 'run-ended')).toHaveLength(2);
    await until(() => !isAlive(host.pid));
    expect(readdirSync(host.folder)).toEqual([]);
  });

  it('survives the death of its parent, is found and attached to again, and stops when asked', async () => {
    const plan = workbench.plan(httpTest('x', '', LONG));
    const host = await serve(plan, newFolder());
    const connection = await HostConnection.open(host.socket);
    const before = await take(connection.items(), 4);
    process.kill(host.parent, 'SIGKILL');
    connection.close();
    await until(() => !isAlive(host.parent));
    const [found] = await findHosts(host.folder, path.join(path.dirname(plan), 'headroom-results'));
    expect(found).toMatchObject({ socket: host.socket, pid: host.pid, run: { testId: 'x' } });
    const again = await HostConnection.open(found!.socket);
    const items = again.items(4);
    const between = await take(items, 3);
    again.stop();
    const all = [...before, ...between, ...(await take(items, 1e6))];
    const [folder = ''] = runFolders(plan);
    expect(all.map(({ sequence }) => sequence)).toEqual(all.map((_, index) => index));
    expect(eventsIn(all)).toEqual(readEvents(folder));
    expect(all.at(-1)).toMatchObject({ kind: 'done', exitCode: 130 });
    expect(all).toContainEqual(expect.objectContaining({ kind: 'run-ended', state: 'cancelled' }));
    expect(readFileSync(path.join(folder, 'log.txt'), 'utf8')).toContain('Stopping, because a client asked for it.');
  });

  it('stops when nobody comes, keeps what was measured and says why', async () => {
    const plan = workbench.plan(httpTest('x', '', LONG));
    const host = await serve(plan, newFolder(), ['--grace', '1']);
    await until(() => !isAlive(host.pid), 30_000);
    const [folder = ''] = runFolders(plan);
    expect(JSON.parse(readFileSync(path.join(folder, 'result.json'), 'utf8'))).toMatchObject({ state: 'cancelled' });
    expect(readFileSync(path.join(folder, 'log.txt'), 'utf8')).toContain('nobody has been attached for 1 s');
  });

  it('killed: its generator ends, it holds up nobody, and the next start tidies up', async () => {
    const plan = workbench.plan(httpTest('x', '', LONG));
    const runtime = newFolder();
    const host = await serve(plan, runtime);
    const generators = (): number[] =>
      readRecords(host.folder).flatMap(({ record: { groups } }) => groups.map(({ pid }) => pid));
    await until(() => generators().length > 0, 30_000);
    const [generator] = generators();
    const refused = await workbench.headroom(['run', plan], { env: { XDG_RUNTIME_DIR: runtime } });
    expect(refused).toMatchObject({ code: 2, out: '' });
    for (const part of [`127.0.0.1:${workbench.port}`, runFolders(plan)[0]!, `process ${host.pid}`])
      expect(refused.err).toContain(part);
    expect(runFolders(plan)).toHaveLength(1);
    process.kill(host.pid, 'SIGKILL');
    await until(() => !isAlive(generator!), 5000);
    expect(existsSync(host.socket)).toBe(true);
    const smoke = await workbench.headroom(['run', plan, '--smoke'], { env: { XDG_RUNTIME_DIR: runtime } });
    expect(smoke).toMatchObject({ code: 0 });
    expect(readdirSync(host.folder)).toEqual([]);
  });

  it('lets others run beside it when that is wanted, and their results say so', async () => {
    const plan = workbench.plan(httpTest('x', '', LONG));
    const short = workbench.plan(httpTest('y', ''));
    const runtime = newFolder();
    const host = await serve(plan, runtime);
    const call = await workbench.headroom(['run', short, '--parallel'], { env: { XDG_RUNTIME_DIR: runtime } });
    expect(call.out).toContain('another run sent load to the same target');
    expect(isAlive(host.pid)).toBe(true);
  });

  it.each([
    [['--grace', '5'], '--grace only has a meaning together with --serve'],
    [['--serve', '--format', 'ndjson'], 'Leave --format out'],
    [['--serve', '--grace', 'soon'], '--grace is a number of seconds'],
    [['--serve', '--when-left', 'wait'], '--when-left can be stop, continue'],
  ])('refuses %j', async (args, message) => {
    const call = await workbench.headroom(['run', workbench.plan(httpTest('x', '')), ...args]);
    expect(call).toMatchObject({ code: 2, out: '' });
    expect(call.err).toContain(message);
  });
});
