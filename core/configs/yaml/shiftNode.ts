import { shiftSpan } from '../../text/span.ts';
import type { YamlNode } from './yamlNode.ts';

/** The same tree, without shared parts, in a text that begins `by` characters earlier. */
export function shiftNode(node: YamlNode, by: number): YamlNode {
  const span = shiftSpan(node.span, by);
  switch (node.kind) {
    case 'scalar':
      return { ...node, span };
    case 'sequence':
      return {
        kind: 'sequence',
        span,
        items: node.items.map((item) => shiftNode(item, by)),
        itemSpans: node.itemSpans.map((one) => shiftSpan(one, by)),
      };
    case 'map':
      return {
        kind: 'map',
        span,
        entries: node.entries.map(({ key, keySpan, value }) => ({
          key,
          keySpan: shiftSpan(keySpan, by),
          value: shiftNode(value, by),
        })),
      };
  }
}
