import type { Nodes, Root } from 'mdast';

/** Shorter texts are parsed as a whole: the parser's time grows with the square of the length only beyond. */
const LONG = 40_000;
const PIECE = 8_000;

/** A reference can be defined anywhere, so a text with definitions cannot be cut. */
const DEFINITION = /^[ >\t]{0,20}\[[^\]\n]{1,999}\]:/m;

/** A heading behind an empty line ends everything that can be open, but for code and comments outside of lists. */
const SAFE_CUT = /\n[ \t]*\r?\n(?=#{1,6}[ \t])/g;

/** Parses a long text section by section, with the result of parsing it at once. All offsets count from its start. */
export function parseInPieces(text: string, parse: (part: string, start: number) => Root): Root[] {
  if (text.length < LONG || DEFINITION.test(text)) return [parse(text, 0)];
  const pieces: Root[] = [];
  let start = 0;
  for (const cut of [...cutsOf(text), text.length]) {
    const piece = shift(parse(text.slice(start, cut), start), start);
    if (cut < text.length && endsOpen(text.slice(start, cut), piece, start)) {
      pieces.push(shift(parse(text.slice(start), start), start));
      return pieces;
    }
    pieces.push(piece);
    start = cut;
  }
  return pieces;
}

function cutsOf(text: string): number[] {
  const cuts: number[] = [];
  const fences = text.matchAll(/^ {0,3}(`{3,}|~{3,})[^`\n]*$/gm);
  let fence = fences.next();
  let isInFence = false;
  for (const match of text.matchAll(SAFE_CUT)) {
    const at = match.index + match[0].length;
    for (; fence.done !== true && fence.value.index < at; fence = fences.next()) isInFence = !isInFence;
    // A guess that saves work: what is really open is seen when the piece is parsed.
    if (!isInFence && at - (cuts.at(-1) ?? 0) >= PIECE) cuts.push(at);
  }
  return cuts;
}

const CLOSED_HTML = /^<!--[\s\S]*-->$|<\/(?:pre|script|style|textarea)>$/i;

/** Whether the last block of a piece would go on behind it. */
function endsOpen(source: string, piece: Root, start: number): boolean {
  const last = piece.children.at(-1);
  if (last?.type !== 'code' && last?.type !== 'html') return false;
  const written = source.slice((last.position?.start.offset ?? start) - start).trimEnd();
  // Of HTML only these go on over empty lines. When in doubt it is open, which costs time and nothing else.
  if (last.type === 'html') return /^<(?:!|\?|pre|script|style|textarea)/i.test(written) && !CLOSED_HTML.test(written);
  const [opening] = /^(?:`{3,}|~{3,})/.exec(written) ?? [];
  if (opening === undefined) return false;
  const closing = /(?:^|\n) {0,3}(`{3,}|~{3,})$/.exec(written.slice(opening.length))?.[1];
  return closing === undefined || closing[0] !== opening[0] || closing.length < opening.length;
}

function shift(root: Root, by: number): Root {
  if (by === 0) return root;
  const waiting: Nodes[] = [root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    // A position can be shared by two nodes, so each gets its own.
    if (node.position) {
      const { start, end } = node.position;
      node.position = {
        start: { ...start, offset: (start.offset ?? 0) + by },
        end: { ...end, offset: (end.offset ?? 0) + by },
      };
    }
    if ('children' in node) waiting.push(...node.children);
  }
  return root;
}
