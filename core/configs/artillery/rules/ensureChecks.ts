import { withFix, type Fix, type Problem } from '../../../problem.ts';
import { entryAt, isNull, valueAt } from '../../yaml/lookup.ts';
import { spanInScalar } from '../../yaml/scalarOffsets.ts';
import type { YamlEntry, YamlMap, YamlNode, YamlSequence } from '../../yaml/yamlNode.ts';
import { renameKey, replaceSpan, replaceText } from '../edits.ts';
import { nearKey } from '../nearKey.ts';
import { artilleryProblem } from '../problems.ts';
import { findConditionFault } from '../model/conditionGrammar.ts';
import { isUnknown, numberOf } from '../model/values.ts';
import { ENSURE_KEYS } from '../model/vocabulary.ts';
import { metricOfThreshold, metricsOfCondition } from './ensureMetrics.ts';
import type { ConfigRule } from './rule.ts';

const EXAMPLES = {
  thresholds: 'http.response_time.p95: 200',
  conditions: 'expression: http.response_time.p95 < 200',
} as const;

/** Checks that the plugin understands. */
export const ensureChecks: ConfigRule = function* ({ map }, { text }) {
  for (const section of [valueAt(map, 'ensure'), valueAt(valueAt(map, 'plugins'), 'ensure')]) {
    if (section?.kind === 'sequence') yield checksInList(section, text);
    if (section?.kind !== 'map') continue;
    for (const entry of section.entries) yield* check(entry, section, text);
  }
};

/** None of a list is looked at, also not items that would be right below `thresholds`. */
function checksInList(section: YamlSequence, text: string): Problem {
  return withFix(artilleryProblem('artillery-ensure-not-a-mapping', section.span), listToMapping(section, text));
}

function listToMapping({ items }: YamlSequence, text: string): Fix | undefined {
  const entries = items.flatMap((item) => (item.kind === 'map' && item.entries.length === 1 ? item.entries : []));
  const [first] = entries;
  const isInBlock = entries.every(({ keySpan: [start] }) => /(^|\n) *- $/.test(text.slice(0, start)));
  if (!first || entries.length < items.length || !isInBlock) return undefined;
  const keys = new Set(entries.map(({ key }) => key));
  if (keys.size === entries.length && entries.every(({ key }) => ENSURE_KEYS.includes(key))) {
    const edits = entries.map(({ keySpan: [start] }) => ({ span: [start - 2, start] as const, text: '' }));
    return { title: 'Make it a mapping', edits };
  }
  return undefined;
}

function* check(entry: YamlEntry, section: YamlMap, text: string): Iterable<Problem> {
  const { key, keySpan, value } = entry;
  if (isUnknown(value)) return;
  if (key === 'thresholds' || key === 'conditions') {
    if (isNull(value)) return;
    if (value.kind !== 'sequence') yield artilleryProblem('artillery-ensure-list', value.span, key, EXAMPLES[key]);
    else for (const item of value.items) yield* key === 'thresholds' ? threshold(item, text) : condition(item, text);
  } else if (key === 'maxErrorRate') {
    if (value.kind === 'scalar' && Number.isNaN(Number(value.text))) yield* notANumber(value, text);
  } else if (!ENSURE_KEYS.includes(key)) {
    const near = nearKey(key, ENSURE_KEYS);
    const means = near !== undefined && !entryAt(section, near) ? near : undefined;
    const problem = artilleryProblem('artillery-ensure-key', keySpan, key, means, ENSURE_KEYS);
    yield withFix(problem, means === undefined ? undefined : renameKey(entry, means, text));
  }
}

function* threshold(item: YamlNode, text: string): Iterable<Problem> {
  if (isUnknown(item)) return;
  if (item.kind !== 'map') {
    yield artilleryProblem('artillery-ensure-item', item.span, 'thresholds', EXAMPLES.thresholds);
    return;
  }
  const [first, ...others] = item.entries;
  for (const { key, keySpan } of others) yield artilleryProblem('artillery-ensure-second-metric', keySpan, key);
  if (!first) return;
  yield* metricOfThreshold(first, text);
  if (isUnknown(first.value)) return;
  if (!isLimit(first.value)) yield* notANumber(first.value, text);
}

/** It is put behind the metric as it is, so arithmetic and other metrics will do. */
function isLimit(value: YamlNode): boolean {
  if (value.kind !== 'scalar' || isNull(value)) return false;
  return !Number.isNaN(numberOf(value)) || findConditionFault(`x < ${value.text}`) === undefined;
}

function* notANumber(value: YamlNode, text: string): Iterable<Problem> {
  const written = value.kind === 'scalar' ? value.text : '[…]';
  const instead = /^\s*(\d+(?:\.\d+)?)\s*(?:ms|%)\s*$/.exec(written)?.[1];
  const problem = artilleryProblem('artillery-ensure-value', value.span, written, instead);
  yield withFix(problem, instead === undefined ? undefined : replaceText(value, instead, text));
}

/** As people know them from JavaScript. Names of metrics may hold nearly anything else. */
const FOREIGN: ReadonlyMap<string, string> = new Map([
  ['&&', 'and'],
  ['||', 'or'],
  ['===', '=='],
  ['!==', '!='],
]);

function* condition(item: YamlNode, text: string): Iterable<Problem> {
  if (isUnknown(item)) return;
  if (item.kind !== 'map') {
    yield artilleryProblem('artillery-ensure-item', item.span, 'conditions', EXAMPLES.conditions);
    return;
  }
  const expression = valueAt(item, 'expression');
  if (expression === undefined || isNull(expression)) {
    yield artilleryProblem('artillery-ensure-no-expression', item.entries[0]?.keySpan ?? item.span);
    return;
  }
  if (expression.kind !== 'scalar' || isUnknown(expression)) return;
  yield* metricsOfCondition(expression, text);
  for (const { 0: written, index } of expression.text.matchAll(/&&|\|\||===|!==/g)) {
    const instead = FOREIGN.get(written) ?? '';
    const span = spanInScalar(expression, text, index, index + written.length);
    const problem = artilleryProblem('artillery-ensure-operator', span, written, instead);
    yield withFix(problem, replaceSpan(span, instead, `Replace by ${instead}`));
  }
}
