import { rmSync, statSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { followHost, HostConnection } from '../../../core/node/runHost/client.ts';
import { RunHost } from '../../../core/node/runHost/runHost.ts';
import { until } from '../../support/until.ts';
import { eventsIn, HostBench, newFolder, take, takeAll } from './hostBench.ts';

const numbers = (items: readonly { sequence: number }[]): number[] => items.map(({ sequence }) => sequence);
const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index);
const attach = async (bench: HostBench): Promise<HostConnection> => HostConnection.open(bench.socket);

describe.runIf(process.platform !== 'win32')('a run host', () => {
  it('tells every client everything, whenever it comes, in the order and number of events.ndjson', async () => {
    const bench = await HostBench.open();
    const early = takeAll((await attach(bench)).items());
    bench.startRun('one');
    bench.log('a', 'ö ✓', 'c');
    const late = takeAll((await attach(bench)).items());
    bench.host.note('between');
    bench.log('d');
    bench.endRun();
    bench.startRun('two');
    bench.log('e');
    bench.endRun();
    const last = takeAll((await attach(bench)).items());
    await bench.host.close(1);
    const [first, ...others] = await Promise.all([early, late, last]);
    for (const other of others) expect(other).toEqual(first);
    expect(numbers(first)).toEqual(upTo(first.length));
    expect(eventsIn(first, 'one')).toEqual(bench.storedEvents('one'));
    expect(eventsIn(first, 'two')).toEqual(bench.storedEvents('two'));
    expect(first.filter(({ kind }) => kind !== 'event').map(({ kind }) => kind)).toEqual([
      'run',
      'note',
      'run-ended',
      'run',
      'run-ended',
      'done',
    ]);
    expect(first.at(-1)).toMatchObject({ kind: 'done', exitCode: 1 });
  });

  it('goes on exactly where a client left off', async () => {
    const bench = await HostBench.open();
    bench.startRun('one');
    bench.log('a', 'b');
    const connection = await attach(bench);
    const before = await take(connection.items(), 3);
    connection.close();
    bench.log('c', 'd');
    bench.endRun();
    const again = takeAll((await attach(bench)).items(3));
    await bench.host.close(0);
    const all = [...before, ...(await again)];
    expect(numbers(all)).toEqual(upTo(all.length));
    expect(eventsIn(all)).toEqual(bench.storedEvents('one'));
  });

  it('is followed over broken connections without a gap or a repetition', async () => {
    const bench = await HostBench.open();
    bench.startRun('one');
    bench.log('a');
    let connections = 0;
    let cut = (): void => undefined;
    const onConnected = (connection: HostConnection): void => {
      connections += 1;
      cut = () => connection.close();
    };
    const items = followHost(bench.socket, { onConnected });
    const before = await take(items, 3);
    cut();
    bench.log('b');
    const between = await take(items, 1);
    cut();
    bench.endRun();
    const rest = take(items, 100);
    await until(() => connections === 3);
    await bench.host.close(0);
    const all = [...before, ...between, ...(await rest)];
    expect(connections).toBe(3);
    expect(numbers(all)).toEqual(upTo(all.length));
    expect(eventsIn(all)).toEqual(bench.storedEvents('one'));
  });

  it('lets go of a client that reads nothing, and neither waits for it nor grows', async () => {
    const bench = await HostBench.open({ stuckMs: 50 });
    const stuck = connect(bench.socket).pause();
    let isCut = false;
    // Told of the end without reading: a paused socket notices it when it writes.
    stuck.on('error', () => (isCut = true));
    stuck.write('{"kind":"attach","from":0}\n');
    bench.startRun('one');
    const line = 'x'.repeat(1_000_000);
    bench.log(...Array.from({ length: 20 }, () => line));
    bench.endRun();
    await until(() => {
      if (!isCut) stuck.write('{"kind":"ping","id":1}\n');
      return isCut;
    });
    stuck.destroy();
    // Cut off itself when this machine is busy; it attaches again.
    const whole = await take(followHost(bench.socket), 24);
    expect(eventsIn(whole)).toEqual(bench.storedEvents('one'));
  });

  it('says which events cannot be read back', async () => {
    const bench = await HostBench.open();
    bench.startRun('one');
    bench.log('a', 'b', 'c');
    bench.endRun();
    const [first = ''] = bench.storedEvents('one').map((event) => JSON.stringify(event));
    writeFileSync(path.join(bench.folder, 'one', 'events.ndjson'), `${first}\n{"at":`);
    const items = takeAll((await attach(bench)).items());
    await bench.host.close(0);
    expect((await items).filter(({ kind }) => kind !== 'event')).toMatchObject([
      { kind: 'run', sequence: 0 },
      { kind: 'missing', sequence: 2, runId: 'one', count: 4 },
      { kind: 'run-ended', sequence: 6 },
      { kind: 'done', sequence: 7 },
    ]);
  });

  it('takes orders, tells all clients of them and puts the reason into the log of the run', async () => {
    const bench = await HostBench.open();
    bench.startRun('one');
    const [one, two] = [await attach(bench), await attach(bench)];
    const seen = two.items();
    await take(seen, 2);
    one.stop();
    expect(await take(seen, 1)).toMatchObject([{ kind: 'stopping', reason: 'a client asked for it' }]);
    expect(bench.orders).toEqual(['stop']);
    expect(bench.remarks).toEqual(['Stopping, because a client asked for it.']);
    one.kill();
    const pong = one.ping();
    const items = takeAll(one.items());
    await pong;
    expect(bench.orders).toEqual(['stop', 'stop', 'kill']);
    await bench.host.close(130);
    expect((await items).filter(({ kind }) => kind === 'stopping')).toHaveLength(1);
  });

  it.each([
    ['no JSON', 'attach\n', 'That is no message'],
    ['an unknown order', '{"kind":"start"}\n', 'That is no message'],
    ['a number that is not there', '{"kind":"attach","from":9}\n', 'This host has told 0 items.'],
    ['a second attach', '{"kind":"attach","from":0}\n{"kind":"attach","from":0}\n', 'attached already'],
  ])('refuses %s and goes on', async (_, text, answer) => {
    const bench = await HostBench.open();
    const socket = connect(bench.socket);
    let heard = '';
    socket.setEncoding('utf8').on('data', (chunk: string) => (heard += chunk));
    socket.write(text);
    await new Promise((resolve) => socket.once('close', resolve));
    expect(heard).toContain(answer);
    const other = await attach(bench);
    expect(other.hello).toMatchObject({ version: '1.2.3', next: 0 });
    other.close();
  });

  it('lets nobody else in', async () => {
    const { socket } = await HostBench.open();
    expect(statSync(socket).mode & 0o777).toBe(0o600);
  });

  it('says why nobody can be served', async () => {
    const socket = path.join(newFolder(), 'missing', 'host.sock');
    const settings = { socket, version: '1', graceMs: 1, whenLeft: 'stop', stop: () => 0, kill: () => 0 } as const;
    await expect(RunHost.open(settings)).rejects.toThrow(/Clients cannot be served at .*(ENOENT|EACCES)/);
    await expect(HostConnection.open(socket)).rejects.toThrow(/No run host can be reached at .*ENOENT/);
  });

  it('takes its socket with it', async () => {
    const bench = await HostBench.open();
    await bench.host.close(0);
    expect(() => statSync(bench.socket)).toThrow('ENOENT');
    rmSync(bench.socket, { force: true });
  });
});

