import { describe, expect, it } from 'vitest';
import { countEvidence, countTexts } from '../../../core/checklist/evidence/countEvidence.ts';
import type { EvidenceState } from '../../../core/checklist/evidence/evidence.ts';
import { boundText, valueAgainstLimits } from '../../../core/checklist/evidence/evidenceWords.ts';
import { readChecklist } from '../../../core/checklist/readChecklist.ts';
import type { CheckResult } from '../../../core/run/runResult.ts';

const check: CheckResult = {
  ...{ id: 'search/p95-latency', expression: 'p95 latency < 500ms', unit: 'ms', levels: { target: '< 500ms' } },
  ...{ verdict: 'pass', observed: 312, notes: [] },
};

describe('evidence in words', () => {
  it.each<[string, Partial<CheckResult>, string | undefined]>([
    ['within the limit', {}, '312 ms < 500ms'],
    ['over it', { observed: 612, verdict: 'fail' }, '612 ms, must be < 500ms'],
    [
      'with several levels',
      { levels: { target: '< 500ms', critical: '> 1s' } },
      '312 ms, target < 500ms, critical > 1s',
    ],
    ['over the only level', { levels: { critical: '> 1s' } }, '312 ms, critical > 1s'],
    ['not measured', { observed: undefined, verdict: 'no-data' }, undefined],
  ])('tells a value %s', (_, own, expected) => {
    expect(valueAgainstLimits({ check: { ...check, ...own } })).toBe(expected);
  });

  it('tells a capacity with its headroom, and what is bound by its name', () => {
    const capacity = { kind: 'users' as const, level: 2000, isLowerBound: true, required: 1500, headroom: 0.25 };
    expect(valueAgainstLimits({ capacity })).toBe('at least 2,000 users, at least 25 % headroom');
    expect(boundText({ bound: { kind: 'capacity', name: 'search' } })).toBe('capacity search');
    expect(boundText({ bound: { kind: 'check', name: 'search/p95' }, check })).toBe('p95 latency < 500ms');
  });

  it('counts what fails, is stale and is missing, and nothing that does not apply', () => {
    const states: EvidenceState[] = ['pass', 'warn', 'fail', 'stale', 'no-data', 'unmeasured', 'unknown', 'fail'];
    const text = states.map((state) => `- [ ] ${state} <!-- headroom: check=t/${state} -->\n`).join('');
    const counted = (written: string): string[] => {
      const { bindings } = readChecklist(written);
      return countTexts(
        countEvidence(
          bindings.map((binding, at) => ({ binding, evidence: { bound: binding.bound!, state: states[at]! } })),
        ),
      );
    };
    expect(counted(text)).toEqual(['2 failing', '1 stale', '3 without evidence']);
    expect(counted(text.replaceAll(' -->', ' not-applicable: no -->'))).toEqual([]);
  });
});
