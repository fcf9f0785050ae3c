import type { ListItem } from 'mdast';
import type { LineIndex } from '../text/lineIndex.ts';
import type { Span } from '../text/span.ts';
import type { Blank, ChecklistItem } from './checklist.ts';
import type { Block } from './markdown/blocks.ts';
import { oneLine, type InlineText } from './markdown/inlineText.ts';

/** Two underscores can be part of a name (`__init__`), so they need something that can be counted behind them. */
const BLANK =
  /(?<![\p{L}\p{N}_])(?:_{3,}(?![\p{L}\p{N}_])|_{2,}(?=%|\s|[).,;/]|$|(?:ms|us|µs|sec|min|mins|s|m|h|k|kB|MB|GB|rps)(?![\p{L}\p{N}_]))|_{3,}(?=[a-zµ]{1,3}(?![\p{L}\p{N}_])))/gu;

const UNIT =
  /^\s*(%|(?:ms|us|µs|seconds?|secs?|minutes?|mins?|hours?|days?|users?|rps|[smhk]|kB|MB|GB|[a-z]+\/[a-z]+)(?![\p{L}\p{N}_]))/iu;

/** What a text says that something should be: "(target: 10,000)". */
const STATED_TARGET =
  /[([][^\S\n]{0,3}(?:target|goal|required|expected|limit|max|min)[^\S\n]{0,3}[:=]?[^\S\n]{0,3}([^()[\]\n]{1,80}?)[^\S\n]{0,3}[)\]]/iu;

interface FoundBlank {
  from: number;
  to: number;
  label: string;
  unit?: string;
  target?: { text: string; from: number; to: number };
}

/** The blanks of one line of text, each with what stands before it and what it should become. */
export function findBlanks(line: string): FoundBlank[] {
  const matches = [...line.matchAll(BLANK)];
  return matches.map((match, index) => {
    const to = match.index + match[0].length;
    const previous = matches[index - 1];
    const before = line.slice(previous ? previous.index + previous[0].length : 0, match.index);
    const after = line.slice(to, matches[index + 1]?.index ?? line.length);
    const stated = STATED_TARGET.exec(after);
    const unit = UNIT.exec(after)?.[1];
    const targetFrom = stated === null ? 0 : to + stated.index + stated[0].indexOf(stated[1] ?? '', 1);
    return {
      from: match.index,
      to,
      label: labelOf(before, previous !== undefined),
      ...(unit !== undefined && { unit }),
      ...(stated?.[1] !== undefined && {
        target: { text: stated[1], from: targetFrom, to: targetFrom + stated[1].length },
      }),
    };
  });
}

/** "Concurrent users:" without its colon, or the unit and bracket that belong to the blank before. */
function labelOf(before: string, isLater: boolean): string {
  const own = isLater ? before.replace(UNIT, '').replace(STATED_TARGET, '') : before;
  return own.replace(/^[\s,;|·–—-]+/u, '').replace(/[\s:：=]+$/u, '');
}

/** All places to fill in, in paragraphs, headings and table cells. */
export function readBlanks(
  texts: readonly { inline: InlineText; block: Block }[],
  items: ReadonlyMap<ListItem, ChecklistItem>,
  lines: LineIndex,
): Blank[] {
  const blanks: Blank[] = [];
  for (const { inline, block } of texts) {
    if (!inline.text.includes('__')) continue;
    const opened = block.kind === 'paragraph' && block.opens ? items.get(block.opens)?.id : undefined;
    let lineStart = 0;
    for (const line of inline.text.split('\n')) {
      const spanAt = (from: number, to: number): Span => inline.spanOf(lineStart + from, lineStart + to);
      for (const found of findBlanks(line)) {
        if (inline.isCode(lineStart + found.from)) continue;
        const span = spanAt(found.from, found.to);
        blanks.push({
          span,
          line: lines.position(span[0]).line + 1,
          label: oneLine(found.label),
          ...(found.unit !== undefined && { unit: found.unit }),
          ...(found.target && {
            target: { text: found.target.text, span: spanAt(found.target.from, found.target.to) },
          }),
          path: block.path,
          ...(opened !== undefined && { item: opened }),
        });
      }
      lineStart += line.length + 1;
    }
  }
  return blanks;
}
