import { describe, expect, it } from 'vitest';
import type { EvidenceState } from '../../../core/checklist/evidence/evidence.ts';
import { proposeTicks } from '../../../core/checklist/evidence/proposeTicks.ts';
import { readChecklist } from '../../../core/checklist/readChecklist.ts';
import { applyEdits } from '../../../core/checklist/tick.ts';

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
