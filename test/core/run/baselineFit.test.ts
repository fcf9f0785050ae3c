import { describe, expect, it } from 'vitest';
import { parseCheckRow } from '../../../core/checks/parseRow.ts';
import { METRICS } from '../../../core/metrics.ts';
import { baselineFit, differences, type Likeness } from '../../../core/run/compare/likeness.ts';
import type { JudgedCheck } from '../../../core/run/judge.ts';
import { recordSetup, restoreSetup } from '../../../core/run/setupRecord.ts';
import { httpFrame, resultOf } from './helpers.ts';

const run: Likeness = {
  testId: 'shop',
  loadHash: 'aaaaaaaaaa',
  environment: 'local',
  runner: 'http',
  tool: { name: 'engine', version: '2' },
};

describe('a baseline that a run is compared with', () => {
  it.each<[string, Partial<Likeness>, RegExp]>([
    ['another environment', { environment: 'staging' }, /differ in environment: staging and local$/],
    ['another runner', { runner: 'k6' }, /differ in runner: k6 and http$/],
    ['another tool version', { tool: { name: 'engine', version: '1' } }, /differ in tool: engine 1 and engine 2$/],
  ])('of %s is used, and the run says so', (_, rest, note) => {
    expect(baselineFit({ ...run, ...rest }, run)).toEqual({ note: expect.stringMatching(note) });
    // The same words as those of `compare`.
    expect(baselineFit({ ...run, ...rest }, run).note).toContain(differences({ ...run, ...rest }, run).join('; '));
  });

  it('that is alike needs no words', () => {
    expect(baselineFit(run, run)).toEqual({});
  });

  it('that does not tell what it is of is used, and the run says so', () => {
    expect(baselineFit(undefined, run).note).toContain('does not tell');
  });

  it('of another load is not used, and the check says so rather than that there is none', () => {
    const { unused = '' } = baselineFit({ ...run, loadHash: 'bbbbbbbbbb' }, run);
    const { selector, levels } = parseCheckRow('p95 latency <= baseline + 10%');
    const check: JudgedCheck = { id: 'shop/p95', selector: selector!, levels, definition: METRICS.latency };
    const setup = { checks: [check], guards: [], baseline: () => ({ missing: unused }) };
    const judged = resultOf(setup, [httpFrame(0, [10])]);
    expect(judged.checks[0]).toMatchObject({ verdict: 'no-data', notes: [unused] });
    expect(unused).toMatch(/measured with another load.*bbbbbbbb and aaaaaaaa/);
    const restored = restoreSetup(recordSetup(setup)).setup;
    expect(resultOf(restored, [httpFrame(0, [10])])).toEqual(judged);
  });
});
