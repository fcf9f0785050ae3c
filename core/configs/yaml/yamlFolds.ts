import type { Span } from '../../text/span.ts';
import type { YamlNode } from './yamlNode.ts';

/** Every mapping entry and list item that goes over several lines, from its first line on. */
export function yamlFolds(root: YamlNode, text: string): Span[] {
  const folds: Span[] = [];
  const seen = new Set<YamlNode>();
  const visit = (node: YamlNode): void => {
    // What an alias stands for is folded where it is written.
    if (node.kind === 'scalar' || seen.has(node)) return;
    seen.add(node);
    const parts =
      node.kind === 'map'
        ? node.entries.map(({ keySpan, value }) => ({ start: keySpan[0], value }))
        : node.items.map((value) => ({ start: value.span[0], value }));
    for (const { start, value } of parts) {
      const end = value.span[0] + text.slice(...value.span).trimEnd().length;
      if (end > start && text.slice(start, end).includes('\n')) folds.push([start, end]);
      visit(value);
    }
  };
  visit(root);
  return folds;
}
