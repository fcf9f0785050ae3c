import { describe, expect, it } from 'vitest';
import { foldRun, runResult } from '../../../core/run/foldRun.ts';
import type { Frame, Outcome } from '../../../core/run/runEvent.ts';
import {
  check,
  counter,
  eventsOf,
  foldAll,
  frame,
  gauge,
  httpFrame,
  httpSamples,
  resultOf,
  selector,
  trend,
} from './helpers.ts';

const fast = check(selector('latency', 'p95'), { target: ['<', 500] });
const noErrors = check(selector('error_rate'), { target: ['<', 0.01] });
const guard = check(selector('error_rate'), { stop: ['>', 0.1, { kind: 'for', ms: 2000 }] }, { id: 'too-many-errors' });
const frames = [0, 1, 2].map((second) => httpFrame(second, [100, 120, 140]));

describe('the verdict of a run', () => {
  it('is the worst of its checks', () => {
    expect(resultOf({ checks: [fast, noErrors] }, frames)).toMatchObject({
      state: 'completed',
      verdict: 'pass',
      reasons: [],
    });
    const missed = check(selector('throughput'), { target: ['>', 50] });
    expect(resultOf({ checks: [fast, missed] }, frames).verdict).toBe('fail');
    const unmeasured = check(selector('provisioning', 'p95'), { target: ['<', 1] });
    expect(resultOf({ checks: [fast, unmeasured] }, frames).verdict).toBe('no-data');
  });

  it('is no data without checks, even with a guard that did not trip', () => {
    expect(resultOf({}, frames)).toMatchObject({ verdict: 'no-data', reasons: ['the test states no checks'] });
    expect(resultOf({ guards: [guard] }, frames)).toMatchObject({ verdict: 'no-data', checks: [{ verdict: 'pass' }] });
  });

  it.each<[Outcome | undefined, string, string, string]>([
    [{ kind: 'cancelled' }, 'cancelled', 'no-data', 'the run was cancelled'],
    [{ kind: 'failed', message: 'k6 exited with 107' }, 'failed', 'invalid', 'the run failed'],
    [undefined, 'interrupted', 'no-data', 'the run was cut off before its end'],
  ])('%j is no pass', (outcome, state, verdict, reason) => {
    const result = runResult(foldAll({ checks: [fast] }, eventsOf(frames, outcome)));
    expect(result).toMatchObject({
      state,
      verdict,
      checks: [{ verdict: 'no-data', notes: [reason, expect.anything()] }],
    });
    expect(result.reasons).toContain(reason);
    const failing = runResult(
      foldAll({ checks: [check(selector('latency', 'p95'), { target: ['<', 5] })] }, eventsOf(frames, outcome)),
    );
    expect(failing.checks[0]?.verdict).toBe('fail');
  });

  it('comes with the checks that decided it, before any other reason', () => {
    const named = (id: string, what: string, levels: Parameters<typeof check>[1]) =>
      check(selector(what), levels, { id });
    const failing = [
      named('shop/slow', 'throughput', { target: ['>', 50] }),
      named('shop/few', 'requests', { target: ['>', 5000] }),
    ];
    const warned = named('shop/near', 'requests', { target: ['>', 5000], critical: ['<', 1] });
    const open = named('shop/open', 'queue', { target: ['<', 1] });
    const saidOf = (checks: (typeof fast)[], outcome?: Outcome) =>
      resultOf({ checks, notes: ['a note'] }, frames, outcome).reasons;
    expect(saidOf([fast, ...failing])).toEqual(['2 checks failed: `shop/slow`, `shop/few`', 'a note']);
    expect(saidOf([fast, warned])).toEqual(['1 check has a warning: `shop/near`', 'a note']);
    expect(saidOf([fast, open])).toEqual(['1 check has no data: `shop/open`', 'a note']);
    expect(saidOf([warned, open, ...failing])[0]).toMatch(/^2 checks failed/);
    expect(saidOf([fast, ...failing], { kind: 'cancelled' }).slice(0, 2)).toEqual([
      '2 checks failed: `shop/slow`, `shop/few`',
      'the run was cancelled',
    ]);
    expect(saidOf([fast, warned], { kind: 'cancelled' })).toEqual(['the run was cancelled', 'a note']);
    const many = Array.from({ length: 7 }, (_, index) => named(`c${index}`, 'requests', { target: ['>', 5000] }));
    expect(saidOf(many)[0]).toBe('7 checks failed: `c0`, `c1`, `c2`, `c3`, `c4` and 2 more');
  });

  it('names the guard that stopped the run before the checks that failed, and not as one of them', () => {
    const slow = check(selector('latency', 'p95'), { target: ['<', 5] }, { id: 'shop/slow' });
    const stopped: Outcome = { kind: 'stopped', guardId: 'too-many-errors', message: 'm' };
    expect(resultOf({ checks: [slow], guards: [guard] }, frames, stopped).reasons).toEqual([
      'stopped by guard `too-many-errors`: m',
      '1 check failed: `shop/slow`',
    ]);
  });

  it('is open while the run goes on, with its checks as they stand', () => {
    expect(runResult(foldAll({ checks: [fast] }, eventsOf(frames)), 'running')).toMatchObject({
      state: 'running',
      verdict: 'no-data',
      checks: [{ verdict: 'pass' }],
    });
  });

  it('survives a log without its beginning', () => {
    expect(runResult(foldAll({ checks: [fast] }, []))).toMatchObject({
      runId: '',
      state: 'interrupted',
      verdict: 'no-data',
    });
  });
});

