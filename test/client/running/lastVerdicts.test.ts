import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { lastVerdicts } from '../../../client/lenses/lastVerdicts.ts';
import type { LastVerdict } from '../../../client/lenses/lensesOf.ts';
import type { Verdict } from '../../../core/run/runResult.ts';
import { manifestOf, STARTED_AT } from '../../support/runFolder.ts';

let results: string;
beforeEach(() => (results = mkdtempSync(path.join(tmpdir(), 'headroom-last-'))));
afterEach(() => rmSync(results, { recursive: true }));

function write(folder: string, name: string, content: object): void {
  mkdirSync(path.join(results, folder), { recursive: true });
  writeFileSync(path.join(results, folder, name), JSON.stringify(content));
}
const run = (stamp: string, testId: string, verdict: Verdict, smoke = false): void => {
  const runId = `${stamp}_${testId}`;
  write(runId, 'run.json', manifestOf(runId, { testId, smoke }));
  write(runId, 'result.json', {
    ...{ version: 1, runId, testId, state: 'completed', verdict, reasons: [], checks: [], observations: [] },
  });
};
const suite = (stamp: string, rest: object): void =>
  write(`${stamp}_suite-all`, 'suite.json', {
    version: 1,
    suiteId: 'all',
    startedAt: STARTED_AT,
    members: [],
    ...rest,
  });

async function lastOf(kind: 'test' | 'suite', id: string): Promise<LastVerdict | undefined> {
  const place = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
  const placed = { id, kind, range: place, wholeRange: place, checks: [] };
  const environments = { choices: [], isChoiceNeeded: false, variables: [] };
  const found = await lastVerdicts({ results, environments, tests: [placed] }, (at) => new Date(at).toISOString());
  return found.get(placed);
}

const WHEN = '2026-01-31T12:00:00.000Z';
const [OLD, NEW] = ['20260130_120000', '20260131_120000'];

describe('the last verdict', () => {
  test('of a test is that of its newest run', async () => {
    run(OLD, 'search', 'fail');
    run(NEW, 'search', 'pass', true);
    const folder = path.join(results, `${NEW}_search`);
    expect(await lastOf('test', 'search')).toEqual({ folder, verdict: 'pass', isSmoke: true, when: WHEN });
    expect(await lastOf('test', 'all')).toBeUndefined();
  });

  test('of a suite is that of its newest record, which opens its worst test', async () => {
    expect(await lastOf('suite', 'all')).toBeUndefined();
    run(NEW, 'search', 'warn');
    run(NEW, 'pay', 'fail');
    suite(OLD, { verdict: 'pass' });
    const members = [
      { testId: 'search', runId: `${NEW}_search`, verdict: 'warn' },
      { testId: 'pay', runId: `${NEW}_pay`, verdict: 'fail' },
      { testId: 'left', verdict: 'no-data' },
    ];
    suite(NEW, { verdict: 'fail', members });
    const folder = path.join(results, `${NEW}_pay`);
    expect(await lastOf('suite', 'all')).toEqual({
      folder,
      member: 'pay',
      verdict: 'fail',
      isSmoke: false,
      when: WHEN,
    });
    expect(await lastOf('suite', 'al')).toBeUndefined();
  });

  test('of a suite of which only a part was run counts what had its verdict before', async () => {
    run(NEW, 'pay', 'pass');
    suite(NEW, {
      verdict: 'pass',
      members: [{ testId: 'pay', runId: `${NEW}_pay`, verdict: 'pass' }],
      skipped: [{ testId: 'search', runId: `${OLD}_search`, verdict: 'warn' }],
    });
    // The run that was left out has been deleted since.
    expect(await lastOf('suite', 'all')).toEqual({ verdict: 'warn', isSmoke: false, when: WHEN });
  });
});
