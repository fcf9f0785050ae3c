import { describe, expect, it } from 'vitest';
import { checkEvidence, type CountableRun, type Question } from '../../../core/checklist/evidence/checkEvidence.ts';
import type { UnreadableRun } from '../../../core/checklist/evidence/unreadableRuns.ts';
import { effectiveLoad, effectiveTest } from '../../../core/configs/plan/effectiveTest.ts';
import { parsePlan } from '../../../core/configs/plan/parsePlan.ts';
import type { RunManifest } from '../../../core/run/runManifest.ts';
import type { CheckResult, RunResult } from '../../../core/run/runResult.ts';
import { manifestOf, STARTED_AT } from '../../support/runFolder.ts';

const HOUR_MS = 3_600_000;
const NOW = STARTED_AT + 10 * HOUR_MS;

const testOf = (row: string, users = 1) => {
  const { plan, problems } = parsePlan(`headroom: 1
environments: { staging: { target: "http://127.0.0.1:1" } }
tests:
  search:
    runner: http
    request: GET \${target}/
    stages: [{ users: ${users}, duration: 30s }]
    checks:
      - ${row}
`);
  expect(problems).toEqual([]);
  return plan!.tests[0]!;
};

/** What the plan asks, with the load of the runs below unless a test changes it. */
function ask(row: string, rest: Partial<Question> = {}, users = 1): Question {
  const test = testOf(row, users);
  return {
    check: test.checks[0]!.check,
    environment: 'staging',
    load: { load: effectiveLoad(test), target: 'http://127.0.0.1:1', files: [], loadHash: 'abc' },
    maxAgeMs: undefined,
    baselineFor: () => undefined,
    now: NOW,
    command: 'headroom run headroom.yaml --test search',
    ...{ unreadable: [], monitors: [] },
    ...rest,
  };
}

const measured = (value: number): RunResult['observations'] => [
  { metric: 'latency', statistic: 'p95', selector: {}, value, unit: 'ms' },
];

const checkOf = (levels: CheckResult['levels'], rest: Partial<CheckResult> = {}): CheckResult => ({
  id: 'search/p95-latency',
  expression: `p95 latency ${levels.target ?? ''}`.trim(),
  verdict: 'pass',
  observed: 342,
  unit: 'ms',
  levels,
  notes: [],
  ...rest,
});

function run(runId: string, manifest: Partial<RunManifest> = {}, result: Partial<RunResult> = {}): CountableRun {
  const effective = JSON.parse(JSON.stringify(effectiveTest(testOf('p95 latency < 500ms')))) as unknown;
  return {
    manifest: manifestOf(runId, {
      environment: { id: 'staging', target: 'http://127.0.0.1:1' },
      plan: { path: 'headroom.yaml', text: '', effectiveTest: effective },
      ...manifest,
    }),
    result: {
      ...{ version: 1, runId, testId: 'search', state: 'completed', verdict: 'pass', reasons: [], checks: [] },
      observations: measured(342),
      ...result,
    },
  };
}

