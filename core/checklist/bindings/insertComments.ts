import type { TextEdit } from '../../problem.ts';
import { LineIndex } from '../../text/lineIndex.ts';
import type { Checklist } from '../checklist.ts';
import { applyEdits } from '../../text/applyEdits.ts';
import type { BindingProposal } from './proposals/proposal.ts';

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
  const written = wanted.filter((one) => placeOf(text, checklist, one) !== undefined);
  for (;;) {
    const edits = written.flatMap((one) => {
      const at = placeOf(text, checklist, one);
      return at === undefined ? [] : [{ span: [at, at] as const, text: ` ${one.comment}` }];
    });
    const changed = applyEdits(text, edits);
    const after = read(changed);
    const lost = written.find((one) => !isBound(after, one));
    const isSound = after.problems.length <= checklist.problems.length && after.items.length === checklist.items.length;
    if (written.length === 0 || (lost === undefined && isSound)) {
      return { text: changed, edits, written, refused: wanted.filter((one) => !written.includes(one)) };
    }
    const [last = written.length - 1] = lost === undefined ? [] : [written.indexOf(lost)];
    written.splice(last, 1);
  }
}

function isBound({ bindings }: Checklist, { on, bound }: Wanted): boolean {
  return bindings.some(
    (one) =>
      one.bound?.kind === bound.kind &&
      one.bound.name.replaceAll(' ', '-') === bound.name.replaceAll(' ', '-') &&
      (on.kind === 'item'
        ? one.on.kind === 'item' && one.on.id === on.id
        : one.on.kind === 'row' && one.on.line === on.line),
  );
}

/** Where the comment goes: behind the text of the item, or into the last cell of the row. */
function placeOf(text: string, checklist: Checklist, { on }: Wanted): number | undefined {
  if (on.kind === 'item') {
    const item = checklist.items.find(({ id }) => id === on.id);
    return item && withoutBlanks(text, item.span[1]);
  }
  const isRow = checklist.tables.some(({ rows }) => rows.some(({ line }) => line === on.line));
  if (!isRow) return undefined;
  const lines = new LineIndex(text);
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
