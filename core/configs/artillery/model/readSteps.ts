import type { Span } from '../../../text/span.ts';
import { entryAt } from '../../yaml/lookup.ts';
import type { YamlEntry, YamlNode } from '../../yaml/yamlNode.ts';
import type { FlowLanguage, Step, StepKind } from './script.ts';
import { HTTP_ACTIONS, METHODS, WS_ACTIONS } from './vocabulary.ts';

/** Deeper than this nothing is read: the parser refuses such texts, and aliases must not grow without end. */
const DEEPEST = 50;
/** One alias of many loops can stand for more steps than anyone wants to wait for. */
const MOST_STEPS = 50_000;

export function readSteps(flow: YamlNode | undefined, language: FlowLanguage): readonly Step[] {
  let left = MOST_STEPS;
  const read = (list: YamlNode | undefined, depth: number): Step[] =>
    list?.kind === 'sequence'
      ? list.items.flatMap((node, index) => (left-- > 0 ? [readStep(node, list.itemSpans[index], depth)] : []))
      : [];

  const readStep = (node: YamlNode, span: Span = node.span, depth: number): Step => {
    const { kind, action } = actionOf(node, language);
    const inner = kind === 'loop' || kind === 'parallel' ? action?.value : undefined;
    return {
      kind,
      node,
      span,
      action,
      others: node.kind === 'map' ? node.entries.filter((entry) => entry !== action) : [],
      steps: depth < DEEPEST ? read(inner, depth + 1) : [],
      depth,
    };
  };
  return read(flow, 0);
}

/** The engines look for their own actions first, in this order, and take the first key for a method otherwise. */
function actionOf(node: YamlNode, language: FlowLanguage): { kind: StepKind; action?: YamlEntry } {
  if (node.kind !== 'map') return { kind: 'unknown' };
  const actions = language === 'ws' ? WS_ACTIONS : HTTP_ACTIONS;
  const own = language === 'socketio' ? entryAt(node, 'emit') : undefined;
  if (own && !entryAt(node, 'loop')) return { kind: 'emit', action: own };
  for (const kind of actions) {
    const action = entryAt(node, kind);
    if (action) return { kind, action };
  }
  const [first] = node.entries;
  // With several keys the one that is a method is what the step is about, also where it comes later.
  const method = node.entries.find(({ key }) => METHODS.has(key));
  return method ? { kind: 'request', action: method } : { kind: 'unknown', action: first };
}
