import type { Span } from '../../text/span.ts';

/** A stretch of the text that can be read by itself, and where it begins. */
export interface Piece {
  at: number;
  text: string;
}

/** Top-level entries; or the key of one whose value is a list, with the items of that list. */
export interface Section {
  entries: Piece;
  items: readonly Piece[];
}

/** Documents, directives, complex keys and aliases reach over everything around them. */
const REACHES_FURTHER = /^(?:---|\.\.\.|%|\?(?:\s|$)|\ufeff)|(?:^|[\s[{,:])\*[^\s,[\]{}]/m;
/** Holds such signs without meaning them: `"text/plain, *\/*"`. An alias that is missed is an error in its piece. */
const QUOTED_OR_COMMENT = /(?<=[^\n])(?:"(?:\\.|[^"\\\n])*"|'[^'\n]*'|\s#.*)/g;
const TOP_LEVEL_KEY = /^(?:[\w$.][^\n]*?|"[^"\n]*"|'[^'\n]*')[ \t]*:(?:\s|$)/;
const BLANK_OR_COMMENT = /^[ \t]*(?:#.*)?$/;
const OPENS_LIST = /^[^\n]*:[ \t]*(?:#[^\n]*)?\n/;

/**
 * Cuts a text at its top-level keys and at the items of the lists under them. Each piece is YAML of its own as long as
 * the text before it is whole: nothing that has been closed goes on. So where a piece cannot be read, a bracket or a
 * quote may reach over its end, and only the text as a whole tells. Pieces with less than `shortest` characters are
 * taken together. Undefined where pieces would not do.
 */
export function sectionsOf(text: string, shortest: number): readonly Section[] | undefined {
  if (REACHES_FURTHER.test(text) && REACHES_FURTHER.test(text.replace(QUOTED_OR_COMMENT, ''))) return undefined;
  const starts: number[] = [];
  for (const [from, to] of linesOf(text)) {
    const line = text.slice(from, to);
    if (TOP_LEVEL_KEY.test(line)) starts.push(from);
    else if (starts.length === 0 && !BLANK_OR_COMMENT.test(line.trimEnd())) return undefined;
  }
  const sections = starts.map((start, index) => {
    const at = index === 0 ? 0 : start;
    return sectionOf({ at, text: text.slice(at, starts[index + 1]) }, start - at, shortest);
  });
  return together(
    sections,
    (last, next) => last.items.length + next.items.length === 0 && last.entries.text.length < shortest,
    (last, next) => ({ entries: joined(last.entries, next.entries), items: [] }),
  );
}

const joined = (last: Piece, next: Piece): Piece => ({ at: last.at, text: last.text + next.text });

function together<T>(all: readonly T[], mayJoin: (last: T, next: T) => boolean, join: (last: T, next: T) => T): T[] {
  const done: T[] = [];
  for (const next of all) {
    const last = done.at(-1);
    if (last !== undefined && mayJoin(last, next)) done[done.length - 1] = join(last, next);
    else done.push(next);
  }
  return done;
}

/** `keyAt`: where in the piece its key stands; before the first one there may be comments. */
function sectionOf(piece: Piece, keyAt: number, shortest: number): Section {
  const { at, text } = piece;
  const whole: Section = { entries: piece, items: [] };
  if (!OPENS_LIST.test(text.slice(keyAt))) return whole;
  const [, ...lines] = [...linesOf(text)].filter(([from]) => from >= keyAt);
  const first = lines.find(([from, to]) => !BLANK_OR_COMMENT.test(text.slice(from, to).trimEnd()));
  const dash = first && /^( *)-(?:\s|$)/.exec(text.slice(...first));
  if (!dash) return whole;
  const indent = dash[1] ?? '';
  const starts = lines
    .filter(([from]) => text.startsWith(`${indent}-`, from) && /\s/.test(text[from + indent.length + 1] ?? '\n'))
    .map(([from]) => from);
  const items = starts.map((from, index) => ({ at: at + from, text: text.slice(from, starts[index + 1]) }));
  return {
    entries: { at, text: text.slice(0, starts[0]) },
    items: together(items, (last) => last.text.length < shortest, joined),
  };
}

/** Each line with its line break. */
function* linesOf(text: string): Iterable<Span> {
  let from = 0;
  while (from < text.length) {
    const end = text.indexOf('\n', from);
    const to = end === -1 ? text.length : end + 1;
    yield [from, to];
    from = to;
  }
}
