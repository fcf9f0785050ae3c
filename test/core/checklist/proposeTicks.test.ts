import { describe, expect, it } from 'vitest';
import type { EvidenceState } from '../../../core/checklist/evidence/evidence.ts';
import { proposeTicks } from '../../../core/checklist/evidence/proposeTicks.ts';
import { readChecklist } from '../../../core/checklist/readChecklist.ts';
import type { CheckResult } from '../../../core/run/runResult.ts';
import { applyEdits } from '../../../core/text/applyEdits.ts';

function applied(text: string, state: EvidenceState): string {
  const checklist = readChecklist(text);
  const evidence = checklist.bindings.flatMap((binding) =>
    binding.bound === undefined ? [] : [{ binding, evidence: { bound: binding.bound, state } }],
  );
  return applyEdits(
    text,
    proposeTicks(checklist, evidence).map(({ edit }) => edit),
  );
}

const OPEN = '- [ ] x <!-- headroom: check=t/c -->\r\n- [ ] y\r\n';

describe('ticks by evidence', () => {
  it('are proposed for open items whose evidence passes', () => {
    expect(applied(OPEN, 'pass')).toBe(OPEN.replace('[ ] x', '[x] x'));
  });

  it.each<EvidenceState>(['warn', 'fail', 'no-data', 'stale', 'unmeasured', 'unknown'])('are not by %s', (state) => {
    expect(applied(OPEN, state)).toBe(OPEN);
    const ticked = OPEN.replace('[ ] x', '[x] x');
    expect(applied(ticked, state)).toBe(ticked);
  });

  it('are not of what the value contradicts', () => {
    const text = '- [ ] p95 latency below 1 ms <!-- headroom: check=t/c -->\n- [ ] fast <!-- headroom: check=t/c -->\n';
    const checklist = readChecklist(text);
    const check: CheckResult = {
      ...{ id: 't/c', expression: 'p95 latency < 500ms', verdict: 'pass', observed: 9.85, unit: 'ms' },
      ...{ levels: { target: '< 500ms' }, notes: [] },
    };
    const evidence = checklist.bindings.map((binding) => ({
      binding,
      evidence: { bound: binding.bound!, state: 'pass' as const, check },
    }));
    expect(proposeTicks(checklist, evidence).map(({ item }) => item.text)).toEqual(['fast']);
    // Of a monitor, the check with the very limit of the text stands behind it.
    const cpu = readChecklist('- [ ] CPU < 70% <!-- headroom: monitor=cpu -->\n');
    const judged = (target: string, observed: number): CheckResult => ({
      ...{ id: 't/cpu', expression: `max cpu ${target}`, verdict: 'pass', observed, unit: 'ratio' },
      ...{ levels: { target }, notes: [] },
    });
    const [binding] = cpu.bindings;
    const ticks = (...checks: CheckResult[]): number =>
      proposeTicks(cpu, [
        { binding: binding!, evidence: { bound: binding!.bound!, state: 'pass', check: checks[0]!, checks } },
      ]).length;
    expect([ticks(judged('< 80%', 0.75)), ticks(judged('< 80%', 0.75), judged('< 70%', 0.1))]).toEqual([0, 1]);
    // Whatever the plan asks for, the value meets what the text says.
    expect(ticks(judged('< 80%', 0.1))).toBe(1);
  });

  it.each([
    ['an alarm', `Alert if any of these occur:\n\n${OPEN}`],
    ['what does not apply', OPEN.replace(' -->', ' not-applicable: no queue -->')],
    [
      'what stands under a heading that does not apply',
      `# Queue <!-- headroom: not-applicable: no queue -->\n\n${OPEN}`,
    ],
    [
      'what is part of such an item',
      `- [ ] z <!-- headroom: not-applicable: no queue -->\n  ${OPEN.split('\r\n')[0]}\n`,
    ],
    ['a row', '| A | B |\n|---|---|\n| c | d <!-- headroom: check=t/c --> |\n'],
  ])('are not of %s', (_, text) => {
    expect(applied(text, 'pass')).toBe(text);
  });
});
