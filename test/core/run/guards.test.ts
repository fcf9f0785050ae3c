import { describe, expect, it } from 'vitest';
import { GuardWatch, type TrippedGuard } from '../../../core/run/guards.ts';
import type { Frame } from '../../../core/run/runEvent.ts';
import { check, counter, frame, gauge, httpFrame, resultOf, selector } from './helpers.ts';

const hung = check(selector('latency', 'avg'), { stop: ['>', 5000, { kind: 'for', ms: 3000 }] }, { id: 'hung' });

/** Nobody answers: five requests are open, and grow older by the second. */
function hanging(second: number): Frame {
  const age = second * 1000;
  const ages = gauge('in_flight_age', [age, age, age, age, age]);
  return frame(second, [ages, counter('requests', 0), counter('responses', 0), counter('failures', 0)]);
}

function tripSecond(watch: GuardWatch, frames: readonly Frame[]): { second: number; trip: TrippedGuard } | undefined {
  const trips = frames.map((one) => ({ second: one.second, trip: watch.add(one) }));
  const [first, ...others] = trips.flatMap(({ second, trip }) => (trip === undefined ? [] : [{ second, trip }]));
  expect(others).toEqual([]);
  return first;
}

const seconds = (count: number): number[] => Array.from({ length: count }, (_, second) => second);

describe('GuardWatch', () => {
  it('counts the age of open requests as latency, so that a hung server trips it', () => {
    const tripped = tripSecond(new GuardWatch([hung]), seconds(20).map(hanging));
    expect(tripped?.second).toBe(8);
    expect(tripped?.trip).toMatchObject({ guardId: 'hung', expression: 'avg latency > 5000 for 3s' });
    expect(tripped?.trip.message).toContain('avg latency was at least 6.00 s for 3 s');
  });

  it('says the same in the result', () => {
    const fast = check(selector('error_rate'), { target: ['<', 1] });
    expect(resultOf({ checks: [fast], guards: [hung] }, seconds(20).map(hanging)).checks[1]?.verdict).toBe('fail');
  });

  it('leaves ages out of what checks see', () => {
    const [result] = resultOf(
      { checks: [check(selector('latency', 'max'), { target: ['>', 1] })] },
      seconds(9).map(hanging),
    ).checks;
    expect(result?.verdict).toBe('no-data');
  });

  it('looks at the run so far without a window, with the requests that wait now', () => {
    const soFar = check(selector('latency', 'avg'), { stop: ['>', 5000] });
    expect(tripSecond(new GuardWatch([soFar]), seconds(20).map(hanging))?.second).toBe(6);
    const errors = check(selector('error_rate'), { stop: ['>', 0.3] });
    const frames = [httpFrame(0, [1, 1, 1, 1]), httpFrame(1, [1], 1), httpFrame(2, [], 4)];
    expect(tripSecond(new GuardWatch([errors]), frames)).toMatchObject({ second: 2, trip: { observed: 0.5 } });
  });

  it('protects during warm-up, too', () => {
    const frames = seconds(20).map((second) => ({ ...hanging(second), warmup: true }));
    expect(tripSecond(new GuardWatch([hung]), frames)?.second).toBe(8);
  });

  it('is not tripped by a stretch with a healthy second; seconds without data break nothing, and trip nothing', () => {
    const errors = check(selector('error_rate'), { stop: ['>', 0.1, { kind: 'for', ms: 3000 }] });
    const failing = (second: number): Frame => httpFrame(second, [], 1);
    const healed = [failing(0), failing(1), httpFrame(2, [1]), failing(3), failing(4)];
    expect(tripSecond(new GuardWatch([errors]), healed)).toBeUndefined();
    expect(tripSecond(new GuardWatch([errors]), [...healed, failing(5)])?.second).toBe(5);
    const waiting = [failing(0), httpFrame(1, []), httpFrame(3, [])];
    expect(tripSecond(new GuardWatch([errors]), waiting)).toBeUndefined();
    expect(tripSecond(new GuardWatch([errors]), [...waiting, failing(4)])?.second).toBe(4);
  });

  it('trips on silence when told to: a missing second completes nothing', () => {
    const silent = check(selector('throughput'), { stop: ['<', 1, { kind: 'over', ms: 3000 }] });
    const frames = [httpFrame(0, [1, 1, 1, 1, 1]), httpFrame(4, [1, 1, 1, 1, 1])];
    expect(tripSecond(new GuardWatch([silent]), frames)).toBeUndefined();
    expect(
      tripSecond(new GuardWatch([silent]), [...frames, frame(5, []), frame(6, []), httpFrame(7, [], 1)])?.second,
    ).toBe(7);
  });

  it('tells how near each guard is', () => {
    const errors = check(selector('error_rate'), { stop: ['>', 0.1, { kind: 'for', ms: 4000 }] }, { id: 'errors' });
    const watch = new GuardWatch([errors]);
    expect(watch.distances()).toMatchObject([{ guardId: 'errors', nearness: 0, held: { ms: 0, ofMs: 4000 } }]);
    watch.add(
      httpFrame(
        0,
        Array.from({ length: 19 }, () => 5),
        1,
      ),
    );
    expect(watch.distances()).toMatchObject([
      { observed: 0.05, nearness: 0.5, limit: 0.1, unit: 'ratio', held: { ms: 0 } },
    ]);
    watch.add(httpFrame(1, [5], 1));
    watch.add(httpFrame(2, [5], 1));
    expect(watch.distances()).toMatchObject([{ observed: 0.5, nearness: 1, held: { ms: 2000, ofMs: 4000 } }]);
  });
});
