import type { TextEdit } from '../../problem.ts';
import type { Span } from '../../text/span.ts';
import { quoted } from '../../text/wording.ts';
import type { ChecklistItem } from '../checklist.ts';
import type { SignOff } from '../sidecar/sidecar.ts';
import { tickEdit } from '../tick.ts';
import type { SignOffPlace } from './places.ts';

/** What is written into the text for a signature. */
interface Written {
  name: string;
  date: string;
  decision: string;
}

/** A place that says something else already: whoever wrote it must not be overwritten. */
export interface TakenPlace {
  what: 'name' | 'date' | 'decision';
  says: string;
  line: number;
}

/**
 * The edits that write a signature into its own line. Places are written when they are empty, say the same already, or say
 * exactly what was written for the signature that is replaced. A line that is a task item is ticked by a go.
 */
export function signatureEdits(
  text: string,
  place: SignOffPlace,
  signOff: SignOff,
  { replaced, items }: { replaced: SignOff | undefined; items: readonly ChecklistItem[] },
): { edits: TextEdit[] } | { taken: TakenPlace } {
  const now = writtenFor(signOff, place);
  const before = replaced && writtenFor(replaced, place);
  const edits: TextEdit[] = [];
  for (const what of ['name', 'date', 'decision'] as const) {
    const span = place[what];
    if (span === undefined) continue;
    const says = text.slice(...span).trim();
    const mayBeWritten = isEmptyPlace(says) || says === before?.[what] || (what === 'name' && says === signOff.name);
    if (says === now[what]) continue;
    if (!mayBeWritten) return { taken: { what, says, line: place.line } };
    edits.push({ span, text: apart(text, span, now[what]) });
  }
  const item = items.find(({ id }) => id === place.item);
  const tick = item && tickEdit(item, signOff.decision === 'go');
  return { edits: tick ? [tick, ...edits] : edits };
}

export const isEmptyPlace = (says: string): boolean => /^[_\s]*$/.test(says);

/** Where the line of somebody who has signed does not say what the record says: nobody could tell from the text. */
export function saysOther(text: string, place: SignOffPlace, signOff: SignOff): string[] {
  const written = writtenFor(signOff, place);
  return (['name', 'date', 'decision'] as const).flatMap((what) => {
    const span = place[what];
    if (span === undefined) return [];
    const says = text.slice(...span).trim();
    if (plain(says) === plain(written[what])) return [];
    const now = isEmptyPlace(says) ? `has no ${what}` : `says ${quoted(says)}`;
    return [`line ${place.line} ${now}, and the record says ${quoted(written[what])}`];
  });
}

/** Emphasis and punctuation around it make it no other name. */
function plain(says: string): string {
  return says
    .replace(/[*_~`\\]/g, '')
    .replace(/[\s,;]+$/, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** A name alone reads as consent, so what else there is to say stands behind it where it has no place of its own. */
function writtenFor(signOff: SignOff, place: SignOffPlace): Written {
  const { name, signedAt, decision, obstacles } = signOff;
  const despite =
    decision === 'go' && obstacles.length > 0
      ? `despite ${obstacles.length === 1 ? '1 obstacle' : `${obstacles.length} obstacles`}`
      : undefined;
  const remark = decision === 'no-go' ? 'no-go' : despite;
  return {
    name: place.decision !== undefined || remark === undefined ? name : `${name} (${remark})`,
    date: signedAt.slice(0, 'YYYY-MM-DD'.length),
    decision: despite === undefined ? decision : `${decision}, ${despite}`,
  };
}

/** An empty cell can be so narrow that its bars touch what is written. */
function apart(text: string, [start, end]: Span, written: string): string {
  if (start !== end) return written;
  return `${text[start - 1] === ' ' ? '' : ' '}${written}${text[end] === ' ' ? '' : ' '}`;
}
