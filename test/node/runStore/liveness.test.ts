import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import type { ListedRun } from '../../../core/node/runStore/listRuns.ts';
import { livenessOf, type Liveness } from '../../../core/node/runStore/liveness.ts';
import { processStart, type ProcessQuestions, type ProcessStart } from '../../../core/node/runStore/processStart.ts';
import { runsToPrune } from '../../../core/node/runStore/pruneRuns.ts';
import { manifestOf } from '../../support/runFolder.ts';

const errorWith = (code: string): Error => Object.assign(new Error(code), { code });
const fails = (code: string) => () => {
  throw errorWith(code);
};

/** A machine on which the process is there and nothing else is told. */
function machine(platform: NodeJS.Platform, rest: Partial<ProcessQuestions> = {}): ProcessQuestions {
  return {
    platform,
    probe: () => undefined,
    readText: () => Promise.reject(errorWith('ENOENT')),
    ask: () => Promise.reject(errorWith('ENOENT')),
    ...rest,
  };
}

describe('the start of a process', () => {
  const status = (state: string): string => `7 (a) b) ${state} ${Array.from({ length: 18 }, () => 0).join(' ')} 4711 0`;
  const files = (state: string) => (file: string) => Promise.resolve(file.endsWith('/stat') ? status(state) : 'boot\n');
  const says = (answer: string) => () => Promise.resolve(answer);
  const found = (start: string): ProcessStart => ({ kind: 'found', start });
  const ticks = '134081460123456789';

  it.each<[string, ProcessQuestions, ProcessStart]>([
    ['Linux tells it', machine('linux', { readText: files('S') }), found('boot/4711')],
    ['Linux shows a zombie', machine('linux', { readText: files('Z') }), { kind: 'none' }],
    ['Linux hides processes of others', machine('linux', { probe: fails('EPERM') }), { kind: 'unknown' }],
    [
      'Linux tells nothing that can be read',
      machine('linux', { readText: () => Promise.resolve('') }),
      { kind: 'unknown' },
    ],
    [
      'macOS tells it',
      machine('darwin', { ask: says('S+   Sat Nov 21 08:14:16 2026\n') }),
      found('Sat Nov 21 08:14:16 2026'),
    ],
    ['macOS shows a zombie', machine('darwin', { ask: says('Z    Sat Nov 21 08:14:16 2026\n') }), { kind: 'none' }],
    ['ps is missing or fails', machine('darwin'), { kind: 'unknown' }],
    ['ps says nothing', machine('freebsd', { ask: says('\n') }), { kind: 'unknown' }],
    ['Windows tells it', machine('win32', { ask: says(`${ticks}\r\n`) }), found(ticks)],
    ['PowerShell may not be run', machine('win32'), { kind: 'unknown' }],
    ['PowerShell says no number', machine('win32', { ask: says('Access is denied.\r\n') }), { kind: 'unknown' }],
    ['there is no such process', machine('win32', { probe: fails('ESRCH') }), { kind: 'none' }],
    ['the process belongs to somebody else', machine('win32', { probe: fails('EPERM') }), { kind: 'unknown' }],
  ])('when %s', async (_, questions, expected) => {
    expect(await processStart(7, questions)).toEqual(expected);
  });

  it('is none when the process ends while it is asked about', async () => {
    let isThere = true;
    const probe = (): void => {
      if (!isThere) throw errorWith('ESRCH');
    };
    const readText = (): Promise<string> => {
      isThere = false;
      return Promise.reject(errorWith('ENOENT'));
    };
    expect(await processStart(7, machine('linux', { probe, readText }))).toEqual({ kind: 'none' });
  });

  it('tells this process from one that has ended, on the machine of this test', async () => {
    expect(await processStart(process.pid)).toMatchObject({ kind: 'found' });
    expect(await processStart(process.pid)).toEqual(await processStart(process.pid));
    const child = spawn(process.execPath, ['--version'], { stdio: 'ignore' });
    await once(child, 'exit');
    expect(await processStart(child.pid!)).toEqual({ kind: 'none' });
  });
});

describe('the writer of a run', () => {
  it.each<[string, { start?: string; host?: string }, ProcessStart, Liveness]>([
    ['is alive', { start: 'a' }, { kind: 'found', start: 'a' }, 'alive'],
    ['has left its id to another process', { start: 'a' }, { kind: 'found', start: 'b' }, 'gone'],
    ['has ended', { start: 'a' }, { kind: 'none' }, 'gone'],
    ['cannot be looked at', { start: 'a' }, { kind: 'unknown' }, 'unknown'],
    ['never told when it began', {}, { kind: 'found', start: 'a' }, 'unknown'],
    ['never told when it began, and has ended', {}, { kind: 'none' }, 'gone'],
    ['is on another machine', { start: 'a', host: 'elsewhere' }, { kind: 'none' }, 'unknown'],
  ])('%s', async (_, writer, told, expected) => {
    expect(await livenessOf({ pid: 7, ...writer }, () => Promise.resolve(told))).toBe(expected);
  });

  it.each<[Liveness, number]>([
    ['alive', 0],
    ['unknown', 0],
    ['gone', 1],
  ])('that is %s lets %s of its runs be pruned', (writer, count) => {
    const run: ListedRun = { kind: 'run', folder: 'a', manifest: manifestOf('a', { startedAt: 0 }), writer };
    const retention = { keepPerTest: 0, inBaselines: new Set<string>(), now: 1e12 };
    expect(runsToPrune([run], retention)).toHaveLength(count);
  });
});
