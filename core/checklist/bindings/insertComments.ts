import type { TextEdit } from '../../problem.ts';
import { LineIndex } from '../../text/lineIndex.ts';
import { applyEdits } from '../../text/applyEdits.ts';
import type { Checklist } from '../checklist.ts';
import { itemWithId, rowOnLine } from '../lookup.ts';
import type { BindingProposal } from './proposals/proposal.ts';
import type { Binding } from './readBindings.ts';

type Wanted = Pick<BindingProposal, 'on' | 'bound' | 'comment'>;

/**
 * The edits that write comments at the end of their items and rows, and the text with them. What could not be read back
 * there as it was meant is refused and not written. `read` reads a text as a checklist.
 */
export function insertComments<Proposal extends Wanted>(
  text: string,
  checklist: Checklist,
  wanted: readonly Proposal[],
  read: (text: string) => Checklist,
): { text: string; edits: TextEdit[]; written: Proposal[]; refused: Proposal[] } {
  const lines = new LineIndex(text);
  const placed = wanted.flatMap((one) => {
    const at = placeOf(text, lines, checklist, one);
    return at === undefined ? [] : [{ one, edit: { span: [at, at] as const, text: ` ${one.comment}` } }];
  });
  for (;;) {
    const edits = placed.map(({ edit }) => edit);
    const changed = applyEdits(text, edits);
    const after = read(changed);
    const bound = new Set(
      after.bindings.flatMap((one) => (one.bound ? [keyOf({ on: one.on, bound: one.bound })] : [])),
    );
    const lost = placed.findIndex(({ one }) => !bound.has(keyOf(one)));
    const isSound = after.problems.length <= checklist.problems.length && after.items.length === checklist.items.length;
    if (placed.length === 0 || (lost < 0 && isSound)) {
      const written = placed.map(({ one }) => one);
      const kept = new Set(written);
      return { text: changed, edits, written, refused: wanted.filter((one) => !kept.has(one)) };
    }
    // Where none is lost and something else is wrong, the last one is doubted.
    placed.splice(lost, 1);
  }
}

/** Equal for a comment that is wanted and one that was read as it was meant. */
function keyOf({ on, bound: { kind, name } }: Pick<Binding, 'on'> & Pick<Wanted, 'bound'>): string {
  const place = on.kind === 'item' ? on.id : on.line;
  return JSON.stringify([on.kind, place, kind, name.replaceAll(' ', '-')]);
}

/** Where the comment goes: behind the text of the item, or into the last cell of the row. */
function placeOf(text: string, lines: LineIndex, checklist: Checklist, { on }: Wanted): number | undefined {
  if (on.kind === 'item') {
    const item = itemWithId(checklist, on.id);
    return item && withoutBlanks(text, item.span[1]);
  }
  if (rowOnLine(checklist, on.line) === undefined) return undefined;
  const start = lines.offset({ line: on.line - 1, column: 0 });
  const end = withoutBlanks(text, start + (/^[^\r\n]*/.exec(text.slice(start))?.[0].length ?? 0));
  const isClosed = text[end - 1] === '|' && text[end - 2] !== '\\';
  return isClosed ? withoutBlanks(text, end - 1) : end;
}

function withoutBlanks(text: string, end: number): number {
  let at = end;
  while (/[ \t]/.test(text[at - 1] ?? '')) at -= 1;
  return at;
}