describe('evidence for a check', () => {
  it.each([
    ['p95 latency < 500ms', 'pass', undefined],
    ['p95 latency < 300ms', 'fail', '342 ms, where the plan says < 300ms'],
    [
      '{ on: p95 latency, target: "< 300ms", critical: "> 1s" }',
      'warn',
      '342 ms, where the plan says target < 300ms, critical > 1s',
    ],
  ])('judges what the run measured by the plan as it is now: %s', (row, state, reason) => {
    // The run itself was asked for something else.
    const evidence = checkEvidence(ask(row), [run('a', {}, { checks: [checkOf({ target: '< 400ms' })] })]);
    expect(evidence).toMatchObject({
      state,
      check: { id: 'search/p95-latency', observed: 342, unit: 'ms' },
      run: { runId: 'a', environment: 'staging', ageMs: 10 * HOUR_MS - 70_000 },
    });
    expect(evidence.reason).toBe(reason);
  });

  it('says a value that missed its limit by little with the digits that tell', () => {
    const one = run('a', {}, { observations: measured(500.4) });
    expect(checkEvidence(ask('p95 latency < 500ms'), [one]).reason).toBe(
      '500.4 ms, where the plan says < 500ms, borderline',
    );
  });

  it.each<[string, CountableRun, string, RegExp]>([
    ['a smoke run', run('b', { smoke: true }), 'unmeasured', /b does not count: it is a smoke run/],
    [
      'an imported run',
      run('b', { imported: { kind: 'k6', path: 'x', bytes: 1, contentHash: 'x', date: 'content', at: 0 } }),
      'unmeasured',
      /b does not count: it was imported/,
    ],
    [
      'an invalid run',
      run('b', {}, { verdict: 'invalid', reasons: ['too little'] }),
      'unmeasured',
      /trusted: too little/,
    ],
    ['a cancelled run', run('b', {}, { state: 'cancelled', verdict: 'no-data' }), 'unmeasured', /it was cancelled/],
    ['a run that goes on', { manifest: run('b').manifest }, 'unmeasured', /it goes on, or was cut off/],
    [
      'a run elsewhere',
      run('b', { environment: { id: 'production' } }),
      'unmeasured',
      /it ran in production, not in staging/,
    ],
    ['a run that never looked', run('b', {}, { observations: [] }), 'unmeasured', /b did not measure it/],
    ['a run that a guard stopped', run('b', { outcome: 'stopped' }), 'no-data', /a guard stopped run b/],
    ['another load', run('b', { loadHash: 'def' }), 'stale', /since run b, the load changed$/],
    ['an unknown load', run('b', { loadHash: 'unknown-b' }), 'stale', /nobody knows its load/],
    [
      'another target',
      run('b', { loadHash: 'def', environment: { id: 'staging', target: 'http://127.0.0.1:2' } }),
      'stale',
      /the target of the environment changed/,
    ],
    ['variables that were set', run('b', { loadHash: 'def', overrides: { users: '1' } }), 'stale', /--set users$/],
  ])('does not pass by %s', (_, one, state, reason) => {
    const evidence = checkEvidence(ask('p95 latency < 500ms'), [one]);
    expect(evidence).toMatchObject({ state, reason: expect.stringMatching(reason) });
    expect(evidence.remedy).toContain('`headroom run headroom.yaml --test search`');
  });

  it.each<[string, string | undefined, Partial<RunManifest>, string | undefined]>([
    ['the same', 'command: echo 10', {}, undefined],
    ['the same in another place of the plan', 'unit: "%", command: echo 10', {}, undefined],
    ['another command', 'command: echo 99', {}, 'since run a, cpu is measured another way'],
    ['another unit', 'command: echo 10, unit: ms', {}, 'since run a, cpu is measured another way'],
    ['another one by --set', 'command: "echo ${level}"', { overrides: { level: '99' } }, 'since run a, cpu is'],
    ['the same without --set', 'command: "echo ${level}"', {}, undefined],
    ['no monitor', undefined, {}, 'since run a, cpu is measured another way'],
  ])('is stale where a monitor measured something else: %s', (_, then, rest, reason) => {
    const planWith = (monitor: string | undefined): string => `headroom: 1
variables: { level: 10 }
environments: { staging: { target: "http://127.0.0.1:1" } }
${monitor === undefined ? '' : `monitors: { cpu: { ${monitor.includes('unit') ? '' : 'unit: "%", '}${monitor} } }`}
tests:
  search: { runner: http, request: GET \${target}/, stages: [{ users: 1, duration: 30s }], checks: [max cpu < 70%] }
`;
    const { plan } = parsePlan(planWith('command: echo 10'));
    const [row] = plan!.tests[0]!.checks;
    const { plan: recorded } = run('a').manifest;
    const one = run(
      'a',
      { plan: { ...recorded, text: planWith(then) }, ...rest },
      {
        observations: [{ metric: 'cpu', statistic: 'max', selector: {}, value: 0.1, unit: 'ratio' }],
      },
    );
    const question = ask('p95 latency < 500ms', { check: row!.check, monitors: plan!.monitors });
    const evidence = checkEvidence(question, [one]);
    expect(evidence.state).toBe(reason === undefined ? 'pass' : 'stale');
    expect(evidence.reason ?? '').toContain(reason ?? '');
    // What is no monitor does not care.
    expect(checkEvidence(ask('p95 latency < 500ms', { monitors: plan!.monitors }), [run('a')]).state).toBe('pass');
  });

  const damaged = (rest: Partial<RunManifest> | undefined, afterMs = 1): UnreadableRun => ({
    ...{ runId: 'b', startedAt: STARTED_AT + afterMs, reason: 'result.json is cut off or damaged' },
    ...(rest && { manifest: { ...run('b').manifest, ...rest } }),
  });

  it.each<[string, UnreadableRun, string]>([
    ['one of this test', damaged({}), 'no-data'],
    ['one of which not even run.json is whole', damaged(undefined), 'no-data'],
    ['an older one', damaged({}, -1), 'pass'],
    ['a smoke run', damaged({ smoke: true }), 'pass'],
    ['one elsewhere', damaged({ environment: { id: 'production' } }), 'pass'],
    ['one of another load', damaged({ loadHash: 'def' }), 'pass'],
  ])('is a pass no more behind a run that cannot be read: %s', (_, unreadable, state) => {
    const evidence = checkEvidence(ask('p95 latency < 500ms', { unreadable: [unreadable] }), [run('a')]);
    expect(evidence.state).toBe(state);
    if (state === 'pass') return;
    expect(evidence).toMatchObject({
      reason: 'run b cannot be read: result.json is cut off or damaged, and it is newer than run a',
      remedy: 'Run it again: `headroom run headroom.yaml --test search`.',
    });
    // What fails does so whatever came later.
    expect(checkEvidence(ask('p95 latency < 1ms', { unreadable: [unreadable] }), [run('a')]).state).toBe('fail');
  });

  it('does not say that a test was never run whose only run cannot be read', () => {
    const told = (unreadable: UnreadableRun, runs: CountableRun[] = []): unknown =>
      checkEvidence(ask('p95 latency < 500ms', { unreadable: [unreadable] }), runs);
    const reason = 'run b cannot be read: result.json is cut off or damaged';
    expect(told(damaged({}))).toMatchObject({ state: 'no-data', reason });
    expect(told(damaged({}), [run('a', { smoke: true })])).toMatchObject({ state: 'no-data', reason });
    expect(told(damaged({}, -1), [run('a', { smoke: true })])).toMatchObject({ state: 'unmeasured' });
    expect(told(damaged({ smoke: true }))).toMatchObject({
      state: 'unmeasured',
      reason: 'its test was never run in staging',
    });
  });

  it('names what of the load is another one, and files whose content is', () => {
    const runs = [run('a', { loadHash: 'def' })];
    expect(checkEvidence(ask('p95 latency < 500ms', {}, 2), runs).reason).toBe(
      'since run a, the load changed (`stages`)',
    );
    const { load } = ask('p95 latency < 500ms');
    const withFile = ask('p95 latency < 500ms', { load: { ...load, files: ['rows.csv'] } });
    expect(checkEvidence(withFile, runs).reason).toBe('since run a, the content of rows.csv changed');
    const unreadable = { ...load, loadHash: undefined, unreadable: 'rows.csv cannot be read' };
    expect(checkEvidence(ask('p95 latency < 500ms', { load: unreadable }), runs)).toMatchObject({
      state: 'stale',
      reason: 'since run a, rows.csv cannot be read',
    });
  });

  it('tells the value of stale evidence, too', () => {
    const { state, check } = checkEvidence(ask('p95 latency < 500ms'), [run('a', { loadHash: 'def' })]);
    expect([state, check?.verdict, check?.observed]).toEqual(['stale', 'pass', 342]);
  });

  it('is stale when it is older than the plan allows', () => {
    const runs = [run('a')];
    expect(checkEvidence(ask('p95 latency < 500ms', { maxAgeMs: 10 * HOUR_MS }), runs).state).toBe('pass');
    expect(checkEvidence(ask('p95 latency < 500ms', { maxAgeMs: 9 * HOUR_MS }), runs)).toMatchObject({
      state: 'stale',
      reason: 'run a is 9 h old, more than `max_age` of the plan allows',
    });
  });

  it('takes the newest run of the load that the plan asks for', () => {
    const slow = { observations: measured(900) };
    const runs = [run('d', { smoke: true }), run('c', { loadHash: 'def' }, slow), run('b', {}, slow), run('a')];
    expect(checkEvidence(ask('p95 latency < 500ms'), runs)).toMatchObject({ state: 'fail', run: { runId: 'b' } });
  });

  it('never looks behind a newer run that was asked and could not tell', () => {
    const nothing = checkOf({ target: '< 500ms' }, { verdict: 'no-data', notes: ['no response came'] });
    delete nothing.observed;
    const runs = [run('b', {}, { verdict: 'no-data', checks: [nothing], observations: [] }), run('a')];
    expect(checkEvidence(ask('p95 latency < 500ms'), runs)).toMatchObject({
      state: 'no-data',
      reason: 'run b has no data on it: no response came',
    });
    // One that was not asked says nothing.
    expect(checkEvidence(ask('p95 latency < 500ms'), [run('b', {}, { observations: [] }), run('a')])).toMatchObject({
      state: 'pass',
      run: { runId: 'a' },
    });
  });

  it('does not take the value of one level of a row for that of the window of another', () => {
    const row = '{ on: p95 latency, target: "< 500ms", critical: "> 300ms for 5s" }';
    const asked = checkOf(
      { target: '< 500ms', critical: '> 900ms for 5s' },
      { expression: 'p95 latency', observed: 342, id: 'search/p95-latency' },
    );
    expect(checkEvidence(ask(row), [run('a', {}, { checks: [asked] })]).state).toBe('no-data');
  });

  it('compares with the baseline as it is now', () => {
    const row = 'p95 latency <= baseline + 10%';
    const withBaseline = (value: number | undefined): string =>
      checkEvidence(ask(row, { baselineFor: () => () => value }), [run('a')]).state;
    expect([withBaseline(320), withBaseline(300)]).toEqual(['pass', 'fail']);
    // Without one nobody can tell, and the run was never asked.
    expect(withBaseline(undefined)).toBe('unmeasured');
  });

  it('tells that there was never a run', () => {
    expect(checkEvidence(ask('p95 latency < 500ms'), [])).toMatchObject({
      state: 'unmeasured',
      reason: 'its test was never run in staging',
      remedy: 'Run it: `headroom run headroom.yaml --test search`.',
      check: { expression: 'p95 latency < 500ms' },
    });
  });
});
