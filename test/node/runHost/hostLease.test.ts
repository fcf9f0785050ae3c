import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { hostname } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parsePlan } from '../../../core/configs/plan/parsePlan.ts';
import { loadTargets } from '../../../core/configs/plan/loadTargets.ts';
import { findHosts } from '../../../core/node/runHost/findHosts.ts';
import { takeLease, type HostLease, type LeaseRequest } from '../../../core/node/runHost/hostLease.ts';
import { readRecords, writeRecord, type HostRecord } from '../../../core/node/runHost/hostRecord.ts';
import { runtimeFolder } from '../../../core/node/runHost/runtimeFolder.ts';
import { processStart } from '../../../core/node/runStore/processStart.ts';
import { STARTED_BY } from '../../../core/node/startedBy.ts';
import { OWN_START } from '../../support/ownStart.ts';
import { isAlive, until } from '../../support/until.ts';
import { newFolder } from './hostBench.ts';

const TARGET = 'shop.example.com:443';
/** Larger than any process id of a usual machine. */
const NO_PROCESS = 2 ** 22 + 12_345;
/** A program that ends only when it is ended. */
const WAITS = 'process.stdin.resume(); setInterval(() => undefined, 1e6)';

function record(rest: Partial<HostRecord> = {}): HostRecord {
  return {
    version: 1,
    process: { pid: process.pid, start: OWN_START, host: hostname() },
    startedAt: 0,
    targets: [TARGET],
    plan: '/w/plan.yaml',
    results: '/w/results',
    groups: [],
    ...rest,
  };
}

function put(folder: string, rest: Partial<HostRecord> = {}): string {
  const file = path.join(folder, 'host-99-0123456789ab.json');
  writeRecord(file, record(rest));
  return file;
}

const ask = (folder: string, rest: Partial<LeaseRequest> = {}) =>
  takeLease({
    folder,
    targets: [TARGET],
    plan: 'p',
    suites: [],
    results: 'r',
    isServing: false,
    isParallel: false,
    ...rest,
  });

async function taken(folder: string, rest: Partial<LeaseRequest> = {}): Promise<HostLease> {
  const answer = await ask(folder, rest);
  if (answer.kind !== 'taken') throw new Error(answer.message);
  return answer.lease;
}

describe('one run at a time', () => {
  it('refuses a second one on the same target, and names the first', async () => {
    const folder = newFolder();
    const first = await taken(folder);
    first.running({ testId: 'search', folder: '/w/results/one_search' });
    const answer = await ask(folder);
    expect(answer).toMatchObject({ kind: 'refused' });
    for (const part of [TARGET, 'search in /w/results/one_search', `process ${process.pid}`, '--parallel'])
      expect(answer).toHaveProperty('message', expect.stringContaining(part));
    expect(readRecords(folder)).toHaveLength(1);
    first.release();
    expect(readdirSync(folder)).toEqual([]);
    expect(await ask(folder)).toMatchObject({ kind: 'taken' });
  });

  it.each([
    ['of another target', { targets: ['other:80'] }, 0],
    ['without a target', { targets: [] }, 0],
    ['that is wanted beside it', { isParallel: true }, 1],
  ])('lets one through %s', async (_, request, beside) => {
    const folder = newFolder();
    await taken(folder);
    expect((await taken(folder, request)).beside).toHaveLength(beside);
  });

  it.each([
    ['a process that is gone', { pid: NO_PROCESS, start: OWN_START, host: hostname() }, true],
    ['a later process with its id', { pid: process.pid, start: 'earlier', host: hostname() }, true],
    ['a process of another machine', { pid: process.pid, start: OWN_START, host: 'elsewhere' }, false],
  ])('is not held up by %s', async (_, owner, isRemoved) => {
    const folder = newFolder();
    const file = put(folder, { process: owner });
    expect(await ask(folder)).toMatchObject({ kind: 'taken' });
    expect(existsSync(file)).toBe(!isRemoved);
  });

  it.each([
    ['target: "https://Shop.example.com./x"', ['shop.example.com:443']],
    ['target: "http://127.0.0.1:8080"', ['127.0.0.1:8080']],
    ['target: "http://[::1]"', ['[::1]:80']],
    ['variables: { a: 1 }', ['/w/plan.yaml (it)']],
  ])('compares targets by host and port: %s', (environment, targets) => {
    const { plan } = parsePlan(`headroom: 1\nenvironments: { it: { ${environment} } }\n`);
    expect(loadTargets(plan!, '/w/plan.yaml')).toEqual(targets);
  });
});

describe('a client', () => {
  it('is told which suites a host was asked for', async () => {
    const folder = newFolder();
    await taken(folder, { isServing: true, results: '/w/results', suites: ['all'] });
    expect(await findHosts(folder, '/w/results')).toMatchObject([{ plan: 'p', suites: ['all'] }]);
  });
});

