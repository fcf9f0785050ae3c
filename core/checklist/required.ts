import type { Span } from '../text/span.ts';
import type { Binding } from './bindings/readBindings.ts';
import type { Checklist, ChecklistItem } from './checklist.ts';
import { itemWithId, keptWith, rowOnLine } from './lookup.ts';
import { conditionsOfSigning } from './signOff/conditions.ts';
import { signedLines } from './signOff/scope.ts';

/** Why an item need not be ticked. */
export type Excuse =
  | { kind: 'alarm'; by: string }
  | { kind: 'optional' }
  | { kind: 'not-applicable'; reason: string }
  | { kind: 'after-sign-off' };

/** Items that must be ticked: those that a signature is for and that nothing excuses. */
export const requiredItems = keptWith((checklist: Checklist): readonly ChecklistItem[] => {
  const excuses = excusesOf(checklist);
  return checklist.items.filter(({ id }) => !excuses.has(id));
});

/** Of all items that need not be ticked, by their ids. */
export const excusesOf = keptWith((checklist: Checklist): ReadonlyMap<string, Excuse> => {
  const isSignedFor = signedLines(checklist);
  const conditions = conditionsOfSigning(checklist);
  const statementOn = statementsIn(checklist);
  const excuses = new Map<string, Excuse>();
  for (const item of checklist.items) {
    const by = [item.id, ...item.parents].flatMap((id) => checklist.invertedItems.get(id) ?? [])[0];
    const said = statementOn(item);
    if (by !== undefined && said?.kind !== 'required') excuses.set(item.id, { kind: 'alarm', by });
    else if (said && said.kind !== 'required') excuses.set(item.id, said);
    else if (!isSignedFor(item.line) && !conditions.has(item.id)) excuses.set(item.id, { kind: 'after-sign-off' });
  }
  return excuses;
});

/** Whether what an item, row, heading or line is bound to must hold, by the same rule. */
export function isRequired(checklist: Checklist, binding: Binding): boolean {
  const item = itemOf(checklist, binding);
  if (item !== undefined) return !excusesOf(checklist).has(item.id);
  const said = statementsIn(checklist)(placeOf(checklist, binding));
  return signedLines(checklist)(binding.line) && (said === undefined || said.kind === 'required');
}

/** Whether a person said that an item, or what is bound, does not apply: there, or at something that it is part of. */
export function doesNotApply(checklist: Checklist, one: ChecklistItem | Binding): boolean {
  const place = 'on' in one ? (itemOf(checklist, one) ?? placeOf(checklist, one)) : one;
  return statementsIn(checklist)(place)?.kind === 'not-applicable';
}

/** Items of which a comment says that they must be ticked, although they may read like alarms. */
export function itemsSaidRequired(checklist: Checklist): ChecklistItem[] {
  const statementOn = statementsIn(checklist);
  return checklist.bindings.some(({ isRequired: isSaid }) => isSaid)
    ? checklist.items.filter((item) => statementOn(item)?.kind === 'required')
    : [];
}

/** Why nothing says that a checklist is complete; undefined where an item must be ticked. */
export function whyNothingIsRequired(file: string, checklist: Checklist): string | undefined {
  const { items } = checklist;
  if (requiredItems(checklist).length > 0) return undefined;
  return items.length === 0
    ? `${file} has no task items, so nothing says that it is complete.`
    : `None of the ${items.length === 1 ? '1 task item' : `${items.length} task items`} of ${file} must be ticked, so nothing says that it is complete.`;
}

type Statement = Exclude<Excuse, { kind: 'alarm' | 'after-sign-off' }> | { kind: 'required' };

/** An item, or a row, heading or line with a comment of its own. */
type Place = Pick<ChecklistItem, 'marker' | 'path'> &
  Partial<Pick<ChecklistItem, 'id' | 'parents'>> & { own?: Binding };

/** What the comments of a text say of a place: its own, else that of the nearest item or heading that it is part of. */
const statementsIn = keptWith((checklist: Checklist): ((place: Place) => Statement | undefined) => {
  const ofItems = new Map<string, Statement>();
  const ofSections: { contains: (place: Place) => boolean; said: Statement }[] = [];
  for (const binding of checklist.bindings) {
    const said = statementOf(binding);
    if (said === undefined) continue;
    const { on, span } = binding;
    if (on.kind === 'item') ofItems.set(on.id, said);
    if (on.kind === 'section') ofSections.unshift({ contains: sectionBelow(checklist, on, span), said });
  }
  return (place) => {
    const { id, parents = [], own } = place;
    for (const one of id === undefined ? [] : [id, ...parents.toReversed()]) {
      const said = ofItems.get(one);
      if (said) return said;
    }
    return (own && statementOf(own)) ?? ofSections.find(({ contains }) => contains(place))?.said;
  };
});

function statementOf({ isOptional, isRequired, notApplicable }: Binding): Statement | undefined {
  if (notApplicable !== undefined) return { kind: 'not-applicable', reason: notApplicable };
  if (isOptional) return { kind: 'optional' };
  return isRequired ? { kind: 'required' } : undefined;
}

/** What stands under a heading. Another one may read the same, so it is told by its place. */
function sectionBelow(
  { sections }: Checklist,
  on: Extract<Binding['on'], { kind: 'section' }>,
  span: Span,
): (place: Place) => boolean {
  const own = sections.find(({ line }) => line === on.line);
  if (own) return ({ marker }) => marker >= own.span[0] && marker < own.span[1];
  // A heading in a quote or an item is no section, and holds no longer than up to the next one that is.
  const end = sections.find((section) => section.span[0] > span[0])?.span[0] ?? Infinity;
  return (place) =>
    place.marker > span[0] && place.marker < end && on.path.every((title, at) => place.path[at] === title);
}

function itemOf(checklist: Checklist, { on }: Binding): ChecklistItem | undefined {
  return on.kind === 'item' ? itemWithId(checklist, on.id) : undefined;
}

function placeOf(checklist: Checklist, binding: Binding): Place {
  const { on, span } = binding;
  const table = on.kind === 'row' ? rowOnLine(checklist, on.line)?.table : undefined;
  const path = on.kind === 'section' || on.kind === 'line' ? on.path : (table?.path ?? []);
  return { marker: span[0], path, own: binding };
}
