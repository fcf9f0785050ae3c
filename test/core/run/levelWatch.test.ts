import { describe, expect, test } from 'vitest';
import { LevelWatch, MOST_CHANGES } from '../../../core/run/levelWatch.ts';
import type { Verdict } from '../../../core/run/runResult.ts';

const check = (verdict: Verdict, id = 'a'): { id: string; expression: string; verdict: Verdict } => ({
  id,
  expression: `${id} < 1`,
  verdict,
});

describe('changes of level', () => {
  test('are told with their time, from and to', () => {
    const watch = new LevelWatch();
    for (const [second, verdict] of [...(['no-data', 'pass', 'pass', 'warn', 'fail'] as const)].entries())
      watch.look([check(verdict), check('pass', 'b')], second);
    expect(watch.changes).toEqual([
      { second: 3, id: 'a', expression: 'a < 1', from: 'pass', to: 'warn' },
      { second: 4, id: 'a', expression: 'a < 1', from: 'warn', to: 'fail' },
    ]);
  });

  test('are kept in a bounded number, and the others counted', () => {
    const watch = new LevelWatch();
    for (let second = 0; second <= MOST_CHANGES + 5; second += 1)
      watch.look([check(second % 2 === 0 ? 'pass' : 'fail')], second);
    expect(watch.changes).toHaveLength(MOST_CHANGES);
    expect(watch.dropped).toBe(5);
    expect(watch.changes.at(-1)?.second).toBe(MOST_CHANGES + 5);
  });
});
