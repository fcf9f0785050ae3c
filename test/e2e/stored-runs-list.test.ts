import { cpSync, readFileSync, readdirSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RunManifest } from '../../core/run/runManifest.ts';
import { change, cutOff, RUNS, runPath, storedWorkspace } from './storedWorkspace.ts';

const stored = storedWorkspace();

describe('headroom runs', () => {
  it('lists runs, newest first, in columns', async () => {
    const { code, out } = await stored.headroom('runs');
    const [headings, ...rows] = out.trimEnd().split('\n');
    expect({ code, ids: rows.map((row) => row.split(' ')[0]) }).toEqual({ code: 0, ids: RUNS.toReversed() });
    expect(headings).toMatch(/^run +test +state +verdict +duration +environment +load +p95$/);
    expect(rows[0]).toMatch(/ shop +completed +no data +2 s +local +2 users +[\d.]+ m?s$/);
  });

  it('tells runs that were cut off and folders that are broken, and skips what is not ours', async () => {
    cutOff(stored.folderOf(RUNS[2]!));
    truncateSync(path.join(stored.folderOf(RUNS[1]!), 'run.json'), 30);
    cpSync(stored.folderOf(RUNS[0]!), stored.folderOf('20260101_000000_suite-all'), { recursive: true });
    rmSync(path.join(stored.folderOf('20260101_000000_suite-all'), 'run.json'));
    symlinkSync(stored.folderOf(RUNS[0]!), stored.folderOf('link'));
    const { out } = await stored.headroom('runs');
    expect(
      out
        .trimEnd()
        .split('\n')
        .slice(1)
        .map((line) => line.replace(/ {2,}/g, ' ').trim()),
    ).toEqual([
      expect.stringMatching(new RegExp(`^${RUNS[2]!} shop interrupted – `)),
      expect.stringMatching(new RegExp(`^${RUNS[0]!} shop completed no data `)),
      `broken: ${RUNS[1]!}: run.json is cut off or damaged`,
    ]);
  });

  it('prints JSON, of one test if asked', async () => {
    const all = JSON.parse((await stored.headroom('runs', '--format', 'json')).out) as Record<string, unknown>[];
    expect(all).toHaveLength(3);
    expect(all[0]).toMatchObject({
      runId: RUNS[2],
      testId: 'shop',
      state: 'completed',
      load: { kind: 'users', peak: 2 },
    });
    expect(JSON.parse((await stored.headroom('runs', '--test', 'other', '--format', 'json')).out)).toEqual([]);
  });

  it.each([
    [['runs', '--results', 'nowhere'], /no results folder nowhere/],
    [['runs', 'purge'], /takes no purge/],
    [['runs', '--keep', '3'], /--keep belongs to `headroom runs prune`/],
    [['runs', 'prune', '--keep', 'all'], /--keep takes a number of runs/],
    [['runs', 'prune', '--older-than', 'long'], /--older-than takes a length of time/],
  ])('refuses %s', async (args, message) => {
    expect(await stored.headroom(...args)).toMatchObject({ code: 2, err: expect.stringMatching(message) });
  });
});

describe('headroom runs prune', () => {
  const left = (): string[] =>
    readdirSync(path.join(stored.workspace, 'headroom-results')).filter((name) => !name.startsWith('.'));

  it('only lists unless told --yes', async () => {
    const { code, out } = await stored.headroom('runs', 'prune', '--keep', '1');
    expect({ code, left: left() }).toEqual({ code: 0, left: RUNS });
    expect(out).toContain(`would delete ${RUNS[0]!}`);
    expect(out).toContain('Say --yes');
    await stored.headroom('runs', 'prune', '--keep', '1', '--yes');
    expect(left()).toEqual([RUNS[2]]);
  });

  it('keeps 50 of each test, and young runs when an age is given', async () => {
    await stored.headroom('runs', 'prune', '--yes');
    expect(left()).toEqual(RUNS);
    change(stored.folderOf(RUNS[1]!), { startedAt: Date.now() });
    await stored.headroom('runs', 'prune', '--keep', '0', '--older-than', '1d', '--yes');
    expect(left()).toEqual([RUNS[1]]);
  });

  it('never deletes a run of a baseline, one that goes on, or what is no run', async () => {
    await stored.headroom('baseline', 'set', runPath(0));
    const goesOn = stored.folderOf(RUNS[1]!);
    cutOff(goesOn);
    const manifest = JSON.parse(readFileSync(path.join(goesOn, 'run.json'), 'utf8')) as RunManifest;
    writeFileSync(
      path.join(goesOn, 'run.json'),
      JSON.stringify({ ...manifest, process: { ...manifest.process, host: 'another machine' } }),
    );
    cpSync(goesOn, stored.folderOf('my notes'), { recursive: true });
    rmSync(path.join(stored.folderOf('my notes'), 'run.json'));
    await stored.headroom('runs', 'prune', '--keep', '0', '--yes');
    expect(left()).toEqual([RUNS[0], RUNS[1], 'my notes']);
  });

  it('deletes nothing while a baseline cannot be read', async () => {
    await stored.headroom('baseline', 'set', runPath(0));
    truncateSync(path.join(stored.workspace, 'headroom-baselines', 'shop.json'), 20);
    expect(await stored.headroom('runs', 'prune', '--keep', '0', '--yes')).toMatchObject({ code: 2 });
    expect(left()).toEqual(RUNS);
  });
});
