import type { Problem } from '../../../problem.ts';
import { entriesIn, entryAt, isNull } from '../../yaml/lookup.ts';
import { describeNode, type YamlNode } from '../../yaml/yamlNode.ts';
import { artilleryProblem } from '../problems.ts';
import { isGiven } from '../model/effectiveConfigs.ts';
import { requestOf } from '../model/requests.ts';
import { flowsOf, languageOf } from '../model/script.ts';
import { isUnknown, numberOf } from '../model/values.ts';
import { USUAL_METHODS } from '../model/vocabulary.ts';
import type { ConfigRule, ScriptRule } from './rule.ts';

/** The kinds of values that Artillery looks at before a test, and ends if one is another. */
type Kind = 'text' | 'mapping' | 'flag' | 'number' | 'names' | 'captures' | 'list';

const WANTED: Record<Kind, string> = {
  text: 'a text',
  mapping: 'a mapping',
  flag: 'true or false',
  number: 'a number',
  names: 'a name or a list of names',
  captures: 'a mapping or a list of such',
  list: 'a list',
};

const CONFIG_KINDS: Readonly<Record<string, Kind>> = {
  target: 'text',
  http: 'mapping',
  processor: 'text',
  engines: 'mapping',
};
const HTTP_KINDS: Readonly<Record<string, Kind>> = { extendedMetrics: 'flag', maxSockets: 'number' };
const SCENARIO_KINDS: Readonly<Record<string, Kind>> = {
  name: 'text',
  engine: 'text',
  beforeScenario: 'names',
  afterScenario: 'names',
};
const STEP_KINDS: Readonly<Record<string, Kind>> = { function: 'text', log: 'text', loop: 'list' };
const REQUEST_KINDS: Readonly<Record<string, Kind>> = {
  headers: 'mapping',
  cookie: 'mapping',
  qs: 'mapping',
  auth: 'mapping',
  followRedirect: 'flag',
  gzip: 'flag',
  beforeRequest: 'names',
  afterResponse: 'names',
  capture: 'captures',
};
const AUTH_KINDS: Readonly<Record<string, Kind>> = { user: 'text', pass: 'text' };

export const configKinds: ConfigRule = function* ({ map }) {
  yield* wrongKinds(map, CONFIG_KINDS);
  yield* wrongKinds(entryAt(map, 'http')?.value, HTTP_KINDS);
};

export const environmentsKind: ScriptRule = function* ({ script: { config } }) {
  yield* wrongKinds(config, { environments: 'mapping' });
};

/** Of a flow only its own steps are looked at, not those inside loops. */
export const flowKinds: ScriptRule = function* ({ script }) {
  for (const flow of flowsOf(script)) {
    if (flow.role === 'scenario') yield* wrongKinds(flow.map, SCENARIO_KINDS);
    if (languageOf(flow.engine) === 'foreign') continue;
    for (const step of flow.steps) {
      const request = requestOf(step);
      yield* wrongKinds(step.node, STEP_KINDS);
      if (!request || !(USUAL_METHODS.slice(0, 5) as readonly string[]).includes(step.action?.key ?? '')) continue;
      yield* wrongKinds(request, REQUEST_KINDS);
      yield* wrongKinds(entryAt(request, 'auth')?.value, AUTH_KINDS);
      const url = entryAt(request, 'url')?.value;
      const isEmpty = url?.kind === 'scalar' && (isNull(url) || url.text === '');
      if (url && !isEmpty) yield* wrongKinds(request, { url: 'text' });
    }
  }
};

function* wrongKinds(map: YamlNode | undefined, kinds: Readonly<Record<string, Kind>>): Iterable<Problem> {
  for (const { key, value } of entriesIn(map)) {
    const kind = Object.hasOwn(kinds, key) ? kinds[key] : undefined;
    // An empty target is the same as none, which is said elsewhere.
    if (kind === undefined || (key === 'target' && !isGiven(value))) continue;
    if (isUnknown(value) || isOfKind(value, kind)) continue;
    const found = isEmptyText(value) ? 'an empty text' : describeNode(value);
    yield artilleryProblem('artillery-wrong-kind', value.span, key, WANTED[kind], found);
  }
}

function isOfKind(node: YamlNode, kind: Kind): boolean {
  switch (kind) {
    case 'text':
      return isText(node);
    case 'mapping':
      // A text that looks like JSON is read as such.
      return node.kind === 'map' || (node.kind === 'scalar' && isText(node) && node.text.startsWith('{'));
    case 'flag':
      return node.kind === 'scalar' && (typeof node.value === 'boolean' || /^\s*(true|false)\s*$/i.test(node.text));
    case 'number':
      return !Number.isNaN(numberOf(node));
    case 'names':
      return node.kind === 'sequence' ? node.items.every((item) => isText(item) || isUnknown(item)) : isText(node);
    case 'captures':
      return node.kind === 'sequence' ? node.items.every((item) => item.kind === 'map') : node.kind === 'map';
    case 'list':
      return node.kind === 'sequence' || (node.kind === 'scalar' && isText(node) && node.text.startsWith('['));
  }
}

function isText(node: YamlNode): boolean {
  return node.kind === 'scalar' && typeof node.value === 'string' && node.text !== '';
}

function isEmptyText(node: YamlNode): boolean {
  return node.kind === 'scalar' && node.value === '';
}