describe.runIf(process.platform !== 'win32')('when nobody is attached any more', () => {
  it('stops after the grace period, although nobody ever came', async () => {
    const bench = await HostBench.open({ graceMs: 20 });
    bench.startRun('one');
    await until(() => bench.orders.length > 0);
    expect(bench.remarks).toEqual([expect.stringMatching(/^Stopping, because nobody has been attached for 20/)]);
  });

  it('stops after the last client has left, and not before', async () => {
    const bench = await HostBench.open({ graceMs: 300 });
    bench.startRun('one');
    const [one, two] = [await attach(bench), await attach(bench)];
    const [seenByOne, seenByTwo] = [one.items(), two.items()];
    await Promise.all([take(seenByOne, 1), take(seenByTwo, 1)]);
    one.close();
    const attachedUntil = performance.now() + 600;
    await until(() => performance.now() > attachedUntil);
    expect(bench.orders).toEqual([]);
    two.close();
    await until(() => bench.orders.length > 0);
    expect(bench.orders).toEqual(['stop']);
  });

  it('goes on where that is wanted, and says so in the log of the run', async () => {
    const bench = await HostBench.open({ graceMs: 20, whenLeft: 'continue' });
    bench.startRun('one');
    await until(() => bench.remarks.length > 0);
    expect(bench.remarks[0]).toMatch(/^The run goes on although nobody has been attached for 20/);
    expect(bench.orders).toEqual([]);
  });
});
