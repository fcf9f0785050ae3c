import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { liveGroups } from '../../core/node/processGroup.ts';
import { readRunFolder } from '../../core/node/runStore/readRunFolder.ts';
import { RUNNER_KINDS } from '../../core/runners/runner.ts';
import { until } from '../support/until.ts';
import { runAgainst, standIn } from './bench.ts';
import { FAULTS } from './faults.ts';
import { SUBJECTS } from './subjects.ts';

/** What the host may grow by while a tool prints 200 MB. */
const MOST_GROWTH_BYTES = 150 * 1024 * 1024;

const folder = mkdtempSync(path.join(tmpdir(), 'headroom-contract-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Whether any process of a group lives, also a child whose leader is gone. */
function groupIsAlive(leader: number): boolean {
  try {
    process.kill(-leader, 0);
    return true;
  } catch {
    return false;
  }
}

const posix = process.platform !== 'win32';

describe.runIf(posix).each(SUBJECTS)('the adapter of $runner', { timeout: 120_000 }, (subject) => {
  it.each(FAULTS)('is not fooled when its tool $name', async (fault) => {
    const place = mkdtempSync(path.join(folder, 'case-'));
    standIn(place, subject, fault.source);
    const before = process.memoryUsage().rss;
    const { folder: runFolder, result, sentLoad } = await runAgainst(subject, place, fault);
    const growth = process.memoryUsage().rss - before;

    expect(['invalid', 'no-data', 'fail']).toContain(result.verdict);
    if (fault.isStopped) expect(result.state).toBe('cancelled');
    else expect([...result.reasons, ...result.checks.flatMap(({ notes }) => notes)].join('\n')).toMatch(subject.names);
    // Nobody knows what it sent before it was killed, so it must not be told that nothing was sent.
    if (fault.name === 'crashes') expect(sentLoad).toBe(true);
    expect(liveGroups()).toEqual([]);
    const leader = Number(readFileSync(path.join(place, 'pid'), 'utf8'));
    await until(() => !groupIsAlive(leader), 5000);
    expect(growth).toBeLessThan(MOST_GROWTH_BYTES);
    const stored = await readRunFolder(runFolder);
    expect(stored.result).toMatchObject({ state: result.state, verdict: result.verdict });
  });

  it('is not fooled when its tool is missing', async () => {
    const place = mkdtempSync(path.join(folder, 'case-'));
    const { folder: runFolder, result } = await runAgainst(subject, place, {});
    expect(['invalid', 'no-data']).toContain(result.verdict);
    expect(result.state).toBe('failed');
    expect(result.reasons.join('\n')).toMatch(subject.names);
    expect((await readRunFolder(runFolder)).result.verdict).toBe(result.verdict);
  });
});

it('every adapter has its row', () => {
  expect(SUBJECTS.map(({ runner }) => runner).toSorted()).toEqual(RUNNER_KINDS.toSorted());
});
