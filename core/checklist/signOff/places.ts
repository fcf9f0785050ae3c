import type { Span } from '../../text/span.ts';
import type { Checklist, ChecklistTable } from '../checklist.ts';
import { isDecision } from '../readTables.ts';
import { signOffSection } from './section.ts';

/** Where a role signs in the text. */
export interface SignOffPlace {
  /** As the text says it; the second of two equal ones ends in `#2`. */
  role: string;
  line: number;
  name: Span;
  date?: Span;
  decision?: Span;
  /** What else has to be filled in by somebody who signs by hand. */
  besides?: Span[];
  /** The task item that it is, if it is one. */
  item?: string;
}

/**
 * The lines and table rows to sign: those of the last sign-off, or all where there is no heading for one. There a line that
 * is filled in may be anything, so that it counts only for the roles that have signed.
 */
export function signOffPlaces(checklist: Checklist, signedRoles: readonly string[] = []): SignOffPlace[] {
  const section = signOffSection(checklist);
  const signed = new Set(signedRoles.map((role) => role.replace(/#\d+$/, '')));
  const elsewhere = checklist.filledElsewhere.filter(({ role }) => signed.has(role));
  const lines = [...checklist.signOffs, ...elsewhere].map(
    ({ role, line, name, date, signature, item }): SignOffPlace => {
      const places = { ...(date && { date }), ...(signature && { decision: signature }) };
      return { role, line, name, ...places, ...(item !== undefined && { item }) };
    },
  );
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

/** Drawn in front of what is part of the row above, which somebody signs as a whole. */
const PART_OF_ROW = /^[└├│╰╚┗┣↳⤷]/u;
export const isPartOfRow = (cells: readonly { text: string }[]): boolean => PART_OF_ROW.test(cells[0]?.text ?? '');

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
  const ownDecisionAt = columns.findIndex(
    (column, index) => index !== roleAt && (column.role === 'status' || isDecision(column)),
  );
  const nameAt = [ownNameAt, signatureAt, ownDecisionAt].find((one) => one >= 0) ?? -1;
  const decisionAt = [ownDecisionAt, signatureAt].find((one) => one >= 0 && one !== nameAt) ?? -1;
  const dateAt = at(({ role }) => role === 'date');
  const besidesAt = signatureAt >= 0 && ![nameAt, decisionAt].includes(signatureAt) ? signatureAt : -1;
  return rows.flatMap(({ line, cells }) => {
    if (isPartOfRow(cells)) return [];
    const role = cells[roleAt]?.text ?? '';
    const name = cells[nameAt]?.span;
    if (role === '' || name === undefined) return [];
    const date = cells[dateAt]?.span;
    const decision = cells[decisionAt]?.span;
    const besides = cells[besidesAt]?.span;
    return [
      {
        ...{ role, line, name },
        ...(date && { date }),
        ...(decision && { decision }),
        ...(besides && { besides: [besides] }),
      },
    ];
  });
}
