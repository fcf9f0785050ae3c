import { expect, it } from 'vitest';
import { lastOf, suiteRecordSchema, whyAgain, type SuiteRecord, type TestNow } from '../../../core/run/suiteRecord.ts';

type Members = SuiteRecord['members'];
const suite = (startedAt: number, members: Members): SuiteRecord => ({
  version: 1,
  suiteId: 'all',
  startedAt,
  verdict: 'pass',
  members,
});
const passed = (runId: string): Members[number] => ({ testId: 'a', runId, verdict: 'pass' });

it('the last run of a test is that of the newest suite that held it, in whatever order they are read', () => {
  const other: Members = [{ testId: 'b', runId: 'r3', verdict: 'fail' }];
  expect(lastOf('a', [suite(2, [passed('r2')]), suite(3, other), suite(1, [passed('r1')])])).toEqual(passed('r2'));
  expect(lastOf('c', [suite(1, [passed('r1')])])).toBeUndefined();
  // One that was not reached is not hidden by an older pass.
  const notReached: Members = [{ testId: 'a', verdict: 'no-data' }];
  expect(lastOf('a', [suite(1, [passed('r1')]), suite(2, notReached)])).toEqual(notReached[0]);
});

const now: TestNow = {
  effectiveTest: { id: 'a', checks: ['x < 1'] },
  loadHash: 'h',
  environment: 'local',
  smoke: false,
  strict: false,
};
const manifest = {
  smoke: false,
  environment: { id: 'local' },
  loadHash: 'h',
  plan: { path: 'p', text: '', effectiveTest: { id: 'a', checks: ['x < 1'] } },
};

it.each([
  ['a pass', passed('r1'), manifest, undefined],
  ['a warning', { ...passed('r1'), verdict: 'warn' as const }, manifest, undefined],
  ['a failure', { ...passed('r1'), verdict: 'fail' as const }, manifest, 'it ended with fail in r1'],
  ['no data', { ...passed('r1'), verdict: 'no-data' as const }, manifest, 'it ended with no-data in r1'],
  ['an invalid run', { ...passed('r1'), verdict: 'invalid' as const }, manifest, 'it ended with invalid in r1'],
  ['no run', undefined, undefined, 'it was not run in this suite yet'],
  [
    'not reached',
    { testId: 'a', verdict: 'no-data' as const },
    undefined,
    'it was not reached when the suite was last run',
  ],
  ['a run that is gone', passed('r1'), undefined, 'it passed in r1, but that run cannot be read any more'],
  ['a smoke run', passed('r1'), { ...manifest, smoke: true }, 'it passed in r1, but that was a smoke run'],
  [
    'another environment',
    passed('r1'),
    { ...manifest, environment: { id: 'prod' } },
    'it passed in r1, but that was against prod',
  ],
  ['another load', passed('r1'), { ...manifest, loadHash: 'other' }, 'it passed in r1, but the test has changed since'],
  [
    'other checks',
    passed('r1'),
    { ...manifest, plan: { ...manifest.plan, effectiveTest: { id: 'a', checks: ['x < 2'] } } },
    'it passed in r1, but the test has changed since',
  ],
])('after %s a test is run again or not', (_, last, stored, why) => {
  expect(whyAgain(last, stored, now)).toBe(why);
});

it('takes a warning for no pass where that was asked', () => {
  const last = { ...passed('r1'), verdict: 'warn' as const };
  expect(whyAgain(last, manifest, { ...now, strict: true })).toBe('it ended with warn in r1');
  expect(whyAgain(passed('r1'), manifest, { ...now, strict: true })).toBeUndefined();
});

it('reads what earlier versions wrote, and nothing else', () => {
  const written = { ...suite(1, [passed('r1')]), endedAt: 2, verdict: 'pass', checks: [] };
  expect(suiteRecordSchema.safeParse(written).success).toBe(true);
  expect(suiteRecordSchema.safeParse({ ...written, members: [{ testId: 'a', verdict: 'fine' }] }).success).toBe(false);
});
