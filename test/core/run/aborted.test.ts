import { describe, expect, it } from 'vitest';
import { measure } from '../../../core/run/measure.ts';
import { counter, eventsOf, foldAll, frame } from './helpers.ts';

describe('requests that were broken off because the run was stopped', () => {
  const second = (failures: number, aborted: number) =>
    frame(0, [
      counter('requests', 10),
      counter('responses', 10 - aborted - failures),
      counter('failures', failures),
      counter('aborted', aborted),
    ]);
  const errorRate = { metric: 'error_rate', tags: {} };
  it.each([
    ['are neither attempts nor failures', [second(1, 8)], 0.5],
    [
      'that were begun in an earlier second, too',
      [second(1, 0), { ...second(1, 0), second: 1 }, frame(2, [counter('aborted', 10)])],
      0.2,
    ],
    ['when there are none, all that was begun counts', [second(1, 0)], 0.1],
    ['when they are all, leave nothing to tell', [second(0, 10)], undefined],
  ] as const)('%s', (_, told, rate) => {
    const fold = foldAll({}, eventsOf([...told]));
    expect(measure(fold.store, errorRate)?.value).toBe(rate);
  });
});
