import { describe, expect, it } from 'vitest';
import { SeriesStore } from '../../../core/run/seriesStore.ts';
import { judgeSuite, type SuiteMember } from '../../../core/run/suite.ts';
import type { Frame } from '../../../core/run/runEvent.ts';
import { check, frame, gauge, httpFrame, selector } from './helpers.ts';

function member(testId: string, frames: readonly Frame[], rest: Partial<SuiteMember['run']> = {}): SuiteMember {
  const source = new SeriesStore();
  for (const one of frames) source.add(one);
  return { testId, run: { source, state: 'completed', verdict: 'pass', ...rest } };
}

const times = (count: number, value: number): number[] => Array.from({ length: count }, () => value);
const search = member('search', [httpFrame(0, times(98, 10)), frame(1, [gauge('users', [5])])]);
const checkout = member('checkout', [httpFrame(0, [500, 900], 8)]);

describe('judgeSuite', () => {
  it.each([
    [selector('requests', 'sum'), 108],
    [selector('error_rate'), 8 / 108],
    [selector('latency', 'max'), 900],
    [selector('latency', 'min'), 10],
    [selector('latency', 'p99'), 500],
    [selector('latency', 'p50'), 10],
    // One after the other: 100 responses in two and one seconds.
    [selector('throughput'), 100 / 3],
  ])('merges what the members measured: %j', (what, expected) => {
    const [result] = judgeSuite([check(what, { target: ['<', 1e6] })], [search, checkout]);
    expect(result?.verdict).toBe('pass');
    expect(Math.abs((result?.observed ?? NaN) - expected)).toBeLessThanOrEqual(0.01 * expected);
  });

  it('has no data when a member measured nothing, and names it', () => {
    const users = check(selector('users', 'max'), { target: ['<', 100] });
    expect(judgeSuite([users], [search, checkout])[0]).toMatchObject({
      verdict: 'no-data',
      notes: ['nothing measured in `checkout`'],
    });
    const requests = check(selector('requests', 'sum'), { target: ['>', 1] });
    expect(judgeSuite([requests], [search, { testId: 'pods' }])[0]).toMatchObject({
      verdict: 'no-data',
      notes: ['nothing measured in `pods`'],
    });
    expect(judgeSuite([requests], [])[0]?.verdict).toBe('no-data');
  });

  it('takes the last value of the last member', () => {
    const short = member('short', [frame(0, [gauge('users', [7])])]);
    expect(judgeSuite([check(selector('users', 'last'), { target: ['<', 9] })], [search, short])[0]?.observed).toBe(7);
  });

  it('does not pass by a member that was cancelled or is invalid', () => {
    const requests = check(selector('requests', 'sum'), { target: ['>', 1] });
    for (const rest of [{ state: 'cancelled' }, { verdict: 'invalid' }] as const) {
      const spoiled = member('spoiled', [httpFrame(0, [1])], rest);
      expect(judgeSuite([requests], [search, spoiled])[0]).toMatchObject({ verdict: 'no-data' });
    }
  });

  it('does not judge windows', () => {
    const row = check(selector('requests', 'sum'), { target: ['>', 1, { kind: 'over', ms: 1000 }] });
    expect(judgeSuite([row], [search])[0]?.verdict).toBe('no-data');
  });
});
