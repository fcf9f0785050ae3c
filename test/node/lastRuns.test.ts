import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { LastRuns } from '../../core/node/lastRuns.ts';
import { manifestOf, writeRunFolder } from '../support/runFolder.ts';

const IMPORTED = { kind: 'k6 summary', path: 's.json', bytes: 1, contentHash: 'x', date: 'content', at: 0 } as const;

let results: string;
beforeEach(() => (results = mkdtempSync(path.join(tmpdir(), 'headroom-last-'))));
afterEach(() => rmSync(results, { recursive: true }));

const lastOf = async (runs: LastRuns, ...tests: string[]): Promise<Record<string, string>> =>
  Object.fromEntries([...(await runs.of(results, tests))].map(([id, { runId }]) => [id, runId]));

it('finds the newest run of each test that went to its end', async () => {
  writeRunFolder(results, '20260101_000000_search', []);
  writeRunFolder(results, '20260102_000000_search', []);
  writeRunFolder(results, '20260102_000000_search-2', []);
  const smoke = writeRunFolder(results, '20260103_000000_search', []);
  writeFileSync(path.join(smoke, 'run.json'), JSON.stringify(manifestOf('20260103_000000_search', { smoke: true })));
  const record = (runId: string, rest: Parameters<typeof manifestOf>[1]): void =>
    writeFileSync(path.join(writeRunFolder(results, runId, []), 'run.json'), JSON.stringify(manifestOf(runId, rest)));
  record('20260103_000001_search', { outcome: 'stopped' });
  record('20260103_000002_search', { imported: IMPORTED });
  const invalid = path.join(writeRunFolder(results, '20260103_000003_search', []), 'result.json');
  writeFileSync(invalid, readFileSync(invalid, 'utf8').replace('"verdict":"no-data"', '"verdict":"invalid"'));
  const cutOff = writeRunFolder(results, '20260104_000000_search', []);
  rmSync(path.join(cutOff, 'result.json'));
  writeFileSync(path.join(cutOff, 'run.json'), '{');
  writeFileSync(path.join(results, '20260105_000000_search.txt'), '');
  const runs = new LastRuns();
  expect(await lastOf(runs, 'search', 'other')).toEqual({ search: '20260102_000000_search-2' });
  writeRunFolder(results, '20260106_000000_search', []);
  expect(await lastOf(runs, 'search')).toEqual({ search: '20260106_000000_search' });
});

it('does not take a run of another test for its own because of its name', async () => {
  const folder = writeRunFolder(results, '20260101_000000_search-2', []);
  writeFileSync(
    path.join(folder, 'run.json'),
    JSON.stringify(manifestOf('20260101_000000_search-2', { testId: 'search-2' })),
  );
  expect(await lastOf(new LastRuns(), 'search')).toEqual({});
});

it('finds nothing where there are no results yet', async () => {
  rmSync(results, { recursive: true });
  expect(await lastOf(new LastRuns(), 'search')).toEqual({});
  results = mkdtempSync(path.join(tmpdir(), 'headroom-last-'));
});
