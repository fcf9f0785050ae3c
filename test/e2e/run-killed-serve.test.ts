import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { HostConnection } from '../../core/node/runHost/client.ts';
import { readRunFolder } from '../../core/node/runStore/readRunFolder.ts';
import { servingSchema, type HostItem } from '../../core/protocol/runHost.ts';
import { eventsIn, readEvents } from '../node/runHost/hostBench.ts';
import { apartFromHealth } from '../support/apartFromHealth.ts';
import { findToolForTests } from '../support/tools.ts';
import { until } from '../support/until.ts';
import { answeringServer } from './headroomCommand.ts';
import { LongRun, type Server } from './kills/longRun.ts';
import { killHard, processesOfRun } from './kills/processes.ts';
import { SUBJECTS, type Subject } from './kills/subjects.ts';

let server: Server;
const running: LongRun[] = [];
beforeAll(async () => void (server = await answeringServer()));
afterEach(() => running.splice(0).forEach((run) => run.cleanUp()));
afterAll(() => server.close());

async function serve(subject: Subject): Promise<{ run: LongRun; socket: string }> {
  const run = new LongRun(subject, server, ['--serve', '--grace', '1']);
  running.push(run);
  await until(() => run.out.includes('\n'), 30_000);
  return { run, socket: servingSchema.parse(JSON.parse(run.out)).socket };
}

/** A client in a process of its own, that says a word for each piece that it reads. */
const CLIENT = `
const socket = require('node:net').connect(process.argv[1], () => socket.write('{"kind":"attach","from":0}\\n'));
socket.on('data', () => console.log('read'));`;

/** JSON knows no NaN. */
const asStored = (events: readonly unknown[]): unknown[] => JSON.parse(JSON.stringify(events)) as unknown[];

const served = SUBJECTS.filter(({ runner }) => runner === 'http' || runner === 'k6');

describe.runIf(process.platform === 'linux').each(served)('kill -9 with --serve, $runner', (subject) => {
  const options = { timeout: 90_000 };
  const isMissing = subject.tool !== undefined && findToolForTests(subject.tool) === undefined;

  it.skipIf(isMissing)('of the host while a client is attached: the client sees its end', options, async () => {
    const { run, socket } = await serve(subject);
    const connection = await HostConnection.open(socket);
    const items: HostItem[] = [];
    const isOver = (async () => {
      for await (const item of connection.items()) items.push(item);
    })();
    await run.isUnderWay();
    await until(() => eventsIn(items).filter(({ kind }) => kind === 'frame').length >= 2, 30_000);
    killHard(run.host.pid ?? NaN);
    await until(() => processesOfRun(run.runtime).length === 0, 5000);
    await isOver;
    expect(items.some(({ kind }) => kind === 'done')).toBe(false);
    // What the client was told is on disk.
    expect(readEvents(run.folder)).toEqual(expect.arrayContaining(asStored(eventsIn(items))));
    const { writer, result } = await readRunFolder(run.folder);
    expect({ writer, state: result.state }).toEqual({ writer: 'gone', state: 'interrupted' });
    expect(['no-data', 'fail', 'invalid']).toContain(apartFromHealth(result).verdict);
  });

  it.skipIf(isMissing)('of the only client: the run stops after its grace and keeps everything', options, async () => {
    const { run, socket } = await serve(subject);
    const client = spawn(process.execPath, ['-e', CLIENT, socket], { stdio: ['ignore', 'pipe', 'ignore'] });
    let read = '';
    client.stdout.on('data', (chunk: Buffer) => (read += chunk.toString()));
    try {
      await run.isUnderWay();
      // Some frames, each a piece or more.
      await until(() => read.split('\n').length > 5, 30_000);
    } finally {
      client.kill('SIGKILL');
    }
    await until(() => run.code !== undefined && processesOfRun(run.runtime).length === 0, 30_000);
    expect(run.code).toBe(130);
    const { result } = await readRunFolder(run.folder);
    expect(result.state).toBe('cancelled');
    expect(result.observations.find(({ metric }) => metric === 'requests')?.value).toBeGreaterThan(0);
    expect(readFileSync(path.join(run.folder, 'log.txt'), 'utf8')).toContain('nobody has been attached for 1 s');
  });
});
