import { describe, expect, it } from 'vitest';
import type { Frame } from '../../../core/run/runEvent.ts';
import { RunGuards } from '../../../core/run/runGuards.ts';
import { check, counter, frame, gauge, httpFrame, selector } from './helpers.ts';

const seconds = (count: number): number[] => Array.from({ length: count }, (_, second) => second);

const users = (count: number) => gauge('users', [count]);
const silent = (second: number, count = 5): Frame =>
  frame(second, [users(count), counter('requests', 0), counter('responses', 0)]);

function guards(rest: Partial<ConstructorParameters<typeof RunGuards>[0]> = {}): RunGuards {
  return new RunGuards({ testId: 'shop', rows: [], monitors: new Set(['cpu']), hangs: 'silent-seconds', ...rest });
}

function tripSeconds(run: RunGuards, frames: readonly Frame[]): number[] {
  return frames.filter((one) => run.add(one) !== undefined).map(({ second }) => second);
}

describe('the built-in guard', () => {
  it('trips after ten seconds in which users got nothing, once', () => {
    const run = guards();
    const trips = seconds(25).flatMap((second) => run.add(silent(second)) ?? []);
    expect(trips).toEqual([
      {
        guardId: 'shop/guard-no-response',
        expression: 'no response for 10s',
        observed: 0,
        message: 'no response came for 10 s while 5 users were at work',
      },
    ]);
    expect(
      tripSeconds(
        guards(),
        seconds(25).map((second) => silent(second)),
      ),
    ).toEqual([9]);
  });

  it.each([
    ['a response', httpFrame(5, [10])],
    ['a failure that came at once', httpFrame(5, [], 1)],
    ['a pass of a flow that sends no HTTP', frame(5, [users(5), counter('iterations', 1)])],
    ['a second of a planned pause', silent(5, 0)],
    ['a second without users', frame(5, [counter('requests', 0)])],
  ])('begins anew with %s', (_, sign) => {
    const frames = seconds(20).map((second) => (second === 5 ? sign : silent(second)));
    expect(tripSeconds(guards(), frames)).toEqual([15]);
  });

  it('is only for runners that see nothing better', () => {
    const frames = seconds(30).map((second) => silent(second));
    expect(tripSeconds(guards({ hangs: 'in-flight-age' }), frames)).toEqual([]);
    expect(tripSeconds(guards({ hangs: 'unseen' }), frames)).toEqual([]);
  });
});

describe('guards on monitors', () => {
  const gaugeOfCpu = { kind: 'gauge', dimension: 'ratio', meaning: '', everyMs: 5000 } as const;
  const row = (window?: { kind: 'for'; ms: number }) => ({
    ...check(selector('cpu', 'max'), { stop: window === undefined ? ['>', 0.9] : ['>', 0.9, window] }, { id: 'hot' }),
    definition: gaugeOfCpu,
  });
  const reading = (second: number, value: number): Frame => frame(second, [gauge('cpu', [value])]);

  it('trip by readings while the load generator tells nothing', () => {
    const run = guards({ rows: [row()], hangs: 'unseen' });
    expect(run.addReadings(reading(0, 0.5))).toBeUndefined();
    expect(run.addReadings(reading(5, 0.95))).toMatchObject({ guardId: 'hot', observed: 0.95 });
    expect(run.distances()).toMatchObject([{ guardId: 'hot', observed: 0.95, nearness: 1 }]);
  });

  it('let a reading stand until the next one is due, and no longer', () => {
    const hot = (at: readonly number[]): number[] => {
      const run = guards({ rows: [row({ kind: 'for', ms: 10_000 })] });
      return at.filter((second) => run.addReadings(reading(second, 0.95)) !== undefined);
    };
    expect(hot([0, 5, 10, 15])).toEqual([10]);
    expect(hot([0, 20, 40, 60])).toEqual([]);
  });

  it('do not trip a second time on the frames of the load', () => {
    const run = guards({ rows: [row()] });
    run.addReadings(reading(0, 0.95));
    expect(run.add(reading(0, 0.95))).toBeUndefined();
  });
});
