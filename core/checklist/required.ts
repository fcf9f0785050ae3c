import type { Binding } from './bindings/readBindings.ts';
import type { Checklist, ChecklistItem, ChecklistSection } from './checklist.ts';
import { isSignOffHeading } from './readSignOffs.ts';

/** Items that must be ticked: those above the sign-off that are no alarms, not optional, and do apply. */
export function requiredItems(checklist: Checklist): ChecklistItem[] {
  const end = signOffStart(checklist);
  const excused = new Set<string>(checklist.invertedItems);
  for (const { on, ...said } of checklist.bindings) if (on.kind === 'item' && excuses(said)) excused.add(on.id);
  return checklist.items.filter(
    (item) =>
      item.marker < end &&
      ![item.id, ...item.parents].some((id) => excused.has(id)) &&
      !isInExcusedSection(checklist, item.path),
  );
}

/** Whether what an item, row, heading or line is bound to must hold, by the same rule. */
export function isRequired(checklist: Checklist, { on, span, ...said }: Binding): boolean {
  if (on.kind === 'item') return requiredItems(checklist).some(({ id }) => id === on.id);
  const table = checklist.tables.find(({ rows }) => on.kind === 'row' && rows.some(({ line }) => line === on.line));
  const path = on.kind === 'row' ? (table?.path ?? []) : on.path;
  return span[0] < signOffStart(checklist) && !excuses(said) && !isInExcusedSection(checklist, path);
}

function excuses({ isOptional, notApplicable }: Pick<Binding, 'isOptional' | 'notApplicable'>): boolean {
  return isOptional || notApplicable !== undefined;
}

function isInExcusedSection({ bindings }: Checklist, path: readonly string[]): boolean {
  return bindings.some(
    ({ on, ...said }) => on.kind === 'section' && excuses(said) && on.path.every((heading, at) => path[at] === heading),
  );
}

/** Where the last heading of a sign-off with lines to sign begins; the end of the text where nobody signs. */
export function signOffStart(checklist: Checklist): number {
  return signOffSection(checklist)?.span[0] ?? Infinity;
}

/** The last section of a sign-off with lines to sign. */
export function signOffSection(checklist: Checklist): ChecklistSection | undefined {
  return signOffSections(checklist).at(-1);
}

/** All of them, in the order of the text: a document can be signed step by step. */
export function signOffSections({ sections, signOffs, tables }: Checklist): ChecklistSection[] {
  const signed = [
    ...signOffs.map(({ path }) => path),
    ...tables.flatMap((table) => (table.kind === 'sign-off' ? [table.path] : [])),
  ];
  return sections.filter(
    ({ path }) =>
      isSignOffHeading(path.at(-1) ?? '') && signed.some((one) => path.every((title, at) => one[at] === title)),
  );
}
