import type { Span } from '../../text/span.ts';
import type { Checklist, ChecklistSection, ChecklistTable } from '../checklist.ts';
import { signOffSections } from '../required.ts';

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
  /** The sign-off that it is part of: it is signed for the text above. Absent where there is no heading for one. */
  section?: ChecklistSection;
}

/** The lines and table rows to sign: those of all sign-offs, or all there are where there is no heading for one. */
export function signOffPlaces(checklist: Checklist): SignOffPlace[] {
  const sections = signOffSections(checklist);
  const lines = checklist.signOffs.map(({ role, line, name, date, signature, item }): SignOffPlace => {
    const places = { ...(date && { date }), ...(signature && { decision: signature }) };
    return { role, line, name, ...places, ...(item !== undefined && { item }) };
  });
  const places = [...lines, ...checklist.tables.flatMap(placesInTable)]
    .flatMap((place): SignOffPlace[] => {
      const at = place.name[0];
      const section = sections.findLast(({ span }) => at >= span[0] && at <= span[1]);
      if (section === undefined) return sections.length === 0 ? [place] : [];
      return [{ ...place, section }];
    })
    .sort((a, b) => a.name[0] - b.name[0]);
  const counts = new Map<string, number>();
  return places.map((place) => {
    const count = (counts.get(place.role) ?? 0) + 1;
    counts.set(place.role, count);
    return count === 1 ? place : { ...place, role: `${place.role}#${count}` };
  });
}

const DECISION = /\b(?:decision|go ?\/ ?no-?go|approved|verdict)\b/iu;

function placesInTable({ kind, columns, rows }: ChecklistTable): SignOffPlace[] {
  if (kind !== 'sign-off') return [];
  const at = (wanted: (column: ChecklistTable['columns'][number]) => boolean): number => columns.findIndex(wanted);
  const named = at(({ role }) => role === 'role');
  const roleAt = named >= 0 ? named : columns[0]?.role === 'other' ? 0 : -1;
  const signatureAt = at(({ role }) => role === 'signature');
  const ownNameAt = at(({ role }) => role === 'name');
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
