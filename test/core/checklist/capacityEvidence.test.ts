import { describe, expect, it } from 'vitest';
import { capacityEvidence, newestOfLoad, requiredLoad } from '../../../core/checklist/evidence/capacityEvidence.ts';
import type { CountableRun, RunQuestion } from '../../../core/checklist/evidence/checkEvidence.ts';
import type { FoundCapacity } from '../../../core/run/capacity.ts';
import type { RunResult } from '../../../core/run/runResult.ts';
import { manifestOf, STARTED_AT } from '../../support/runFolder.ts';

const question: RunQuestion = {
  environment: undefined,
  load: { load: {}, target: undefined, files: [], loadHash: 'abc' },
  maxAgeMs: undefined,
  now: STARTED_AT + 3_600_000,
  command: 'headroom run a.yaml',
  ...{ unreadable: [], monitors: [] },
};
const result: RunResult = {
  ...{ version: 1, runId: 'a', testId: 'search', state: 'completed', verdict: 'fail', reasons: [], checks: [] },
  observations: [],
};
const run: CountableRun = { manifest: manifestOf('a'), result };
const upTo = (level: number, isLowerBound = false): FoundCapacity => ({
  ...{ found: 'capacity', kind: 'users', level, isLowerBound },
});

describe('the load that a text requires', () => {
  it.each<[string, 'users' | 'rate', number | undefined]>([
    ['Concurrent users: _____ (target: 10,000)', 'users', 10_000],
    ['Users (required: 500 users)', 'users', 500],
    ['Users [goal: 500+]', 'users', 500],
    ['Users: 12', 'users', undefined],
    ['Queries/min: ___ (target: 1,000)', 'users', undefined],
    ['Sign-ups per 10 min (target: 500)', 'users', undefined],
    ['Queries (target: 100/s)', 'users', undefined],
    ['Queries (target: 100/s)', 'rate', 100],
    ['Queries (target: 100 rps)', 'rate', 100],
    ['Queries (target: 100)', 'rate', undefined],
    ['Queries (target: 100/min)', 'rate', undefined],
    ['Users (target: 0)', 'users', undefined],
    ['Response time stays low (limit: 3) at peak load (target: 2,000 users)', 'users', 2000],
    ['Peak load (max: 5) of users (target: 2,000 users)', 'users', 2000],
    ['Users (min: 5)', 'users', undefined],
    ['Retries (goal: 3) at peak (required: 2,000 concurrent users)', 'users', 2000],
    ['One (goal: 1 user)', 'users', 1],
    ['Users (target: 500), as asked (expected: 500 users)', 'users', 500],
    ['Users (target: 500 users), later (goal: 900 users)', 'users', undefined],
    ['Users (target: 500), later (goal: 900)', 'users', undefined],
    ['Queries (target: 100/s), users (goal: 500)', 'rate', 100],
  ])('%s, by %s', (text, kind, load) => {
    expect(requiredLoad(text, kind)).toBe(load);
  });
});

describe('evidence for a capacity', () => {
  it.each<[string, FoundCapacity, string, object]>([
    [
      'suffices',
      upTo(2000),
      '(target: 1,500)',
      { state: 'pass', capacity: { level: 2000, required: 1500, headroom: 0.25 } },
    ],
    ['is at least enough', upTo(2000, true), '(target: 1,500)', { state: 'pass', capacity: { isLowerBound: true } }],
    ['is just enough', upTo(1500), '(target: 1,500)', { state: 'pass', capacity: { headroom: 0 } }],
    ['does not suffice', upTo(1000), '(target: 1,500)', { state: 'fail', capacity: { headroom: -0.5 } }],
    [
      'suffices, and tells where it ends',
      { ...upTo(2000), limitedBy: { level: 3000, missed: 'search/p95-latency' } } as FoundCapacity,
      '(target: 1,500)',
      { state: 'pass', reason: '3,000 users missed search/p95-latency' },
    ],
    [
      'ends below what is required',
      { ...upTo(1000), limitedBy: { level: 1200, missed: 'search/p95-latency' } } as FoundCapacity,
      '(target: 1,500)',
      {
        state: 'fail',
        reason:
          'every target held up to 1,000 users, 1,200 users missed search/p95-latency, and 1,500 users are required',
      },
    ],
    [
      'may suffice',
      upTo(1000, true),
      '(target: 1,500)',
      { state: 'no-data', remedy: expect.stringContaining('1,500 users or more') },
    ],
    [
      'is required twice',
      upTo(2000),
      '(target: 500), later (goal: 900)',
      { state: 'no-data', reason: 'the text states several loads: 500 users, 900 users' },
    ],
    ['is required by nobody', upTo(1000), 'many', { state: 'no-data', capacity: { level: 1000 } }],
    [
      'is less than the least',
      { found: 'below', kind: 'users', level: 10, missed: 'search/p95-latency' },
      '(target: 10)',
      { state: 'fail' },
    ],
    ['may be less', { found: 'below', kind: 'users', level: 10, missed: 'x' }, '(target: 9)', { state: 'no-data' }],
    [
      'is not known',
      { found: 'nothing', reason: 'no stages' },
      '(target: 9)',
      { state: 'no-data', reason: 'run a tells no capacity: no stages' },
    ],
  ])('%s', (_, found, text, expected) => {
    expect(capacityEvidence(question, run, found, text)).toMatchObject(expected);
  });

  it('is of the newest run that counts and had this load, and gets old', () => {
    const newest = (runs: CountableRun[]): unknown => newestOfLoad(question, runs, []);
    expect(newest([])).toMatchObject({ evidence: { state: 'unmeasured' } });
    const smoke = { manifest: manifestOf('b', { smoke: true }), result };
    expect(newest([smoke, run])).toMatchObject({ run: { manifest: { runId: 'a' } } });
    expect(newest([smoke])).toMatchObject({ evidence: { reason: 'b does not count: it is a smoke run' } });
    const cpu = { id: 'cpu', span: [0, 0], source: { kind: 'command', command: ['echo'] }, everyMs: 1000 } as const;
    const monitored = { ...question, monitors: [{ ...cpu, source: { ...cpu.source, command: ['echo'] } }] };
    expect(newestOfLoad(monitored, [run], ['cpu'])).toMatchObject({
      evidence: { state: 'stale', reason: 'since run a, cpu is measured another way' },
    });
    expect(newestOfLoad(monitored, [run], ['latency'])).toMatchObject({ run: { manifest: { runId: 'a' } } });
    const damaged = { runId: 'b', startedAt: STARTED_AT + 1, reason: 'run.json is empty' };
    expect(newestOfLoad({ ...question, unreadable: [damaged] }, [run], [])).toMatchObject({
      evidence: { state: 'no-data', reason: 'run b cannot be read: run.json is empty, and it is newer than run a' },
    });
    expect(newestOfLoad({ ...question, unreadable: [damaged] }, [], [])).toMatchObject({
      evidence: { state: 'no-data', reason: 'run b cannot be read: run.json is empty' },
    });
    const other = { manifest: manifestOf('b', { loadHash: 'def' }), result };
    expect(newest([other])).toMatchObject({ evidence: { state: 'stale' } });
    expect(capacityEvidence({ ...question, maxAgeMs: 1000 }, run, upTo(10), '(target: 9)').state).toBe('stale');
  });
});