describe.runIf(process.platform !== 'win32')('what a dead host has left', () => {
  it('is removed: its socket, its record and what it was just writing', async () => {
    const folder = newFolder();
    const socket = path.join(folder, 'host-99-0123456789ab.sock');
    writeFileSync(socket, '');
    writeFileSync(path.join(folder, `host-${NO_PROCESS}-0123456789ab.json.part`), '{');
    writeFileSync(path.join(folder, `host-${process.pid}-0123456789ab.json.part`), '{');
    writeFileSync(path.join(folder, 'not-ours'), '');
    put(folder, { process: { pid: NO_PROCESS, start: 'x', host: hostname() }, socket });
    expect(await findHosts(folder, '/w/results')).toEqual([]);
    expect(readdirSync(folder).sort()).toEqual([`host-${process.pid}-0123456789ab.json.part`, 'not-ours']);
  });

  it('never takes a socket elsewhere with it', async () => {
    const elsewhere = path.join(newFolder(), 'file');
    writeFileSync(elsewhere, '');
    const folder = newFolder();
    put(folder, { process: { pid: NO_PROCESS, start: 'x', host: hostname() }, socket: elsewhere });
    await findHosts(folder, '/w/results');
    expect(existsSync(elsewhere)).toBe(true);
  });

  it('is killed when it still runs, and only when it is the very process', async () => {
    const folder = newFolder();
    const [ours, foreign] = [0, 1].map(() =>
      spawn(process.execPath, ['-e', WAITS], { detached: true, stdio: 'ignore' }),
    );
    try {
      const start = await processStart(ours!.pid!);
      const groups = [
        { pid: ours!.pid!, start: start.kind === 'found' ? start.start : '' },
        { pid: foreign!.pid!, start: 'earlier' },
      ];
      put(folder, { process: { pid: NO_PROCESS, start: 'x', host: hostname() }, groups });
      await findHosts(folder, '/w/results');
      await until(() => !isAlive(ours!.pid!));
      expect(isAlive(foreign!.pid!)).toBe(true);
    } finally {
      foreign!.kill('SIGKILL');
      ours!.kill('SIGKILL');
    }
  });

  it.runIf(process.platform === 'linux').each([
    ['is killed when only its leader died with the host', 'mark-of-the-host', true],
    ['is left alone when nothing says that the group is its own', 'another-mark', false],
  ])('%s', async (_, mark, isKilled) => {
    const folder = newFolder();
    const source = `const child = require('node:child_process').spawn(process.execPath, ['-e', '${WAITS}'], { stdio: 'ignore' });
      console.log(child.pid);
      child.unref();`;
    const leader = spawn(process.execPath, ['-e', source], {
      detached: true,
      stdio: ['ignore', 'pipe', 'ignore'],
      env: { ...process.env, [STARTED_BY]: 'mark-of-the-host' },
    });
    let said = '';
    leader.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
    await once(leader, 'close');
    const left = Number(said);
    try {
      put(folder, {
        process: { pid: NO_PROCESS, start: 'x', host: hostname() },
        mark,
        groups: [{ pid: leader.pid!, start: 'x' }],
      });
      await findHosts(folder, '/w/results');
      if (isKilled) await until(() => !isAlive(left));
      else expect(isAlive(left)).toBe(true);
    } finally {
      if (isAlive(left)) process.kill(left, 'SIGKILL');
    }
  });

  it('is not touched while it lives, and found by its results folder', async () => {
    const folder = newFolder();
    const results = newFolder();
    const lease = await taken(folder, { isServing: true, results });
    lease.running({ testId: 'x', folder: path.join(results, 'one') });
    const { socket } = lease;
    expect(await findHosts(folder, `${results}/`)).toMatchObject([{ socket, pid: process.pid, run: { testId: 'x' } }]);
    expect(await findHosts(folder, '/w/results')).toEqual([]);
    lease.release();
  });
});

describe.runIf(process.platform !== 'win32')('the runtime folder', () => {
  const userId = process.getuid?.() ?? 0;

  it('is closed to others, also when it was not', () => {
    const place = newFolder();
    const environment = { XDG_RUNTIME_DIR: place };
    mkdirSync(path.join(place, 'headroom'));
    chmodSync(path.join(place, 'headroom'), 0o755);
    const folder = runtimeFolder({ environment, temporary: '/nowhere', userId });
    expect(folder).toBe(path.join(place, 'headroom'));
    expect(statSync(folder).mode & 0o777).toBe(0o700);
  });

  it.each([
    ['is not set', undefined],
    ['is not absolute', 'here'],
    ['is too long for a socket', `/tmp/${'x'.repeat(80)}`],
    ['cannot be written', '/dev/null'],
  ])('is in the temporary folder where XDG_RUNTIME_DIR %s', (_, runtime) => {
    const temporary = newFolder();
    const folder = runtimeFolder({ environment: { XDG_RUNTIME_DIR: runtime }, temporary, userId });
    expect(folder).toBe(path.join(temporary, `headroom-${userId}`));
    expect(statSync(folder).mode & 0o777).toBe(0o700);
  });

  it('is not one that somebody else has put there', () => {
    const temporary = newFolder();
    symlinkSync(newFolder(), path.join(temporary, `headroom-${userId}`));
    expect(() => runtimeFolder({ environment: {}, temporary, userId })).toThrow('is no folder');
    const other = newFolder();
    mkdirSync(path.join(other, `headroom-${userId + 1}`));
    expect(() => runtimeFolder({ environment: {}, temporary: other, userId: userId + 1 })).toThrow('another user');
  });
});