describe('guards in a result', () => {
  const stopped: Outcome = { kind: 'stopped', guardId: 'too-many-errors', message: 'error_rate was 50 %' };

  it('fail the run that they stopped, even if the event of it was lost', () => {
    const trip = {
      at: 1,
      kind: 'guard',
      guardId: 'too-many-errors',
      expression: 'x',
      observed: 0.5,
      message: 'm',
    } as const;
    for (const events of [eventsOf(frames, stopped), [trip, ...eventsOf(frames, stopped)]]) {
      const result = runResult(events.reduce(foldRun, foldAll({ checks: [fast], guards: [guard] }, [])));
      expect(result).toMatchObject({ state: 'completed', verdict: 'fail' });
      expect(result.checks[1]).toMatchObject({
        verdict: 'fail',
        notes: [expect.stringMatching(/^stopped by guard `too-many-errors`/)],
      });
      expect(result.checks[0]?.notes).toContain('measured until a guard stopped the run');
    }
  });

  it('fail it, too, when no row of the plan states them', () => {
    const builtIn: Outcome = { kind: 'stopped', guardId: 'no-response', message: 'no response for 10 s' };
    const result = resultOf({ checks: [fast] }, frames, builtIn);
    expect(result).toMatchObject({ verdict: 'fail', checks: [{}, { id: 'no-response', verdict: 'fail' }] });
  });

  it('that could not be told are named, and do not hide the checks', () => {
    const long = check(selector('error_rate'), { stop: ['>', 0.1, { kind: 'for', ms: 10_000 }] }, { id: 'long' });
    const result = resultOf({ checks: [fast], guards: [long] }, frames);
    expect(result).toMatchObject({ verdict: 'pass', checks: [{}, { id: 'long', verdict: 'no-data' }] });
    expect(result.reasons.join()).toContain('guard `long` could not be told');
  });
});

describe('smoke', () => {
  it('judges only error_rate', () => {
    const hopeless = check(selector('throughput'), { target: ['>', 5000] });
    const result = resultOf({ checks: [hopeless, noErrors], guards: [guard], isSmoke: true }, frames);
    expect(result).toMatchObject({ verdict: 'pass', checks: [{ id: noErrors.id }] });
    expect(result.checks).toHaveLength(1);
    expect(resultOf({ checks: [hopeless], isSmoke: true }, frames).verdict).toBe('no-data');
  });
});

it('says what a reader has to know besides, without another verdict', () => {
  const result = resultOf({ checks: [noErrors], notes: ['certificates were not verified'] }, frames);
  expect(result).toMatchObject({ verdict: 'pass', reasons: ['certificates were not verified'] });
});

