import type { Span } from '../../text/span.ts';
import type { Checklist, ChecklistTable } from '../checklist.ts';
import { signOffSection } from './section.ts';

/** Where a role signs in the text. */
export interface SignOffPlace {
  /** As the text says it; the second of two equal ones ends in `#2`. */
  role: string;
  line: number;
  name: Span;
  date?: Span;
  decision?: Span;
  /** The task item that it is, if it is one. */
  item?: string;
}

/** The lines and table rows to sign: those of the last sign-off, or all where there is no heading for one. */
export function signOffPlaces(checklist: Checklist): SignOffPlace[] {
  const section = signOffSection(checklist);
  const lines = checklist.signOffs.map(({ role, line, name, date, signature, item }): SignOffPlace => {
    const places = { ...(date && { date }), ...(signature && { decision: signature }) };
    return { role, line, name, ...places, ...(item !== undefined && { item }) };
  });
  const places = [...lines, ...checklist.tables.flatMap(placesInTable)]
    .filter(({ name }) => section === undefined || (name[0] >= section.span[0] && name[0] <= section.span[1]))
    .sort((a, b) => a.name[0] - b.name[0]);
  const counts = new Map<string, number>();
  return places.map((place) => {
    const count = (counts.get(place.role) ?? 0) + 1;
    counts.set(place.role, count);
    return count === 1 ? place : { ...place, role: `${place.role}#${count}` };
  });
}

const DECISION = /\b(?:decision|go ?\/ ?no-?go|pass ?\/ ?fail|approved|verdict)\b/iu;

function placesInTable({ kind, columns, rows }: ChecklistTable): SignOffPlace[] {
  if (kind !== 'sign-off') return [];
  const at = (wanted: (column: ChecklistTable['columns'][number]) => boolean): number => columns.findIndex(wanted);
  const named = at(({ role }) => role === 'role');
  const signatureAt = at(({ role }) => role === 'signature');
  const personAt = at(({ role }) => role === 'name');
  const otherAt = columns[0]?.role === 'other' ? 0 : -1;
  // Where only names are given, each of them signs in the column for the signature.
  const roleAt = [named, otherAt, signatureAt >= 0 ? personAt : -1].find((one) => one >= 0) ?? -1;
  const ownNameAt = roleAt === personAt ? -1 : personAt;
  const nameAt = ownNameAt >= 0 ? ownNameAt : signatureAt;
  const ownDecisionAt = at(({ role, text }) => role === 'status' || DECISION.test(text));
  const decisionAt = ownDecisionAt >= 0 ? ownDecisionAt : signatureAt === nameAt ? -1 : signatureAt;
  const dateAt = at(({ role }) => role === 'date');
  return rows.flatMap(({ line, cells }) => {
    const role = cells[roleAt]?.text ?? '';
    const name = cells[nameAt]?.span;
    if (role === '' || name === undefined) return [];
    const date = cells[dateAt]?.span;
    const decision = cells[decisionAt]?.span;
    return [{ role, line, name, ...(date && { date }), ...(decision && { decision }) }];
  });
}
