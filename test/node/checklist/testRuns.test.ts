import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { TestRuns } from '../../../core/node/checklist/testRuns.ts';
import { STARTED_AT, manifestOf, writeRunFolder } from '../../support/runFolder.ts';

let results: string;

beforeEach(() => {
  results = mkdtempSync(path.join(tmpdir(), 'headroom-test-runs-'));
});
afterEach(() => rmSync(results, { recursive: true }));

const damage = (runId: string, file: string): void =>
  writeFileSync(path.join(results, runId, file), '{"version": 1, "r');

it('keeps what cannot be read, with all that can be told of it', async () => {
  writeRunFolder(results, '20260131_110000_search', []);
  writeRunFolder(results, '20260131_120000_search', []);
  damage('20260131_120000_search', 'result.json');
  writeRunFolder(results, '20260131_130000_search', []);
  damage('20260131_130000_search', 'run.json');
  mkdirSync(path.join(results, '20260131_140000_search-2'));

  const runs = new TestRuns();
  expect((await runs.of(results, 'search')).map(({ manifest }) => manifest.runId)).toEqual(['20260131_110000_search']);
  expect(await runs.unreadableOf(results, 'search')).toMatchObject([
    {
      runId: '20260131_140000_search-2',
      startedAt: Date.UTC(2026, 0, 31, 14, 0, 0, 999),
      reason: 'run.json is missing',
    },
    { runId: '20260131_130000_search', reason: 'run.json is cut off or damaged' },
    { runId: '20260131_120000_search', startedAt: STARTED_AT, reason: 'result.json is cut off or damaged' },
  ]);
});

it('takes nothing for a run of the test that is one of another test or of a suite', async () => {
  const other = '20260131_120000_search-2';
  writeRunFolder(results, other, []);
  writeFileSync(path.join(results, other, 'run.json'), JSON.stringify(manifestOf(other, { testId: 'search-2' })));
  damage(other, 'result.json');
  mkdirSync(path.join(results, '20260131_130000_suite-search'));
  mkdirSync(path.join(results, '20260131_130000_searching'));
  expect(await new TestRuns().unreadableOf(results, 'search')).toEqual([]);
});
