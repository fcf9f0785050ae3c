import type { Fix, Problem, TextEdit } from '../../../problem.ts';
import type { Span } from '../../../text/span.ts';
import { nodeUnder } from '../../yaml/yamlCursor.ts';
import type { YamlEntry, YamlMap, YamlNode } from '../../yaml/yamlNode.ts';
import { entriesOf } from '../buildScope.ts';

export interface RefactoringSource {
  root: YamlMap;
  text: string;
  problems: readonly Problem[];
}

/** Changes of a plan that a person may want where the cursor is. */
export function planRefactorings(source: RefactoringSource, span: Span): Fix[] {
  return [...declareRequirement(source, span), ...moveToDefaults(source, span)];
}

/** A requirement that is named and not declared gets a line of its own, for its text to be written. */
function declareRequirement({ root, text, problems }: RefactoringSource, span: Span): Fix[] {
  return problems
    .filter((problem) => problem.code === 'unknown-requirement' && touches(problem.span, span))
    .map((problem) => {
      const id = text.slice(...problem.span).replace(/^(['"])(.*)\1$/, '$2');
      const line = `'${id.replaceAll("'", "''")}': `;
      return { title: `Declare requirement ${id}`, edits: [insertEntry(root, text, 'requirements', line)] };
    });
}

/** A check or guard that stands in several tests is written once, under `defaults`. */
function moveToDefaults({ root, text }: RefactoringSource, span: Span): Fix[] {
  const tests = entriesOf(nodeUnder(root, ['tests']));
  return ['checks', 'guards'].flatMap((list) => {
    const rows = tests.flatMap((test) => rowsOf(test, list));
    const chosen = rows.find(({ node }) => touches(node.span, span));
    if (!chosen) return [];
    const written = writtenAs(chosen.node, text);
    const same = rows.filter(({ node }) => writtenAs(node, text) === written);
    // In a list in brackets there is no line to take away.
    if (same.length < 2 || written.includes('\n') || same.some(({ node }) => !standsAlone(node, text))) return [];
    if (new Set(same.map(({ test }) => test)).size < tests.length) return [];
    const existing = nodeUnder(root, ['defaults', list]);
    if (
      existing !== undefined &&
      (existing.kind !== 'sequence' || !existing.items.every((item) => standsAlone(item, text)))
    )
      return [];
    const removals = same.map(({ node, owner }): TextEdit => ({
      span:
        owner.value.kind === 'sequence' && owner.value.items.length === 1
          ? lines(text, [owner.keySpan[0], node.span[1]])
          : lines(text, node.span),
      text: '',
    }));
    return [
      {
        title: `Move \`${short(written)}\` to the defaults of all tests`,
        edits: [...removals, insertDefault(root, text, list, written)],
      },
    ];
  });
}

interface Row {
  test: string;
  /** The entry `checks` or `guards`. */
  owner: YamlEntry;
  node: YamlNode;
}

function rowsOf(test: YamlEntry, list: string): Row[] {
  const owner = entriesOf(test.value).find(({ key }) => key === list);
  if (owner?.value.kind !== 'sequence') return [];
  return owner.value.items.map((node) => ({ test: test.key, owner, node }));
}

function writtenAs(node: YamlNode, text: string): string {
  return text.slice(...node.span).trim();
}

/** On a line of its own behind a dash. */
function standsAlone({ span: [start] }: YamlNode, text: string): boolean {
  return /^\s*-\s+$/.test(text.slice(text.lastIndexOf('\n', start - 1) + 1, start));
}

function insertDefault(root: YamlMap, text: string, list: string, row: string): TextEdit {
  const existing = nodeUnder(root, ['defaults', list]);
  const last = existing?.kind === 'sequence' ? existing.items.at(-1) : undefined;
  if (last) {
    const start = text.lastIndexOf('\n', last.span[0] - 1) + 1;
    const dash = /^\s*-\s+/.exec(text.slice(start))?.[0] ?? '  - ';
    return { span: [last.span[1], last.span[1]], text: `\n${dash}${row}` };
  }
  return insertEntry(root, text, 'defaults', `${list}:\n    - ${row}`);
}

/** A new entry at the end of a section, which is made where there is none, before the tests. */
function insertEntry(root: YamlMap, text: string, section: string, entry: string): TextEdit {
  const existing = root.entries.find(({ key }) => key === section);
  const last = entriesOf(existing?.value).at(-1);
  if (existing && last) {
    const indentation = /[ ]*$/.exec(text.slice(0, last.keySpan[0]))?.[0] ?? '  ';
    const isFlow = text[existing.value.span[0]] === '{';
    const end = isFlow ? last.value.span[1] : existing.value.span[1];
    return { span: [end, end], text: isFlow ? `, ${entry}` : `\n${indentation}${entry}` };
  }
  if (existing) return { span: [existing.keySpan[1] + 1, existing.keySpan[1] + 1], text: `\n  ${entry}` };
  const before = root.entries.find(({ key }) => key === 'tests')?.keySpan[0] ?? text.length;
  return { span: [before, before], text: `${section}:\n  ${entry}\n\n` };
}

/** Whole lines, with the line break behind them. */
function lines(text: string, [start, end]: Span): Span {
  const next = text.indexOf('\n', end);
  return [text.lastIndexOf('\n', start - 1) + 1, next === -1 ? text.length : next + 1];
}

function short(text: string): string {
  return text.length > 50 ? `${text.slice(0, 49)}…` : text;
}

function touches([start, end]: Span, [from, to]: Span): boolean {
  return start <= to && from <= end;
}
