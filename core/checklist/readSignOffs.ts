import type { ListItem } from 'mdast';
import type { LineIndex } from '../text/lineIndex.ts';
import type { Blank, ChecklistItem, SignOffLine } from './checklist.ts';
import type { Block } from './markdown/blocks.ts';
import type { InlineText } from './markdown/inlineText.ts';

const DATE = /\b(?:date|dated|on)$/iu;
const SIGNATURE = /\b(?:signature|signed|sign)$/iu;
const NOT_A_ROLE = /\d|[<>=≤≥%]/u;
const HEADING = /\b(?:sign(?:ed|ing)?[- ]?off|signatures?|approvals?)\b/iu;

export const isSignOffHeading = (heading: string): boolean => HEADING.test(heading);

/** Lines with a role, a place for a name and one for a date or a signature, to be signed or signed already. */
export function readSignOffs(
  blanks: readonly Blank[],
  texts: readonly { inline: InlineText; block: Block }[],
  items: ReadonlyMap<ListItem, ChecklistItem>,
  lines: LineIndex,
): SignOffLine[] {
  const open = openLines(blanks);
  const taken = new Set(open.map(({ line }) => line));
  const filled = texts.flatMap(({ inline, block }) => {
    if (block.kind !== 'paragraph' || !block.path.some(isSignOffHeading)) return [];
    const item = block.opens && items.get(block.opens)?.id;
    return filledLines(inline, lines).map((line) => ({
      ...line,
      path: block.path,
      ...(item !== undefined && { item }),
    }));
  });
  return [...open, ...filled.filter(({ line }) => !taken.has(line))].sort((a, b) => a.line - b.line);
}

function openLines(blanks: readonly Blank[]): SignOffLine[] {
  const byLine = new Map<number, Blank[]>();
  for (const blank of blanks) byLine.set(blank.line, [...(byLine.get(blank.line) ?? []), blank]);
  return [...byLine.values()].flatMap((line) => {
    const [first, ...others] = line;
    const date = others.find(({ label }) => DATE.test(label));
    const signature = others.find(({ label }) => SIGNATURE.test(label));
    if (first === undefined || (date ?? signature) === undefined) return [];
    // Below its heading everything with such blanks is to be signed; elsewhere it may ask for values.
    const mayBeRole = first.path.some(isSignOffHeading) || !NOT_A_ROLE.test(first.label);
    if (first.label === '' || !mayBeRole) return [];
    return [
      {
        role: first.label,
        line: first.line,
        path: first.path,
        name: first.span,
        ...(date && { date: date.span }),
        ...(signature && { signature: signature.span }),
        ...(first.item !== undefined && { item: first.item }),
      },
    ];
  });
}

const LABEL = /(?<=^|[\s,;])(date|dated|signature|signed)[^\S\n]{0,3}:[^\S\n]*/giu;

/** `Tech Lead: Ada Date: 2026-01-31`. Only below a sign-off heading: elsewhere it may be anything. */
function filledLines(inline: InlineText, lines: LineIndex): Omit<SignOffLine, 'path' | 'item'>[] {
  let lineStart = 0;
  return inline.text.split('\n').flatMap((line) => {
    const start = lineStart;
    lineStart += line.length + 1;
    const labels = [...line.matchAll(LABEL)];
    const colon = line.indexOf(':');
    const [first] = labels;
    const role = line.slice(0, Math.max(0, colon)).trim();
    if (first === undefined || colon > first.index || role === '') return [];
    if (inline.isCode(start + colon)) return [];
    const spanOf = (from: number, to: number): [number, number] | undefined => {
      const value = line.slice(from, to).replace(/[\s,;]+$/u, '');
      const at = from + (value.length - value.trimStart().length);
      if (value.trim() === '') return undefined;
      const [begin, end] = inline.spanOf(start + at, start + from + value.length);
      return [begin, end];
    };
    const name = spanOf(colon + 1, first.index);
    if (name === undefined) return [];
    const values = labels.map(({ 0: label, 1: word = '', index }, at) => ({
      isDate: DATE.test(word),
      span: spanOf(index + label.length, labels[at + 1]?.index ?? line.length),
    }));
    const date = values.find(({ isDate }) => isDate)?.span;
    const signature = values.find(({ isDate }) => !isDate)?.span;
    return [
      { role, line: lines.position(name[0]).line + 1, name, ...(date && { date }), ...(signature && { signature }) },
    ];
  });
}
