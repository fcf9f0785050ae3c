import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { apartFromHealth } from '../support/apartFromHealth.ts';
import { httpTest, ok, resultOf, runFolders, useWorkbench } from './workbench.ts';

const workbench = useWorkbench();

describe('headroom run: suites and steps', { timeout: 60_000 }, () => {
  it('runs a suite in order, stops it on a failure and judges what its tests measured together', async () => {
    workbench.answer = ok;
    const tests = [
      httpTest('first', '    checks: ["error_rate < 1%"]'),
      httpTest('second', '    checks: ["p95 latency < 1us"]'),
      httpTest('third', '    checks: ["error_rate < 1%"]'),
    ].join('\n');
    const suites = [
      'suites:',
      '  all: { tests: [first, second, third], stop_on: fail }',
      '  both: { tests: [first, third], checks: ["sum requests > 10"] }',
    ].join('\n');
    const file = workbench.plan(tests, suites);
    expect((await workbench.headroom(['run', file, '--suite', 'all'])).code).toBe(1);
    const [first, second, suite, ...others] = runFolders(file).map((run) => path.basename(run).slice(16));
    expect([first, second, suite].sort()).toEqual(['first', 'second', 'suite-all']);
    expect(others).toEqual([]);
    expect((await workbench.headroom(['run', file, '--suite', 'both'])).code).toBe(0);
  });

  it.each([
    ['', ['first: pass', 'second: no-data', 'third: pass']],
    [', stop_on: fail', ['first: pass', 'second: no-data', 'third: no-data']],
  ])('tells a test whose file vanished during the suite%s, and loses none of the others', async (stopOn, members) => {
    workbench.answer = ok;
    const check = '    checks: ["error_rate < 50%"]';
    const remove = '    after: [{ command: [node, -e, "fs.rmSync(`users.csv`)"] }]';
    const file = workbench.plan(
      [
        httpTest('first', `${check}\n${remove}`),
        httpTest('second', `${check}\n    data: users.csv`),
        httpTest('third', check),
      ].join('\n'),
      `suites: { all: { tests: [first, second, third]${stopOn} } }`,
    );
    writeFileSync(path.join(path.dirname(file), 'users.csv'), 'name\nann\n');
    const { code, out } = await workbench.headroom(['run', file, '--suite', 'all']);
    expect(code).toBe(2);
    expect(out).toMatch(/The file users\.csv that test second needs cannot be read: .*Put it back/);
    const suite = runFolders(file).find((folder) => path.basename(folder).includes('_suite-all'))!;
    const told = JSON.parse(readFileSync(path.join(suite, 'suite.json'), 'utf8')) as {
      members: { testId: string; verdict: string }[];
    };
    expect(told.members.map(({ testId, verdict }) => `${testId}: ${verdict}`.replace('warn', 'pass'))).toEqual(members);
  });

  it('runs command steps before and after, the latter also when the run fails', async () => {
    workbench.answer = ok;
    const file = workbench.plan(
      httpTest(
        'steps',
        '    before: [{ command: [node, -e, "console.log(`before `+1)"] }]\n    after: [{ command: [node, -e, "console.log(`after `+1)"] }]\n    checks: ["p95 latency < 1us"]',
      ),
    );
    await workbench.headroom(['run', file]);
    const log = readFileSync(path.join(runFolders(file)[0] ?? '', 'log.txt'), 'utf8');
    expect(log).toMatch(/before 1[\s\S]*after 1/);
  });

  it.each([
    [
      'a step after the load fails: a warning',
      '    after: [{ command: [node, -e, "process.exit(3)"] }]',
      0,
      'completed',
      'warn',
      /\(after\) failed: exit code 3/,
    ],
    [
      'a step before the load fails: nothing is sent',
      '    before: [{ command: [no-such-program-here] }]',
      2,
      'failed',
      'no-data',
      /the run failed/,
    ],
    [
      'a step leaves a child behind',
      '    before: [{ command: [sh, -c, "sleep 30 & echo started"] }]',
      0,
      'completed',
      'pass',
      /^$/,
    ],
  ])('%s', async (_, more, expectedCode, state, verdict, reason) => {
    workbench.answer = ok;
    const file = workbench.plan(httpTest('steps', `${more}\n    checks: ["error_rate < 1%"]`));
    const { code, err } = await workbench.headroom(['run', file]);
    const result = apartFromHealth(resultOf(runFolders(file)[0]));
    expect({ code, err, state: result.state, verdict: result.verdict }).toMatchObject({
      code: expectedCode,
      state,
      verdict,
    });
    expect(result.reasons.join()).toMatch(reason);
  });
});
