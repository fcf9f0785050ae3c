import { describe, expect, it } from 'vitest';
import { contradictingTargets, demandsOf } from '../../../core/configs/plan/contradictingTargets.ts';
import { parsePlan } from '../../../core/configs/plan/parsePlan.ts';

/** A plan with a check of the requirement `1.1` in each test. */
function planWith(checks: readonly string[], title = 'Search is fast'): string {
  const tests = checks.map(
    (check, index) =>
      `  test${index}: { runner: http, request: 'GET http://127.0.0.1:1/', stages: [{ name: peak, users: 1, duration: 1m }], checks: [${check}] }`,
  );
  return `headroom: 1\nrequirements: { '1.1': ${title}, '1.2': other }\ntests:\n${tests.join('\n')}\n`;
}
const check = (on: string, target: string, requirement = '1.1'): string =>
  `{ on: '${on}', target: '${target}', requirement: '${requirement}' }`;

describe('targets of one requirement', () => {
  it.each([
    ['that differ', [check('p95 latency', '< 500ms'), check('p95 latency', '< 800ms')], 2],
    ['that differ in what they ask for', [check('throughput', '> 50/s'), check('throughput', '>= 50/s')], 2],
    ['that are written differently', [check('p95 latency', '< 500ms'), check('p95 latency', '< 0.5s')], 0],
    ['about other figures', [check('p95 latency', '< 500ms'), check('p99 latency', '< 800ms')], 0],
    ['about other stages', [check('p95 latency', '< 500ms'), check('p95 latency{stage=peak}', '< 800ms')], 0],
    ['over other times', [check('p95 latency', '< 500ms'), check('p95 latency', '< 800ms for 10s')], 0],
    ['of another requirement', [check('p95 latency', '< 500ms'), check('p95 latency', '< 800ms', '1.2')], 0],
  ])('%s', (_, checks, expected) => {
    const { problems } = parsePlan(planWith(checks));
    const found = problems.filter(({ code }) => code === 'contradicting-targets');
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(found).toHaveLength(expected);
  });

  it('are told with the other target and its test', () => {
    const text = planWith([check('p95 latency', '< 500ms'), check('p95 latency', '< 800ms')]);
    const [first] = parsePlan(text).problems;
    expect(first).toMatchObject({ severity: 'information', code: 'contradicting-targets' });
    expect(first?.message).toContain('asks of `p95 latency` `< 500ms` here and `< 800ms` in test test1.');
    expect(text.slice(...(first?.span ?? [0, 0]))).toContain('< 500ms');
  });

  it.each([
    ['contradict each other over two plans', 'Search is fast', 1],
    ['do not where the requirement only has the same number', 'Payments are safe', 0],
  ])('%s', (_, title, expected) => {
    const demands = (text: string) => demandsOf(parsePlan(text).plan!);
    const own = demands(planWith([check('p95 latency', '< 500ms')]));
    const others = demands(planWith([check('p95 latency', '< 1s')], title));
    const found = contradictingTargets(
      own,
      others.map((demand) => ({ ...demand, file: 'other.headroom.yaml' })),
    );
    expect(found).toHaveLength(expected);
    if (expected === 1) expect(found[0]?.message).toContain('`< 1s` in test test0 of other.headroom.yaml.');
  });
});
