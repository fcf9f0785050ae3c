import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { requireTool, TOOL_RUNNERS, TOOLS } from '../../core/node/tools.ts';
import type { RunnerKind } from '../../core/runners/runner.ts';
import { runAgainst, standIn } from './bench.ts';
import { SUBJECTS, type Subject } from './subjects.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'headroom-versions-'));
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => vi.unstubAllEnvs());

/** What each tool prints of its version. `refused`: why nothing is started; without it the tool runs. */
interface Row {
  says: string;
  refused?: RegExp;
}
interface Versions {
  runner: RunnerKind;
  /** Absent where every version does. */
  tooOld?: Row;
  unreadable: Row;
  /** Absent where no version tells its number. */
  newer?: Row;
}

const UNREADABLE = /does not tell its version as (k6|artillery) does\. Is it (k6|artillery)\? To get it/;

const VERSIONS: readonly Versions[] = [
  {
    runner: 'k6',
    tooOld: {
      says: 'k6 v0.49.0 (go1.21.6, linux/amd64)',
      refused: /k6 0\.49\.0 \(\S+\/k6\) is too old; 1\.0\.0 or later.*To get it/,
    },
    unreadable: { says: 'Keyboard 6', refused: UNREADABLE },
    newer: { says: 'k6 v3.1.0 (commit/0123456789, go1.27, linux/amd64)' },
  },
  {
    runner: 'artillery',
    tooOld: { says: '1.7.9', refused: /artillery 1\.7\.9 \(\S+\/artillery\) is too old; 2\.0\.0 or later.*To get it/ },
    unreadable: { says: 'VERSION INFO: none', refused: UNREADABLE },
    newer: { says: 'VERSION INFO:\n\nArtillery: 3.0.1\nNode.js:   v24.1.0' },
  },
  {
    runner: 'wrk',
    tooOld: {
      says: 'wrk 3.1.2 [epoll] Copyright (C) 2012 Will Glozer',
      refused: /wrk 3\.1\.2 \(\S+\/wrk\) is too old; 4\.0\.0/,
    },
    unreadable: { says: 'wrk  [epoll] Copyright (C) 2012 Will Glozer' },
    newer: { says: 'wrk 5.0.0 [epoll] Copyright (C) 2012 Will Glozer' },
  },
  { runner: 'hey', unreadable: { says: 'Usage: hey [options...] <url>' } },
  {
    runner: 'coder',
    tooOld: { says: '{"version":"v0.27.3","slim":false}', refused: /coder v0\.27\.3 is too old.*2\.0 or later/ },
    unreadable: { says: 'Coder' },
    newer: { says: '{"version":"v3.0.0","slim":false}' },
  },
];

function subjectOf(runner: RunnerKind): Subject {
  const subject = SUBJECTS.find((one) => one.runner === runner);
  if (subject === undefined) throw new Error(`${runner} has no row among the subjects.`);
  return subject;
}

/** Looks for the tool and runs it, as the command does. It ends at once with 1. */
async function runWith(runner: RunnerKind, says: string): Promise<{ verdict?: string; said: string }> {
  const place = mkdtempSync(path.join(folder, 'case-'));
  const subject = subjectOf(runner);
  const asked = `^${TOOLS[runner]?.versionArguments.join(' ')}`;
  const answers = [{ asked, says }, ...(subject.answers ?? []).filter((answer) => answer.asked !== '^version')];
  standIn(place, { ...subject, answers }, 'process.exitCode = 1;');
  vi.stubEnv('PATH', `${place}${path.delimiter}${process.env['PATH'] ?? ''}`);
  try {
    const { version } = await requireTool(runner, '0.0.0');
    const { result } = await runAgainst(subject, place, {}, version);
    return { verdict: result.verdict, said: result.reasons.join('\n') };
  } catch (error) {
    return { said: String(error) };
  }
}

describe.runIf(process.platform !== 'win32').each(VERSIONS)('the version of $runner', ({ runner, ...rows }) => {
  const given = (['tooOld', 'unreadable', 'newer'] as const).flatMap((name) => {
    const row = rows[name];
    return row === undefined ? [] : [{ name, ...row }];
  });
  it.each(given)('$name: $says', { timeout: 60_000 }, async ({ name, says, refused }) => {
    const { verdict, said } = await runWith(runner, says);
    if (refused !== undefined) expect(said).toMatch(refused);
    expect(['invalid', 'no-data', undefined]).toContain(verdict);
    if (refused === undefined) expect(verdict).toBeDefined();
    const isTold = /is newer than what this Headroom is tested with/.test(said);
    expect(isTold).toBe(name === 'newer');
  });
});

it('every tool has its row', () => {
  expect(VERSIONS.map(({ runner }) => runner).toSorted()).toEqual(TOOL_RUNNERS.toSorted());
});

it('a tool that does not answer is told from one that is not the tool', { timeout: 60_000 }, async () => {
  const place = mkdtempSync(path.join(folder, 'case-'));
  standIn(place, { program: 'k6' }, 'setInterval(() => 0, 1e6);');
  vi.stubEnv('PATH', `${place}${path.delimiter}${process.env['PATH'] ?? ''}`);
  await expect(requireTool('k6', '0.0.0', 500)).rejects.toThrow(/k6 version` did not tell the version within 0\.5 s/);
});
