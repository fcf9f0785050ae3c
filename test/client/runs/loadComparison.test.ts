import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { previousRun } from '../../../client/runs/actions/previousRun.ts';
import { loadComparison } from '../../../client/runs/loadComparison.ts';
import { readSummary } from '../../../client/runs/tree/runSummary.ts';
import { compareHostMessageSchema } from '../../../core/protocol/comparePanel.ts';
import { writeBaseline } from '../../../core/node/baselines.ts';
import { readDescribedRun } from '../../../core/node/runStore/describedRun.ts';
import { baselineOf } from '../../../core/run/baselineFromRuns.ts';
import type { RunManifest } from '../../../core/run/runManifest.ts';
import { httpFrame } from '../../core/run/helpers.ts';
import { manifestOf, STARTED_AT, writeRunFolder } from '../../support/runFolder.ts';

let root: string;
let results: string;
beforeEach(() => {
  root = fs.mkdtempSync(path.join(os.tmpdir(), 'headroom-compare-'));
  results = path.join(root, 'headroom-results');
});
afterEach(() => fs.rmSync(root, { recursive: true, force: true }));

function run(name: string, latencies: number[], rest: Partial<RunManifest> = {}): string {
  const folder = writeRunFolder(results, name, [{ at: STARTED_AT, kind: 'frame', frame: httpFrame(0, latencies) }]);
  const plan = { path: path.join(root, 'headroom.yaml'), folder: root, text: '', effectiveTest: {} };
  fs.writeFileSync(path.join(folder, 'run.json'), JSON.stringify(manifestOf(name, { plan, ...rest })));
  return folder;
}

describe('two runs in the comparison panel', () => {
  test('are held against each other, value by value, with their courses', async () => {
    const view = await loadComparison({
      before: run('20260131_120000_search', [100, 100]),
      after: run('20260131_130000_search', [200, 200]),
    });
    expect(view).toMatchObject({
      kind: 'comparison',
      before: { name: '20260131_120000_search', timeline: [{ second: 0 }], labels: [] },
      after: { name: '20260131_130000_search', timeline: [{ second: 0 }] },
      unalike: [],
      trust: expect.stringMatching(/^One run against one run/),
      values: expect.arrayContaining([
        expect.objectContaining({ metric: 'latency', statistic: 'p95', effect: 'worse', change: expect.closeTo(1, 1) }),
      ]),
    });
    const message = { kind: 'show', pair: { before: 'file:///a', after: 'file:///b' }, view };
    expect(compareHostMessageSchema.safeParse(JSON.parse(JSON.stringify(message))).success).toBe(true);
  });

  test('are compared although they are not alike, and say in what', async () => {
    const view = await loadComparison({
      before: run('20260131_120000_search', [100], { environment: { id: 'staging' }, smoke: true }),
      after: run('20260131_130000_search', [200], { loadHash: 'other', runner: 'k6' }),
    });
    expect(view).toMatchObject({
      before: { labels: ['smoke run'] },
      unalike: [
        expect.stringMatching(/^load, script or target/),
        'environment: staging and none',
        'runner: http and k6',
      ],
    });
  });

  test('of which one is gone become a message', async () => {
    const before = run('20260131_120000_search', [100]);
    expect(await loadComparison({ before, after: path.join(results, 'gone') })).toEqual({
      kind: 'unreadable',
      problem: expect.stringMatching(/^There is no folder .*gone\.$/),
      remedy: 'Choose the runs again.',
    });
  });
});

describe('a run beside its baseline', () => {
  test('has the values of the baseline before it', async () => {
    const reference = run('20260131_120000_search', [100]);
    const after = run('20260131_130000_search', [50]);
    writeBaseline(root, baselineOf(await readDescribedRun(reference), []));
    expect(await loadComparison({ before: 'baseline', after })).toMatchObject({
      kind: 'comparison',
      before: { name: 'baseline 20260131_120000_search', isBaseline: true, timeline: [] },
      unalike: [],
      values: expect.arrayContaining([
        expect.objectContaining({ metric: 'latency', statistic: 'p95', effect: 'better' }),
      ]),
    });
  });

  test('finds it where its results are when the plan was somewhere else', async () => {
    const plan = { path: '/gone/headroom.yaml', folder: '/gone', text: '', effectiveTest: {} };
    const after = run('20260131_130000_search', [50], { plan });
    writeBaseline(root, baselineOf(await readDescribedRun(after), []));
    expect(await loadComparison({ before: 'baseline', after })).toMatchObject({ kind: 'comparison' });
  });

  test('says how to choose one where there is none', async () => {
    const after = run('20260131_130000_search', [50]);
    expect(await loadComparison({ before: 'baseline', after })).toMatchObject({
      kind: 'unreadable',
      problem: expect.stringMatching(/^search has no baseline yet\. Choose one with "Set Runs as Baseline"/),
    });
  });
});

describe('the run before', () => {
  test('is the newest older one of the same test that can be compared', async () => {
    const oldest = run('20260129_120000_search', [100]);
    run('20260130_120000_search', [100], { smoke: true });
    run('20260130_130000_checkout', [100], { testId: 'checkout' });
    const broken = run('20260130_140000_search', [100]);
    fs.writeFileSync(path.join(broken, 'run.json'), '{');
    const last = run('20260131_120000_search', [100]);
    const second = run('20260131_120000_search-2', [100]);
    expect(await previousRun(second)).toBe(last);
    expect(await previousRun(last)).toBe(oldest);
    expect(await previousRun(oldest)).toBeUndefined();
  });
});

describe('the summary of a run', () => {
  test('tells what a list shows, and whether it may be a baseline', async () => {
    const folder = run('20260131_120000_search', [100], { environment: { id: 'staging' }, title: 'Search' });
    expect(await readSummary(folder)).toMatchObject({
      kind: 'known',
      testId: 'search',
      title: 'Search',
      durationMs: 70_000,
      state: 'completed',
      verdict: 'no-data',
      environment: 'staging',
      mayBeBaseline: true,
      planFolder: root,
    });
    fs.writeFileSync(path.join(folder, 'run.json'), '{');
    expect(await readSummary(folder)).toEqual({ kind: 'damaged', reason: 'run.json is cut off or damaged' });
    fs.rmSync(folder, { recursive: true });
    expect(await readSummary(path.join(results, 'nothing'))).toBeUndefined();
  });
});
