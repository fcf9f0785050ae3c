import { withFix, type Problem } from '../../../problem.ts';
import { entryAt, isNull, valueAt } from '../../yaml/lookup.ts';
import { describeNode, type YamlMap, type YamlScalar } from '../../yaml/yamlNode.ts';
import { quoted } from '../../yaml/slips/quoting.ts';
import { renameKey, replaceSpan, replaceText } from '../edits.ts';
import { nearKey } from '../nearKey.ts';
import { artilleryProblem } from '../problems.ts';
import { isDeclared } from '../model/effectiveConfigs.ts';
import { requestOf } from '../model/requests.ts';
import { allSteps, flowsOf, languageOf, type Scenario, type Step } from '../model/script.ts';
import { isUnknown } from '../model/values.ts';
import { BUILT_IN_PLUGINS, FOREIGN_REQUEST_KEYS, REQUEST_KEYS, USUAL_METHODS } from '../model/vocabulary.ts';
import { bodyOfGet } from './bodyOfGet.ts';
import type { RuleContext, ScriptRule } from './rule.ts';
import { thinkInRequest } from './thinkInRequest.ts';

/** Every request has a URL, and fields that mean something. */
export const requests: ScriptRule = function* (context) {
  const { script, text } = context;
  for (const flow of flowsOf(script)) {
    if (languageOf(flow.engine) === 'ws') continue;
    const parallel = allSteps(flow.steps).filter(({ kind }) => kind === 'parallel');
    const beside = new Set(parallel.flatMap((step) => step.steps));
    for (const step of allSteps(flow.steps)) {
      if (step.kind !== 'request') continue;
      const request = requestOf(step);
      if (!request) yield* noRequest(step, text);
      else {
        yield* requestKeys(request, text);
        yield* thinkInRequest(step, beside, text);
        // A function can take the body away, or give another method.
        if (!mayBeChanged(request, flow, context)) yield* bodyOfGet(request, step.action?.key ?? '', text);
        yield* requestUrl(request, step, flow, context);
      }
    }
  }
};

function* noRequest({ action, others }: Step, text: string): Iterable<Problem> {
  if (!action || others.length > 0) return;
  const { key, keySpan, value } = action;
  if (value.kind !== 'scalar') {
    yield artilleryProblem('artillery-wrong-kind', value.span, key, 'a mapping', describeNode(value));
  } else if (value.isUnreadable) return;
  else if (isNull(value)) yield artilleryProblem('artillery-missing-url', keySpan, key);
  else {
    const problem = artilleryProblem('artillery-short-request', value.span, key, value.text);
    const written = value.style === 'plain' ? quoted(value.text) : text.slice(...value.span);
    const fix = replaceSpan(value.span, `{ "url": ${written} }`, 'Make it a mapping with url');
    yield withFix(problem, value.style === 'block' ? undefined : fix);
  }
}

function* requestKeys(request: YamlMap, text: string): Iterable<Problem> {
  const given = new Set(request.entries.map(({ key }) => key));
  for (const entry of request.entries) {
    const means = REQUEST_KEYS.includes(entry.key)
      ? undefined
      : (FOREIGN_REQUEST_KEYS.get(entry.key.toLowerCase()) ?? nearKey(entry.key, REQUEST_KEYS));
    if (means === undefined || given.has(means)) continue;
    given.add(means);
    const problem = artilleryProblem('artillery-request-key', entry.keySpan, entry.key, means);
    yield withFix(problem, renameKey(entry, means, text));
  }
}

function* requestUrl(request: YamlMap, step: Step, flow: Scenario, context: RuleContext): Iterable<Problem> {
  const { action, depth } = step;
  if (!action) return;
  const url = entryAt(request, 'url') ?? entryAt(request, 'uri');
  if (!url || isNull(url.value) || (url.value.kind === 'scalar' && url.value.text === '')) {
    if (url || !request.entries.some(({ key }) => nearKey(key, REQUEST_KEYS) === 'url')) {
      yield artilleryProblem('artillery-missing-url', url?.keySpan ?? action.keySpan, action.key);
    }
    return;
  }
  // What Artillery looks at before the test does not know the other name.
  if (url.key === 'uri' && depth === 0 && (USUAL_METHODS as readonly string[]).slice(0, 5).includes(action.key)) {
    const problem = artilleryProblem('artillery-missing-url', url.keySpan, action.key);
    yield withFix(problem, renameKey(url, 'url', context.text));
  } else if (url.value.kind === 'scalar' && !mayBeChanged(request, flow, context)) {
    yield* badUrl(url.value, context.text);
  }
}

/** A function or a third-party plugin can give the request another URL before it is sent. */
function mayBeChanged(request: YamlMap, { map }: Scenario, { configs }: RuleContext): boolean {
  const hooks = [valueAt(request, 'beforeRequest'), valueAt(map, 'beforeRequest')];
  if (hooks.some((hook) => hook !== undefined && !isNull(hook))) return true;
  return hasForeignPlugin(configs);
}

export function hasForeignPlugin(configs: RuleContext['configs']): boolean {
  return configs.some((config) => {
    const plugins = valueAt(config.map, 'plugins');
    return plugins?.kind === 'map' && plugins.entries.some(({ key }) => !BUILT_IN_PLUGINS.includes(key));
  });
}

export function hasPlugin({ configs }: RuleContext, name: string): boolean {
  return isDeclared(configs, 'plugins', name);
}

function* badUrl(url: YamlScalar, text: string): Iterable<Problem> {
  const written = url.text;
  if (typeof url.value !== 'string' || url.isUnreadable || /^(\/|http|\{\{)/.test(written)) return;
  const trimmed = written.trim();
  const isHost = /^[\w-]+(\.[\w-]+)+([/:]|$)|^localhost\b|^[\w-]+:\d+/.test(trimmed);
  const instead = /^(\/|http)/.test(trimmed) ? trimmed : isHost ? `http://${trimmed}` : `/${trimmed}`;
  const isCertain = !isHost && !isUnknown(url) && !/^[a-z]+:/i.test(trimmed);
  const problem = artilleryProblem('artillery-bad-url', url.span, written, instead);
  yield withFix(problem, isCertain ? replaceText(url, instead, text) : undefined);
}
