import { yamlProblem } from '../yamlProblems.ts';
import { blanked, type Slip } from './slip.ts';
import type { Source } from './source.ts';

const MARKER = /^(?:<{7}|\|{7}|={7}|>{7})(?=[ \r\n]|$)/;

/** Finds what an undecided merge left behind. Of a whole conflict, the first side is read and the rest left out. */
export class ConflictFinder {
  /** Stretch of the conflict that is left out: from the end of its first side to its last marker. */
  private leftOut: readonly [start: number, end: number] | undefined;
  private hasMore = true;

  constructor(private readonly source: Source) {}

  /** Whether a line is a marker, where reading goes on, and the slip for the first marker of a conflict. */
  find(lineStart: number): { slip?: Slip; end: number } | undefined {
    const { source } = this;
    const { text } = source;
    const first = text[lineStart] ?? ' ';
    if (!'<|=>'.includes(first) || !MARKER.test(text.slice(lineStart, lineStart + 8))) return undefined;
    if (this.leftOut && lineStart === this.leftOut[0]) return { end: source.nextLine(this.leftOut[1]) };
    const lineEnd = source.lineEnd(lineStart);
    const edits = [{ at: lineStart, replacement: blanked(text.slice(lineStart, lineEnd)) }];
    this.leftOut = first === '<' ? this.findLeftOut(lineEnd) : undefined;
    const [from, to] = this.leftOut ?? [lineEnd, lineEnd];
    if (this.leftOut) edits.push({ at: from, replacement: blanked(text.slice(from, to)) });
    const problem = yamlProblem('yaml-merge-conflict', [lineStart, source.trimEnd(lineStart, lineEnd)]);
    return { slip: { problem, edits, echo: [lineStart, lineEnd] }, end: source.nextLine(lineStart) };
  }

  private findLeftOut(from: number): readonly [number, number] | undefined {
    const { source } = this;
    const last = this.hasMore ? source.text.indexOf('\n>>>>>>>', from) : -1;
    if (last === -1) this.hasMore = false;
    const middle = /\n(?:\|{7}|={7})(?=[ \r\n])/.exec(source.text.slice(from, Math.max(last, from)));
    return middle ? [from + middle.index + 1, source.lineEnd(last + 1)] : undefined;
  }
}
