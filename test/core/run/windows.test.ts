import { describe, expect, it } from 'vitest';
import type { Level, Window } from '../../../core/checks/check.ts';
import type { Frame } from '../../../core/run/runEvent.ts';
import type { CheckResult } from '../../../core/run/runResult.ts';
import { check, httpFrame, resultOf, selector, type Stated } from './helpers.ts';

const forSeconds = (seconds: number): Window => ({ kind: 'for', ms: seconds * 1000 });
const overSeconds = (seconds: number): Window => ({ kind: 'over', ms: seconds * 1000 });

/** One response of this latency a second; undefined: no response; null: no frame. */
function framesOf(latencies: readonly (number | undefined | null)[], rest: Partial<Frame> = {}): Frame[] {
  return latencies.flatMap((latency, second) =>
    latency === null ? [] : [httpFrame(second, latency === undefined ? [] : [latency], 0, rest)],
  );
}

function judged(level: Level, stated: Stated, frames: readonly Frame[]): CheckResult | undefined {
  const row = check(selector('latency', 'max'), { [level]: stated });
  return resultOf(level === 'stop' ? { guards: [row] } : { checks: [row] }, frames).checks[0];
}

describe('windows', () => {
  it.each<[Level, Stated, (number | undefined | null)[], string, number | undefined]>([
    // A target with `for` is met by one stretch that held.
    ['target', ['<', 100, forSeconds(3)], [500, 10, 20, 30, 500], 'pass', 30],
    ['target', ['<', 100, forSeconds(3)], [10, 20, 500, 30, 40], 'fail', 500],
    ['target', ['<', 100, forSeconds(3)], [10, 20, undefined, 30, 40], 'no-data', undefined],
    ['target', ['<', 100, forSeconds(3)], [10, 20, null, 30, 40], 'no-data', undefined],
    ['target', ['<', 100, forSeconds(3)], [10, 20, null, 500, 40], 'fail', 500],
    ['target', ['<', 100, forSeconds(3)], [10, 20], 'no-data', undefined],
    // A target with `over` holds at every moment; the worst one is shown.
    ['target', ['<', 100, overSeconds(2)], [10, 20, 90, 30], 'pass', 90],
    ['target', ['<', 100, overSeconds(2)], [10, 20, 500, 30], 'fail', 500],
    ['target', ['<', 100, overSeconds(2)], [10, undefined, undefined, 30], 'no-data', undefined],
    ['target', ['<', 100, overSeconds(2)], [500, undefined, undefined, 30], 'fail', 500],
    ['target', ['<', 100, overSeconds(9)], [10, 20], 'no-data', undefined],
    // The other levels fire when their condition was true at any moment.
    ['critical', ['>', 100, forSeconds(2)], [10, 500, 400, 10], 'fail', 400],
    ['critical', ['>', 100, forSeconds(2)], [10, 500, 10, 500], 'pass', 10],
    ['critical', ['>', 100, overSeconds(2)], [10, 500, 10, 10], 'fail', 500],
    ['warn', ['>', 100, overSeconds(2)], [10, 500, 10, 10], 'warn', 500],
    ['stop', ['>', 100, forSeconds(2)], [10, 500, 500, 10], 'fail', 500],
    // To a guard seconds of waiting are as the second before them, and something measured has to end them.
    ['stop', ['>', 100, forSeconds(4)], [500, undefined, null, 400], 'fail', 400],
    ['stop', ['>', 100, forSeconds(3)], [500, undefined, undefined, undefined], 'no-data', undefined],
    ['stop', ['>', 100, forSeconds(3)], [500, undefined, 10, 500], 'pass', 10],
    ['stop', ['>', 100, forSeconds(2)], [10], 'no-data', undefined],
    ['stop', ['>', 100, forSeconds(2)], [undefined, undefined, undefined], 'no-data', undefined],
  ])('%s %j over %j is %s', (level, stated, latencies, verdict, observed) => {
    const result = judged(level, stated, framesOf(latencies));
    expect(result?.verdict).toBe(verdict);
    expect(result?.observed).toBe(observed);
    if (verdict === 'no-data') expect(result?.notes).not.toEqual([]);
  });

  it('are not completed by a fragment of a second, which still counts in a sum', () => {
    const fragment = httpFrame(3, [900], 0, { durationMs: 200 });
    const frames = [...framesOf([10, 20, 30]), fragment];
    expect(judged('target', ['<', 1000, overSeconds(4)], frames)?.verdict).toBe('no-data');
    expect(judged('critical', ['>', 10, forSeconds(4)], frames)?.verdict).toBe('no-data');
    expect(judged('target', ['<', 100, overSeconds(3)], frames)).toMatchObject({ verdict: 'fail', observed: 900 });
  });

  it('are told to be too long for the run', () => {
    expect(judged('target', ['<', 100, overSeconds(10)], framesOf([1, 2, 3, 4, 5]))?.notes).toEqual([
      'what was measured lasted 5 s, shorter than the window of 10 s',
    ]);
  });

  it('cannot be judged by a tool that reports only at its end', () => {
    const result = judged('target', ['<', 100, overSeconds(10)], [httpFrame(0, [5], 0, { durationMs: 30_000 })]);
    expect(result).toMatchObject({ verdict: 'no-data', notes: ['the runner does not report second by second'] });
  });

  it('leave warm-up out of checks and of stages that are not meant', () => {
    const warm = framesOf([900, 900], { warmup: true, stage: 'warm-up' });
    const main = framesOf([null, null, 10, 10]);
    expect(judged('critical', ['>', 100, forSeconds(2)], [...warm, ...main])?.verdict).toBe('pass');
    expect(judged('stop', ['>', 100, forSeconds(2)], [...warm, ...main])?.verdict).toBe('fail');
    const named = check(selector('latency', 'max', { stage: 'warm-up' }), { critical: ['>', 100, forSeconds(2)] });
    expect(resultOf({ checks: [named] }, [...warm, ...main]).checks[0]?.verdict).toBe('fail');
    const other = check(selector('latency', 'max', { stage: 'main' }), { target: ['<', 100, overSeconds(2)] });
    expect(resultOf({ checks: [other] }, [...warm, ...main]).checks[0]?.verdict).toBe('pass');
  });

  it('do not take the rate of a fragment for that of a second', () => {
    const fragment = httpFrame(1, [], 0, { durationMs: 300 });
    const row = check(selector('throughput', 'min'), { stop: ['<', 1, { kind: 'for', ms: 1000 }] });
    expect(resultOf({ guards: [row] }, [fragment]).checks[0]?.verdict).toBe('no-data');
  });

  it('see failures of requests that were attempted before as all of what was attempted', () => {
    const timeouts = httpFrame(1, [], 0, {});
    timeouts.samples.push({ metric: 'failures', tags: {}, sample: { kind: 'counter', total: 8 } });
    const row = check(selector('error_rate'), { stop: ['>', 0.5, { kind: 'for', ms: 1000 }] });
    const [result] = resultOf({ guards: [row] }, [httpFrame(0, [5]), timeouts]).checks;
    expect(result).toMatchObject({ verdict: 'fail', observed: 1 });
  });
});
