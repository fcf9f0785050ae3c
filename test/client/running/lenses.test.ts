import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { lensesOf, type LensSituation } from '../../../client/lenses/lensesOf.ts';
import { hostOf, isInside } from '../../../client/running/hostOf.ts';
import type { FollowedHost } from '../../../client/running/followedHost.ts';
import { runningText, type ShownHost } from '../../../client/status/runningText.ts';
import { foldHosted, waitingTests } from '../../../core/protocol/hostedTests.ts';

const search = { id: 'search', kind: 'test' } as const;
const all = { id: 'all', kind: 'suite' } as const;
const idle: LensSituation = { mayRun: true, host: undefined, last: undefined };
const last = { folder: '/runs/1', verdict: 'fail', isSmoke: false, when: 'today' } as const;

const running = foldHosted(waitingTests(['search', 'browse']), {
  kind: 'run',
  sequence: 0,
  testId: 'search',
  runId: 'r1',
  folder: '/runs/r1',
});
type HostState = Pick<FollowedHost, 'place' | 'hosted' | 'isOver' | 'isStopping'>;
const host = (change: Partial<HostState> = {}): HostState => ({
  place: { socket: '/s', file: '/shop/a.headroom.yaml', tests: ['search', 'browse'], suites: [], startedBy: 'command' },
  hosted: running,
  isOver: false,
  isStopping: false,
  ...change,
});
const titles = (...given: Parameters<typeof lensesOf>): string[] => lensesOf(...given).map(({ title }) => title);

describe('lenses', () => {
  test.each<[string, typeof search | typeof all, Partial<LensSituation>, string[]]>([
    ['a test', search, {}, ['$(play) Run', 'Smoke', 'Dry Run']],
    ['a suite', all, {}, ['$(play) Run', 'Smoke', 'Dry Run', 'Run Failed']],
    ['with its last verdict', search, { last }, ['$(play) Run', 'Smoke', 'Dry Run', '$(error) fail']],
    ['a suite with its last verdict', all, { mayRun: false, last: { ...last, member: 'pay' } }, ['$(error) fail']],
    ['of a folder that is not trusted', search, { mayRun: false, last }, ['$(error) fail']],
    ['while it runs', search, { host: host(), last }, ['$(debug-stop) Stop']],
    ['while it stops', search, { host: host({ isStopping: true }) }, ['$(loading~spin) Stopping…']],
    ['after a smoke run', search, { mayRun: false, last: { ...last, isSmoke: true } }, ['$(error) fail (smoke)']],
    ['cut off', search, { mayRun: false, last: { ...last, verdict: undefined } }, ['$(circle-outline) no result']],
  ])('%s', (_, placed, situation, expected) => {
    expect(titles(placed, { ...idle, ...situation })).toEqual(expected);
  });

  test.each<[Partial<LensSituation['last']>, string, object]>([
    [{}, 'The last run, of today. Press to open it', { kind: 'open', folder: '/runs/1' }],
    [
      { member: 'pay' },
      'The last run, of today. Press to open that of pay, which came out worst',
      { kind: 'open', folder: '/runs/1' },
    ],
    [{ folder: undefined }, 'The last run, of today. There is no run of it to open', { kind: 'none' }],
  ])('the last verdict %j says what it opens', (rest, tooltip, action) => {
    const [lens] = lensesOf(all, { ...idle, mayRun: false, last: { ...last, ...rest } });
    expect(lens).toMatchObject({ tooltip, action });
  });

  test('a host is that of a test while it waits or runs, and of a suite that was asked for', () => {
    const one = host();
    const file = '/shop/a.headroom.yaml';
    expect(hostOf([one], file, search)).toBe(one);
    expect(hostOf([one], file, { id: 'browse', kind: 'test' })).toBe(one);
    expect(hostOf([one], file, { id: 'other', kind: 'test' })).toBeUndefined();
    expect(hostOf([one], '/shop/b.headroom.yaml', search)).toBeUndefined();
    expect(hostOf([one], file, all)).toBeUndefined();
    expect(hostOf([host({ place: { ...one.place, suites: ['all'] } })], file, all)).toBeDefined();
    expect(hostOf([host({ isOver: true })], file, search)).toBeUndefined();
  });

  test('a file is the same by whatever name it goes, and so is what is inside of a folder', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'headroom-names-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const real = path.join(realpathSync(folder), 'real');
    const link = path.join(folder, 'link');
    mkdirSync(real);
    symlinkSync(real, link, 'junction');
    writeFileSync(path.join(real, 'a.headroom.yaml'), '');
    const one = host({ place: { ...host().place, file: path.join(real, 'a.headroom.yaml') } });
    expect(hostOf([one], path.join(link, 'a.headroom.yaml'), search)).toBe(one);
    expect(isInside([link], path.join(real, 'a.headroom.yaml'))).toBe(true);
    expect(isInside([real], path.join(link, 'a.headroom.yaml'))).toBe(true);
    expect(isInside([path.join(real, 'sub')], path.join(real, 'a.headroom.yaml'))).toBe(false);
    expect(isInside(['/shop'], '/shop/..b/a.yaml')).toBe(true);
    expect(isInside(['/shop'], '/shops/a.yaml')).toBe(false);
  });
});

describe('the status bar', () => {
  const shown: ShownHost = { hosted: running, isStopping: false, runStartedAt: 1000 };
  const waiting = { ...shown, hosted: waitingTests(['search']), runStartedAt: undefined };
  test.each<[string, ShownHost[], string | undefined]>([
    ['nothing', [], undefined],
    ['a run', [shown], '$(sync~spin) search 1:05'],
    ['before anything was sent', [waiting], '$(sync~spin) search starting'],
    ['while it stops', [{ ...shown, isStopping: true }], '$(sync~spin) search stopping'],
    ['a clock that was set back', [{ ...shown, runStartedAt: 1e9 }], '$(sync~spin) search 0:00'],
    ['several', [shown, waiting], '$(sync~spin) 2 runs'],
  ])('%s', (_, hosts, expected) => {
    expect(runningText(hosts, 66_000)).toBe(expected);
  });
});
