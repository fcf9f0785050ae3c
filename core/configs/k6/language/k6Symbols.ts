import type { SymbolNode } from '../../../language/languageDocument.ts';
import type { Span } from '../../../text/span.ts';
import { fieldNamed, type FieldTable } from '../fields.ts';
import type { ObjectEntry, ObjectValue, Value } from '../value.ts';
import { executorOf } from './k6Shape.ts';

/** Scenarios and thresholds. All else of a script is in the editor's own outline of it. */
export function k6Symbols(root: ObjectValue, fields: FieldTable): SymbolNode[] {
  return root.entries.flatMap((entry) => {
    const name = fieldNamed(fields, entry.key);
    if (entry.value.kind !== 'object' || (name !== 'scenarios' && name !== 'thresholds')) return [];
    const children = entry.value.entries.map((member) => symbolOf(member, entry.value.span, name));
    const spans = [spanOf(entry, root.span), ...children.map(({ span }) => span)];
    // What is spread into it may stand anywhere, and a symbol is around its children.
    const span: Span = [Math.min(...spans.map(([start]) => start)), Math.max(...spans.map(([, end]) => end))];
    return [{ name, kind: 'section', span, nameSpan: entry.keySpan, children }];
  });
}

function expressionsOf(value: Value): string[] {
  return value.kind === 'list' ? value.items.flatMap(expressionOf) : [];
}

function expressionOf(row: Value): string[] {
  if (row.kind === 'text') return [row.value];
  const text =
    row.kind === 'object' ? row.entries.find(({ key }) => key.toLowerCase() === 'threshold')?.value : undefined;
  return text?.kind === 'text' ? [text.value] : [];
}

function symbolOf(entry: ObjectEntry, around: Span, section: 'scenarios' | 'thresholds'): SymbolNode {
  const { key, keySpan, value } = entry;
  const detail = section === 'scenarios' ? executorOf(value) : expressionsOf(value).join(', ');
  return {
    name: key === '' ? '(no name)' : key,
    kind: section === 'scenarios' ? 'test' : 'requirement',
    ...(detail === undefined || detail === '' ? {} : { detail }),
    ...{ span: spanOf(entry, around), nameSpan: keySpan, children: [] },
  };
}

/** A key with its value, unless that is named and stands elsewhere. */
function spanOf({ keySpan, value }: ObjectEntry, around: Span): Span {
  const isBehind = value.span[0] >= keySpan[1] && value.span[1] <= around[1];
  return isBehind ? [keySpan[0], value.span[1]] : keySpan;
}
