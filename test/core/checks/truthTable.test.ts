import { describe, expect, it } from 'vitest';
import { applyTruthTable, TRUTH_TABLE, worstVerdict, type JudgedFacts } from '../../../core/checks/truthTable.ts';
import type { Verdict } from '../../../core/run/runResult.ts';

const OPTIONAL = [true, false, undefined] as const;

function everyCombination(): JudgedFacts[] {
  const combinations: JudgedFacts[] = [];
  for (const measured of [true, false]) {
    for (const hasCritical of [true, false]) {
      for (const target of OPTIONAL) {
        for (const warn of OPTIONAL) {
          for (const critical of OPTIONAL) {
            for (const stop of OPTIONAL) {
              combinations.push({
                measured,
                hasCritical,
                ...(target === undefined ? {} : { target }),
                ...(warn === undefined ? {} : { warn }),
                ...(critical === undefined ? {} : { critical }),
                ...(stop === undefined ? {} : { stop }),
              });
            }
          }
        }
      }
    }
  }
  return combinations;
}

/** The paragraph of the design, sentence by sentence. */
function asWritten(facts: JudgedFacts): string {
  if (!facts.measured) return 'no-data';
  if (facts.critical === true || facts.stop === true) return 'fail';
  if (facts.target === false) return facts.hasCritical ? 'warn' : 'fail';
  if (facts.warn === true) return 'warn';
  return 'pass';
}

describe('the truth table', () => {
  it('says of all 324 combinations what the design says', () => {
    const combinations = everyCombination();
    expect(combinations).toHaveLength(324);
    for (const facts of combinations) expect(applyTruthTable(facts), JSON.stringify(facts)).toBe(asWritten(facts));
  });

  it.each(TRUTH_TABLE)('line: $meaning', ({ when, verdict }) => {
    expect(applyTruthTable({ measured: true, hasCritical: false, ...when })).toBe(verdict);
  });

  it('has no line that an earlier one always hides', () => {
    for (const row of TRUTH_TABLE) {
      const decides = everyCombination().some(
        (facts) =>
          TRUTH_TABLE.find(({ when }) =>
            Object.entries(when).every(([fact, value]) =>
              Object.entries(facts).some(([name, held]) => name === fact && held === value),
            ),
          ) === row,
      );
      expect(decides, row.meaning).toBe(true);
    }
  });
});

describe('the verdict of a run', () => {
  const worstFirst: Verdict[] = ['invalid', 'fail', 'no-data', 'warn', 'pass'];
  it('is the worst of every pair, in either order', () => {
    for (const [index, worse] of worstFirst.entries()) {
      for (const milder of worstFirst.slice(index)) {
        expect(worstVerdict([worse, milder])).toBe(worse);
        expect(worstVerdict([milder, worse, milder])).toBe(worse);
      }
    }
  });

  it('is no-data without checks', () => {
    expect(worstVerdict([])).toBe('no-data');
  });
});
