import type { Checklist, ChecklistItem, ChecklistSection } from '../../../core/checklist/checklist.ts';
import { countWhile } from '../../../core/checklist/lookup.ts';

/** Items whose own text, without what is nested in it, stands on lines from one to another; counted from 1. */
export function itemsOnLines(
  items: readonly ChecklistItem[],
  from: number,
  to: number,
  lineOf: (offset: number) => number,
): ChecklistItem[] {
  return items.filter((item) => item.line <= to && (item.line >= from || lineOf(item.span[1]) >= from));
}

/** The innermost section that a place is in: that of the last heading before it, because each ends where the next begins. */
export function sectionAt({ sections }: Checklist, offset: number): ChecklistSection | undefined {
  return sections[countWhile(sections, ({ span }) => span[0] <= offset) - 1];
}

/** What of several items a person wants who toggles them together: all ticked, or all open where they are ticked. */
export function toggled(items: readonly ChecklistItem[]): boolean {
  return items.some(({ checked }) => !checked);
}

/** The items that stand in a section itself, and not under a deeper heading; with no section, those before all headings. */
export function itemsDirectlyIn(checklist: Checklist, section: ChecklistSection | undefined): ChecklistItem[] {
  return checklist.items.filter(({ marker }) => sectionAt(checklist, marker) === section);
}
