import { expect, it } from 'vitest';
import { findCapacity, type FoundCapacity } from '../../../core/run/capacity.ts';
import { SeriesStore } from '../../../core/run/seriesStore.ts';
import type { PlannedStage } from '../../../core/run/validity.ts';
import { check, httpFrame, selector } from './helpers.ts';

/** Of a run with a stage for each level, in which requests took so long. */
function capacityOf(
  stages: readonly (readonly [users: number, latencyMs: number])[],
  isStopped = false,
): FoundCapacity {
  const store = new SeriesStore();
  stages.forEach(([, latencyMs], second) =>
    store.add(httpFrame(second, [latencyMs, latencyMs], 0, { stage: `stage ${second}` })),
  );
  const planned = stages.map(([users], at): PlannedStage => ({
    ...{ name: `stage ${at}`, load: { kind: 'users', from: users, to: users }, durationMs: 1000, warmup: false },
  }));
  const checks = [check(selector('latency', 'p95'), { target: ['<', 80] })];
  return findCapacity({ store, stages: planned, checks, isStopped });
}

const FAST = 10;
const SLOW = 200;
const missed = (level: number, what = 'test/p95-latency'): object => ({ level, missed: what });

it.each<[string, Parameters<typeof capacityOf>, object]>([
  [
    'all stages held',
    [
      [
        [2, FAST],
        [4, FAST],
        [6, FAST],
      ],
    ],
    { found: 'capacity', level: 6, isLowerBound: true },
  ],
  [
    'the highest missed',
    [
      [
        [2, FAST],
        [4, FAST],
        [6, SLOW],
      ],
    ],
    { found: 'capacity', level: 4, isLowerBound: false, limitedBy: missed(6) },
  ],
  [
    'a lower one missed, and higher ones held',
    [
      [
        [2, FAST],
        [4, SLOW],
        [6, FAST],
      ],
    ],
    { found: 'capacity', level: 2, isLowerBound: false, limitedBy: missed(4) },
  ],
  [
    'levels come in another order',
    [
      [
        [6, FAST],
        [4, SLOW],
        [2, FAST],
      ],
    ],
    { found: 'capacity', level: 2, isLowerBound: false, limitedBy: missed(4) },
  ],
  [
    'a level held once and missed once',
    [
      [
        [2, FAST],
        [4, FAST],
        [4, SLOW],
        [6, FAST],
      ],
    ],
    { found: 'capacity', level: 2, isLowerBound: false, limitedBy: missed(4) },
  ],
  [
    'the least missed, and all others held',
    [
      [
        [2, SLOW],
        [4, FAST],
        [6, FAST],
      ],
    ],
    { found: 'below', ...missed(2) },
  ],
  [
    'a guard stopped it',
    [
      [
        [2, FAST],
        [4, FAST],
        [6, FAST],
      ],
      true,
    ],
    { found: 'capacity', level: 4, isLowerBound: false, limitedBy: missed(6, 'a guard') },
  ],
])('the capacity where %s', (_, stages, expected) => {
  const { found } = expected as FoundCapacity;
  expect(capacityOf(...stages)).toEqual({ ...expected, ...(found !== 'nothing' && { kind: 'users' }) });
});
