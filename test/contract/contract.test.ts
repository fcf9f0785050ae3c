import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parsePlan } from '../../core/configs/plan/parsePlan.ts';
import { liveGroups } from '../../core/node/processGroup.ts';
import { readRunFolder } from '../../core/node/runStore/readRunFolder.ts';
import type { FinishedRun } from '../../core/node/runRequest.ts';
import { runTest } from '../../core/node/runTest.ts';
import type { ToolInUse } from '../../core/node/tools.ts';
import { RUNNER_KINDS } from '../../core/runners/runner.ts';
import { until } from '../support/until.ts';
import { FAULTS, type Fault } from './faults.ts';
import { SUBJECTS, type Subject } from './subjects.ts';

/** What the host may grow by while a tool prints 200 MB. */
const MOST_GROWTH_BYTES = 150 * 1024 * 1024;

const folder = mkdtempSync(path.join(tmpdir(), 'headroom-contract-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Puts the stand-in where the adapter finds it; it notes its pid first, so that its group can be looked for. */
function standIn(place: string, subject: Subject, source: string): string {
  mkdirSync(place, { recursive: true });
  const file = path.join(place, subject.program);
  writeFileSync(
    file,
    `#!${process.execPath}
const asked = process.argv.slice(2).join(' ');
const answer = ${JSON.stringify(subject.answers ?? [])}.find((one) => new RegExp(one.asked).test(asked));
if (answer) { console.log(answer.says); process.exit(0); }
require('node:fs').writeFileSync(${JSON.stringify(path.join(place, 'pid'))}, String(process.pid));
${source}
`,
  );
  chmodSync(file, 0o755);
  return file;
}

async function runAgainst(subject: Subject, place: string, fault: Fault): Promise<FinishedRun> {
  const planPath = path.join(place, 'plan.headroom.yaml');
  const keys = subject.test.replaceAll('\n', '\n    ');
  const planText = `headroom: 1\nenvironments: { here: { target: 'http://127.0.0.1:9' } }\ntests:\n  load:\n    runner: ${subject.runner}\n    ${keys}\n`;
  writeFileSync(planPath, planText);
  for (const [name, text] of Object.entries(subject.files ?? {})) writeFileSync(path.join(place, name), text);
  const { plan, problems } = parsePlan(planText);
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  const [test] = plan?.tests ?? [];
  if (!plan || !test) throw new Error('The plan of the subject holds no test.');
  const isBuiltIn = subject.runner === 'http';
  const file = path.join(place, subject.program);
  const tool: ToolInUse = { name: subject.runner, program: isBuiltIn ? process.execPath : file };
  const stop = new AbortController();
  const run = runTest({
    ...{ plan, test, planPath, planText, tool, resultsFolder: place },
    engineBundle: file,
    secrets: new Map(),
    environment: { ...process.env, PATH: `${place}${path.delimiter}${process.env['PATH'] ?? ''}` },
    overrides: new Map(),
    confirmedHosts: [],
    blockedHosts: [],
    smoke: false,
    signal: stop.signal,
    onEvent: () => undefined,
  });
  if (fault.isStopped) {
    await until(() => existsSync(path.join(place, 'pid')), 60_000);
    stop.abort();
  }
  return run;
}

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
    const { folder: runFolder, result } = await runAgainst(subject, place, fault);
    const growth = process.memoryUsage().rss - before;

    expect(['invalid', 'no-data', 'fail']).toContain(result.verdict);
    if (fault.isStopped) expect(result.state).toBe('cancelled');
    else expect([...result.reasons, ...result.checks.flatMap(({ notes }) => notes)].join('\n')).toMatch(subject.names);
    expect(liveGroups()).toEqual([]);
    const leader = Number(readFileSync(path.join(place, 'pid'), 'utf8'));
    await until(() => !groupIsAlive(leader), 5000);
    expect(growth).toBeLessThan(MOST_GROWTH_BYTES);
    const stored = await readRunFolder(runFolder);
    expect(stored.result).toMatchObject({ state: result.state, verdict: result.verdict });
  });

  it('is not fooled when its tool is missing', async () => {
    const place = mkdtempSync(path.join(folder, 'case-'));
    const { folder: runFolder, result } = await runAgainst(subject, place, { name: 'missing', source: '' });
    expect(['invalid', 'no-data']).toContain(result.verdict);
    expect(result.state).toBe('failed');
    expect(result.reasons.join('\n')).toMatch(subject.names);
    expect((await readRunFolder(runFolder)).result.verdict).toBe(result.verdict);
  });
});

it('every adapter has its row', () => {
  expect(SUBJECTS.map(({ runner }) => runner).toSorted()).toEqual(RUNNER_KINDS.toSorted());
});