describe('validity', () => {
  const stage = (users: number) =>
    ({ name: 'main', load: { kind: 'users', from: users, to: users }, durationMs: 3000, warmup: false }) as const;
  const with10Users = frames.map((one) => ({ ...one, samples: [...one.samples, gauge('users', [10])] }));
  const withCounters = (iterations: number, dropped: number) =>
    frames.map((one) => ({
      ...one,
      samples: [...one.samples, counter('iterations', iterations), counter('dropped_iterations', dropped)],
    }));
  const saturatedIn = (count: number, seconds = 100) =>
    Array.from({ length: seconds }, (_, second) => {
      const { samples } = httpFrame(second, [10]);
      return frame(second, [...samples, gauge('generator_saturation', [second < count ? 0.95 : 0.5])]);
    });
  const many = (told: readonly Frame[]) =>
    told.map((one) => ({
      ...one,
      samples: [
        ...httpSamples(Array.from({ length: 50 }, () => 10)),
        ...one.samples.filter(({ metric }) => metric === 'generator_saturation'),
      ],
    }));

  const arrivals = (perSecond: number) =>
    ({ ...stage(1), load: { kind: 'rate', from: perSecond, to: perSecond } }) as const;
  /** Passes begun in each second, of which one came to its end. */
  const passesOf = (started: number, requestsOfEach: number) =>
    frames.map((one) => ({
      ...one,
      samples: [
        ...httpSamples(Array.from({ length: started * requestsOfEach }, () => 10)),
        counter('started_iterations', started),
        counter('iterations', 1),
      ],
    }));

  const lateBy = (lagMs: number, latencyMs: number, requestsASecond = 40) =>
    frames.map((one) => ({
      ...one,
      samples: [
        ...httpSamples(Array.from({ length: requestsASecond }, () => latencyMs)),
        trend('schedule_lag', [lagMs]),
      ],
    }));

  it.each([
    ['on time', {}, lateBy(2, 3), 'pass', undefined],
    ['late, but short against the latency', {}, lateBy(20, 100), 'pass', undefined],
    ['so late that it shows in the latency', {}, lateBy(40, 100), 'warn', 'late by 40'],
    ['late, with too few requests to tell', {}, lateBy(40, 100, 33), 'pass', undefined],
    ['late in a smoke run', { checks: [noErrors], isSmoke: true }, lateBy(40, 100), 'pass', undefined],
    ['saturated in a smoke run', { checks: [noErrors], isSmoke: true }, saturatedIn(50), 'pass', undefined],
    ['load reached', { stages: [stage(10)] }, with10Users, 'pass', undefined],
    [
      'load a little short',
      { stages: [{ ...stage(10), load: { kind: 'users', from: 10.2, to: 10.2 } }] },
      with10Users,
      'warn',
      '98.04 % of the planned load',
    ],
    ['load short', { stages: [stage(11)] }, with10Users, 'invalid', 'only 90.91 % of the planned load'],
    ['a stage cut short', { stages: [{ ...stage(10), durationMs: 10_000 }] }, with10Users, 'invalid', 'only 45 %'],
    ['a stage never reached', { stages: [{ ...stage(10), name: 'peak' }] }, with10Users, 'invalid', 'only 0 %'],
    [
      'arrivals short',
      { stages: [{ ...stage(1), load: { kind: 'rate', from: 10, to: 10 } }] },
      frames,
      'invalid',
      'only 30 %',
    ],
    [
      'arrivals short, though each sends many requests',
      { stages: [arrivals(10)] },
      passesOf(4, 3),
      'invalid',
      'only 40 %',
    ],
    ['arrivals reached, few of their passes at an end', { stages: [arrivals(10)] }, passesOf(10, 3), 'pass', undefined],
    [
      'arrivals of which many were dropped, though each sends many requests',
      {},
      passesOf(90, 10).map((one) => ({ ...one, samples: [...one.samples, counter('dropped_iterations', 2)] })),
      'invalid',
      'dropped 2.17 % of the arrivals',
    ],
    ['nothing dropped', {}, withCounters(1000, 0), 'pass', undefined],
    ['some dropped', {}, withCounters(1000, 1), 'warn', 'dropped 0.1 % of the arrivals'],
    ['many dropped', {}, withCounters(98, 2), 'invalid', 'dropped 2 % of the arrivals'],
    ['never saturated', {}, saturatedIn(0), 'pass', undefined],
    ['sometimes saturated', {}, saturatedIn(5), 'warn', 'saturated in 5 % of the seconds'],
    ['often saturated', {}, saturatedIn(10), 'invalid', 'saturated in 10 % of the seconds'],
    ['saturated for one second of a short run, too few requests to tell', {}, saturatedIn(1, 3), 'pass', undefined],
    ['saturated for one second of a short run', {}, many(saturatedIn(1, 3)), 'warn', 'saturated in 33.33 %'],
    ['saturated for two seconds of a short run', {}, saturatedIn(2, 4), 'invalid', 'saturated in 50 % of the seconds'],
    ['saturated in its only second', {}, saturatedIn(1, 1), 'invalid', 'saturated in 100 % of the seconds'],
  ] as const)('%s', (_, setup, told, verdict, reason) => {
    const result = resultOf({ checks: [fast], ...setup }, [...told]);
    expect(result.verdict).toBe(verdict);
    if (reason === undefined) expect(result.reasons).toEqual([]);
    else expect(result.reasons.join()).toContain(reason);
  });
});

describe('observations', () => {
  it('are the standard ones, in base units, as far as measured', () => {
    const { observations } = resultOf({}, [httpFrame(0, [100], 1), frame(1, [gauge('cpu', [70])])]);
    const text = observations.map(({ metric, statistic, selector: tags, value, unit }) =>
      [statistic, metric, JSON.stringify(tags), value, unit].join(' '),
    );
    expect(text).toEqual([
      'avg latency {} 100 ms',
      'min latency {} 100 ms',
      'p50 latency {} 100 ms',
      'p90 latency {} 100 ms',
      'p95 latency {} 100 ms',
      'p99 latency {} 100 ms',
      'max latency {} 100 ms',
      'rate throughput {} 0.5 1/s',
      'count requests {} 2 1',
      'count failures {} 1 1',
      'rate error_rate {} 0.5 ratio',
      'max cpu {} 70 1',
      'p50 latency {"stage":"main"} 100 ms',
      'p95 latency {"stage":"main"} 100 ms',
      'p99 latency {"stage":"main"} 100 ms',
      'rate throughput {"stage":"main"} 0.5 1/s',
      'rate error_rate {"stage":"main"} 0.5 ratio',
    ]);
  });
});
