import type { ListItem, Nodes } from 'mdast';
import { sortProblems, withFix, type Fix, type Problem } from '../../problem.ts';
import type { LineIndex } from '../../text/lineIndex.ts';
import type { Span } from '../../text/span.ts';
import type { ChecklistItem } from '../checklist.ts';
import type { Block } from '../markdown/blocks.ts';
import { oneLine } from '../markdown/inlineText.ts';
import type { MarkdownDocument } from '../markdown/parseMarkdown.ts';
import { checklistProblem } from '../problems.ts';
import { misspeltDirective, readDirective, type Directive } from './readDirective.ts';

/** What a comment says, and of what it says it. */
export interface Binding extends Directive {
  on:
    | { kind: 'item'; id: string }
    | { kind: 'row'; line: number }
    // Of a paragraph or a plain list. The text is what a reader sees of the line.
    | { kind: 'line'; line: number; text: string; path: readonly string[] }
    // A path can stand twice in a document, so the line belongs to it.
    | { kind: 'section'; path: readonly string[]; line: number };
  span: Span;
  line: number;
}

const OURS = /<!--+\s*headroom\b/i;
const UNCLOSED = /<!--+\s*headroom\s*:/i;

/**
 * All comments of ours. Each belongs to the item, table row or heading on whose line it stands; on any other line only
 * where it binds the line to something, as the value in it is told by.
 */
export function readBindings(
  document: MarkdownDocument,
  blocks: readonly Block[],
  itemOf: ReadonlyMap<ListItem, ChecklistItem>,
  lines: LineIndex,
): { bindings: Binding[]; problems: Problem[] } {
  const bindings: Binding[] = [];
  const problems: Problem[] = [];
  if (!OURS.test(document.text)) return { bindings, problems };
  const taken = new Set<string>();
  const lineOf = (offset: number): number => lines.position(offset).line + 1;
  const read = (html: Nodes & { value: string }, owner: Binding['on'] | undefined): void => {
    const span = document.spanOf(html);
    const found = readDirective(html.value, span[0]);
    if (found === undefined) {
      problems.push(...[misspeltDirective(html.value, span[0])].flatMap((problem) => problem ?? []));
      return;
    }
    problems.push(...found.problems);
    const on = owner?.kind === 'line' && found.directive.bound === undefined ? undefined : owner;
    const key = JSON.stringify(on);
    const isBinding = found.directive.bound !== undefined;
    if (on === undefined)
      problems.push(
        checklistProblem(isBinding ? 'checklist-comment-bound-to-nothing' : 'checklist-comment-without-item', span),
      );
    else if (taken.has(key)) problems.push(checklistProblem('checklist-second-comment', span));
    else bindings.push({ ...found.directive, on, span, line: lineOf(span[0]) });
    taken.add(key);
  };
  for (const block of blocks) {
    if (block.kind === 'html') read(block.node, undefined);
    else if (block.kind === 'table') {
      for (const row of block.node.children.slice(1)) {
        const line = lineOf(document.spanOf(row)[0]);
        for (const html of htmlIn(row)) read(html, { kind: 'row', line });
      }
    } else if (block.kind !== 'code') {
      const item = block.kind === 'paragraph' && block.opens ? itemOf.get(block.opens) : undefined;
      const start = document.spanOf(block.node)[0];
      for (const html of htmlIn(block.node))
        read(html, ownerOf(block, item, lineOf(start), lineOf(document.spanOf(html)[0])));
      const open = UNCLOSED.exec(block.inline.text);
      if (open && !block.inline.isCode(open.index)) {
        const span = block.inline.spanOf(open.index, open.index + open[0].length);
        problems.push(withFix(checklistProblem('checklist-comment-not-closed', span), closing(document.text, span[0])));
      }
    }
  }
  return { bindings, problems: sortProblems(problems) };
}

/** A comment of ours is the last of its line, as far as anybody can tell. */
function closing(text: string, start: number): Fix {
  const [line = ''] = /^[^\r\n]*/.exec(text.slice(start)) ?? [];
  const end = start + line.trimEnd().length;
  return { title: 'Close it at the end of the line', isGuess: true, edits: [{ span: [end, end], text: ' -->' }] };
}

function ownerOf(
  block: Extract<Block, { inline: unknown }>,
  item: ChecklistItem | undefined,
  firstLine: number,
  line: number,
): Binding['on'] {
  if (item) return { kind: 'item', id: item.id };
  const { path } = block;
  if (block.kind === 'heading')
    return { kind: 'section', path: [...path, oneLine(block.inline.text)], line: firstLine };
  return { kind: 'line', line, text: oneLine(block.inline.text.split('\n')[line - firstLine] ?? ''), path };
}

function htmlIn(node: Nodes): (Nodes & { value: string })[] {
  if (node.type === 'html') return [node];
  return 'children' in node ? node.children.flatMap(htmlIn) : [];
}
