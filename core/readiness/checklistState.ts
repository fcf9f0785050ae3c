import { doubtOfTick, type Evidence } from '../checklist/evidence/evidence.ts';
import { doubtText } from '../checklist/evidence/stateWords.ts';
import type { ChecklistItem, ChecklistSection } from '../checklist/checklist.ts';
import { leftOutLines } from '../checklist/leftOutWords.ts';
import { doesNotApply, requiredItems } from '../checklist/required.ts';
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
  /** How many items need not be ticked, a line for each reason. */
  leftOut: string[];
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
  const count = (of: readonly ChecklistItem[]): ItemCounts => ({
    total: of.length,
    ticked: of.filter(({ checked }) => checked).length,
    required: of.filter(({ id }) => required.has(id)).length,
    open: of.filter(({ id, checked }) => required.has(id) && !checked).length,
    notApplicable: of.filter((item) => doesNotApply(checklist, item)).length,
  });
  // Two headings can read the same, so the rows are told apart by their lines.
  const groups = new Map<string, { line: number; of: ChecklistItem[] }>();
  for (const item of items) {
    const heading = headingAbove(sections, item)?.line;
    const key = JSON.stringify([heading, item.path]);
    const group = groups.get(key) ?? { line: heading ?? item.line, of: [] };
    group.of.push(item);
    groups.set(key, group);
  }
  const evidenceOf = new Map<string, Evidence>();
  for (const { binding, evidence: found } of evidence)
    if (binding.on.kind === 'item') evidenceOf.set(binding.on.id, found);
  return {
    ...{ file, ...count(items) },
    sections: [...groups.values()].map(({ line, of }) => ({ path: of[0]?.path ?? [], line, ...count(of) })),
    leftOut: leftOutLines(checklist),
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

/** The nearest heading above an item, unless that stands in a quote or a list. */
function headingAbove(
  sections: readonly ChecklistSection[],
  { marker, path }: ChecklistItem,
): ChecklistSection | undefined {
  return sections.findLast(
    (section) => marker >= section.span[0] && marker < section.span[1] && section.path.length <= path.length,
  );
}
