import { entriesIn, itemsIn, valueAt } from '../../yaml/lookup.ts';
import type { YamlMap, YamlNode } from '../../yaml/yamlNode.ts';
import type { Step } from './script.ts';

/** The mapping of a request; undefined for other steps, and where it is none. */
export function requestOf({ kind, action }: Step): YamlMap | undefined {
  return kind === 'request' && action?.value.kind === 'map' ? action.value : undefined;
}

/** One mapping or a list of such, as `capture`, `match` and `payload` are written. */
export function oneOrMore(node: YamlNode | undefined): readonly YamlMap[] {
  const nodes = node?.kind === 'sequence' ? node.items : node ? [node] : [];
  return nodes.filter((item) => item.kind === 'map');
}

/** Where a step says what to take from a response: the request itself, or what is waited for. */
function receiversOf(step: Step): readonly (YamlNode | undefined)[] {
  switch (step.kind) {
    case 'request':
    case 'send':
    case 'wait':
      return [step.action?.value];
    case 'emit':
      return [valueAt(step.node, 'response'), valueAt(step.node, 'acknowledge')];
    default:
      return [];
  }
}

export function capturesOf(step: Step): readonly YamlMap[] {
  return receiversOf(step).flatMap((receiver) => oneOrMore(valueAt(receiver, 'capture')));
}

export function matchesOf(step: Step): readonly YamlMap[] {
  return receiversOf(step).flatMap((receiver) => oneOrMore(valueAt(receiver, 'match')));
}

/** Names of functions, as a text or a list of texts. */
export function namesIn(node: YamlNode | undefined): readonly YamlNode[] {
  if (node?.kind === 'sequence') return itemsIn(node);
  return node ? [node] : [];
}

/** The expectations of a request, each by the key that is looked at: only the first of every item of a list. */
export function expectationsOf(request: YamlMap): ReturnType<typeof entriesIn> {
  const expect = valueAt(request, 'expect');
  return expect?.kind === 'sequence' ? expect.items.flatMap((item) => entriesIn(item).slice(0, 1)) : entriesIn(expect);
}
