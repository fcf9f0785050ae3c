import { describe, expect, test } from 'vitest';
import { proofWords, whyNothingToApply } from '../../../client/checklists/apply/applyWords.ts';
import { isShown, type ItemFilter } from '../../../client/checklists/tree/itemFilter.ts';
import type { TreeNode } from '../../../client/checklists/tree/nodes.ts';
import { newFile } from '../../../client/checklists/tree/takeChecklist.ts';
import { takeEvidence } from '../../../client/checklists/tree/takeEvidence.ts';
import type { Checklist } from '../../../core/checklist/checklist.ts';
import type { BoundEvidence, EvidenceState } from '../../../core/checklist/evidence/evidence.ts';
import { readChecklist } from '../../../core/checklist/readChecklist.ts';

/** Each check is named as its evidence is. */
const evidenceOf = ({ bindings }: Checklist): BoundEvidence[] =>
  bindings.map((binding) => {
    const bound = binding.bound!;
    return { binding, evidence: { bound, state: bound.name as EvidenceState } };
  });

describe('proposals', () => {
  test('say what stands behind them', () => {
    const run = { runId: '20260131_120000_search', measuredAt: 0, ageMs: 7_200_000, environment: 'staging' };
    const check = {
      ...{ id: 'search/p95', expression: 'p95 latency < 500ms', unit: 'ms', levels: { target: '< 500ms' } },
      ...{ verdict: 'pass' as const, observed: 312, notes: [] },
    };
    expect(proofWords({ bound: { kind: 'check', name: 'search/p95' }, state: 'pass', run, check })).toEqual({
      description: 'pass · 312 ms < 500ms',
      detail: 'p95 latency < 500ms · run 20260131_120000_search, 2 h old · staging',
    });
  });

  const bound = (state: string, box = ' ', more = ''): string =>
    `- [${box}] ${state} <!-- headroom: check=${state}${more} -->\n`;
  test.each([
    ['- [ ] a\n', 'release.md has no item that is bound to a plan, so no run says anything of it. A comment at the'],
    [bound('pass', 'x'), 'Of the one item that is bound to a plan: 1 proven and ticked already.'],
    [
      `${bound('fail')}${bound('stale')}${bound('no-data')}${bound('warn')}`,
      'Of the 4 items that are bound to a plan: 1 passed with a warning, which is yours to decide, 1 failing, 1 stale, 1 without evidence.',
    ],
    [`Alert if any of these occur:\n\n${bound('pass')}`, 'bound to a plan: 1 nothing that a run ticks.'],
  ])('that are none say why in %j', (text, expected) => {
    const checklist = readChecklist(text);
    expect(whyNothingToApply('release.md', checklist, evidenceOf(checklist))).toContain(expected);
  });
});

describe('a filter', () => {
  const TEXT = `# A

- [ ] a <!-- headroom: check=fail -->
- [ ] b <!-- headroom: check=pass -->
- [x] c <!-- headroom: check=stale -->
  - [ ] d <!-- headroom: check=fail -->
- [ ] e

# B

- [ ] f <!-- headroom: check=unmeasured -->
- [ ] g <!-- headroom: check=fail not-applicable: no -->

# C

- [ ] h

| M | T |
|---|---|
| r | s <!-- headroom: check=fail --> |
`;
  test.each<[ItemFilter, string[]]>([
    ['all', ['A', 'a', 'b', 'c', 'd', 'e', 'B', 'f', 'g', 'C', 'h']],
    ['failing', ['A', 'a', 'c', 'd', 'C']],
    ['stale', ['A', 'c', 'B', 'f']],
  ])('for %s leaves what fits and what it stands in', (filter, expected) => {
    const file = newFile('file:///a.md', readChecklist(TEXT));
    takeEvidence(file, evidenceOf(file.checklist));
    const names = (node: TreeNode): string[] =>
      node.children
        .filter((child) => isShown(child, filter))
        .flatMap((child) => [
          child.kind === 'item' ? child.item.text : (child.section.path.at(-1) ?? ''),
          ...names(child),
        ]);
    expect(names(file)).toEqual(expected);
  });
});
