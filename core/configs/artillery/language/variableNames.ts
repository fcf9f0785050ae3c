import type { Span } from '../../../text/span.ts';
import { entriesIn, isNull, itemsIn, valueAt } from '../../yaml/lookup.ts';
import { spanInScalar } from '../../yaml/scalarOffsets.ts';
import type { YamlMap, YamlNode, YamlScalar } from '../../yaml/yamlNode.ts';
import { capturesOf, oneOrMore } from '../model/requests.ts';
import { scalarsUnder } from '../model/scalars.ts';
import { allSteps, flowsOf, type ArtilleryScript, type Scenario, type Step } from '../model/script.ts';
import { rootOf, templatesIn } from '../model/templates.ts';
import { EXTRACTORS } from '../model/vocabulary.ts';

/** One place where a variable is given a value or used. */
export interface VariablePlace {
  name: string;
  span: Span;
  /** Where its value comes from, in words; absent where it is used. */
  source?: string;
  /** Which of the flows it is in; absent in the config. */
  flow?: Scenario;
}

/** Every place of the script where a variable is named, apart from the processor. */
export function variablePlaces(script: ArtilleryScript, text: string): VariablePlace[] {
  const configs = [script.config, ...script.environments.map(({ value }) => value)];
  return [
    ...configs.flatMap((config) => configuredPlaces(config, text)),
    ...flowsOf(script).flatMap((flow) => flowPlaces(flow, text)),
  ];
}

function configuredPlaces(config: YamlNode | undefined, text: string): VariablePlace[] {
  const variables = entriesIn(valueAt(config, 'variables')).map(({ key, keySpan }): VariablePlace => ({
    name: key,
    span: unquoted(keySpan, text),
    source: 'from `variables`',
  }));
  return [...variables, ...oneOrMore(valueAt(config, 'payload')).flatMap((payload) => payloadPlaces(payload, text))];
}

function payloadPlaces(payload: YamlMap, text: string): VariablePlace[] {
  const path = valueAt(payload, 'path');
  const file = path?.kind === 'scalar' && !isNull(path) ? `\`${path.text}\`` : 'the data file';
  const whole = valueAt(payload, 'name');
  const isWhole = valueAt(payload, 'loadAll') !== undefined;
  const fields = isWhole ? [] : itemsIn(valueAt(payload, 'fields'));
  return [
    ...fields.flatMap((field) => definition(field, `a column of ${file}`, text)),
    ...(isWhole ? definition(whole, `all rows of ${file}`, text) : []),
  ];
}

function flowPlaces(flow: Scenario, text: string): VariablePlace[] {
  const found: VariablePlace[] = [];
  for (const step of allSteps(flow.steps)) found.push(...definitionsOf(step, text));
  for (const { scalar, key } of scalarsUnder(flow.map)) {
    if (key === 'ifTrue') found.push(...conditionPlaces(scalar, text));
    else if (key === 'over' && !scalar.text.includes('{{'))
      found.push(...usePlace(scalar, rootOf(scalar.text), 0, text));
    else if (scalar.text.includes('{{')) found.push(...templatePlaces(scalar, text));
  }
  return found.map((place) => ({ ...place, flow }));
}

/** The variables that a step sets. */
export function definitionsOf(step: Step, text: string): VariablePlace[] {
  const own = step.kind === 'loop' ? (['loopValue', 'loopElement'] as const) : [];
  return [
    ...capturesOf(step).flatMap((capture) => definition(valueAt(capture, 'as'), sourceOf(capture), text)),
    ...own.flatMap((key) => definition(valueAt(step.node, key), `\`${key}\` of a loop`, text)),
  ];
}

/** Such as "captured by json `$.id`". */
function sourceOf(capture: YamlMap): string {
  const entry = capture.entries.find(({ key }) => (EXTRACTORS as readonly string[]).includes(key));
  if (entry?.value.kind !== 'scalar') return 'captured from a response';
  return `captured by ${entry.key} \`${entry.value.text.replaceAll('`', "'")}\``;
}

function definition(node: YamlNode | undefined, source: string, text: string): VariablePlace[] {
  if (node?.kind !== 'scalar' || isNull(node) || node.text.includes('{{')) return [];
  return usePlace(node, rootOf(node.text), 0, text).map((place) => ({ ...place, source }));
}

function templatePlaces(scalar: YamlScalar, text: string): VariablePlace[] {
  return templatesIn(scalar.text).flatMap((use) => {
    if (use.kind !== 'variable' || use.name.startsWith('$')) return [];
    return usePlace(scalar, use.name, use.start, text);
  });
}

const KEYWORDS = new Set(['and', 'or', 'not', 'in', 'of']);

/** Names in a condition, which has no braces: not its texts, its words, and the functions that it calls. */
function conditionPlaces(scalar: YamlScalar, text: string): VariablePlace[] {
  const names = scalar.text.matchAll(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|([A-Za-z_]\w*)(?![\w.$]|\s*\()/g);
  return [...names].flatMap(({ 1: name, index }) =>
    name === undefined || KEYWORDS.has(name) ? [] : usePlace(scalar, name, index, text),
  );
}

/** A name inside of a text, looked for from an offset on. */
function usePlace(scalar: YamlScalar, name: string, from: number, text: string): VariablePlace[] {
  const at = name === '' ? -1 : scalar.text.indexOf(name, from);
  return at === -1 ? [] : [{ name, span: spanInScalar(scalar, text, at, at + name.length) }];
}

/** Without the quotes: they stay when the name changes. */
export function unquoted([start, end]: Span, text: string): Span {
  return /['"]/.test(text[start] ?? '') ? [start + 1, end - 1] : [start, end];
}
