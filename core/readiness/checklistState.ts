import { doubtOfTick, type Evidence } from '../checklist/evidence/evidence.ts';
import { doubtText } from '../checklist/evidence/stateWords.ts';
import type { ChecklistItem } from '../checklist/checklist.ts';
import { requiredItems } from '../checklist/required.ts';
import type { DocumentInput } from './readinessInput.ts';

export interface ItemCounts {
  total: number;
  ticked: number;
  required: number;
  /** Required, and not ticked. */
  open: number;
  notApplicable: number;
}

/** An item or a heading that somebody should look at. */
export interface NamedItem {
  line: number;
  text: string;
  /** Why it is named. */
  reason: string;
}

/** How far a checklist is. */
export interface ChecklistState extends ItemCounts {
  file: string;
  /** Of the items directly below each heading that has any. */
  sections: (ItemCounts & { path: readonly string[]; line: number })[];
  /** Headings and items, with the reasons that people gave. */
  excused: NamedItem[];
  /** Ticks that no measurement stands behind, or that one speaks against. */
  doubtfulTicks: NamedItem[];
  tickedAlarms: NamedItem[];
}

export function checklistState({ file, checklist, evidence }: DocumentInput): ChecklistState {
  const { items, sections, bindings, invertedItems } = checklist;
  const required = new Set(requiredItems(checklist).map(({ id }) => id));
  const excused = bindings.flatMap(({ on, notApplicable, line }) =>
    notApplicable === undefined ? [] : [{ on, line, reason: notApplicable }],
  );
  const doesNotApply = ({ id, parents, path }: ChecklistItem): boolean =>
    excused.some(({ on }) => {
      if (on.kind === 'item') return on.id === id || parents.includes(on.id);
      return on.kind === 'section' && on.path.every((heading, at) => path[at] === heading);
    });
  const count = (of: readonly ChecklistItem[]): ItemCounts => ({
    total: of.length,
    ticked: of.filter(({ checked }) => checked).length,
    required: of.filter(({ id }) => required.has(id)).length,
    open: of.filter(({ id, checked }) => required.has(id) && !checked).length,
    notApplicable: of.filter(doesNotApply).length,
  });
  const byPath = new Map<string, ChecklistItem[]>();
  for (const item of items) {
    const key = JSON.stringify(item.path);
    byPath.set(key, [...(byPath.get(key) ?? []), item]);
  }
  const lineOf = (path: readonly string[], first: number): number =>
    sections.findLast((section) => section.line <= first && JSON.stringify(section.path) === JSON.stringify(path))
      ?.line ?? first;
  const evidenceOf = new Map<string, Evidence>();
  for (const { binding, evidence: found } of evidence)
    if (binding.on.kind === 'item') evidenceOf.set(binding.on.id, found);
  return {
    ...{ file, ...count(items) },
    sections: [...byPath.values()].flatMap((of) => {
      const [first] = of;
      return first === undefined ? [] : [{ path: first.path, line: lineOf(first.path, first.line), ...count(of) }];
    }),
    excused: excused.flatMap(({ on, line, reason }) => {
      if (on.kind === 'row') return [{ line, text: 'a row', reason }];
      const text = on.kind === 'item' ? items.find(({ id }) => id === on.id)?.text : on.path.at(-1);
      return [{ line, text: text ?? '', reason }];
    }),
    doubtfulTicks: items.flatMap(({ id, line, text, checked }) => {
      const found = evidenceOf.get(id);
      const doubt = found && doubtOfTick(checked, found);
      if (found === undefined || doubt === undefined) return [];
      const why = doubtText(doubt);
      return [{ line, text, reason: found.reason === undefined ? why : `${why}: ${found.reason}` }];
    }),
    tickedAlarms: items
      .filter(({ id, checked }) => checked && invertedItems.has(id))
      .map(({ line, text }) => ({ line, text, reason: 'a tick says that it happened' })),
  };
}
