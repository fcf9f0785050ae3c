import { withFix, type Fix, type Problem } from '../../../problem.ts';
import { entryAt, isNull, itemsIn, valueAt } from '../../yaml/lookup.ts';
import type { YamlMap, YamlNode } from '../../yaml/yamlNode.ts';
import { insertBefore, replaceSpan, replaceText } from '../edits.ts';
import { nearKey } from '../nearKey.ts';
import { artilleryProblem } from '../problems.ts';
import { oneOrMore } from '../model/requests.ts';
import { isUnknown } from '../model/values.ts';
import { PAYLOAD_KEYS } from '../model/vocabulary.ts';
import { misspeltKeys, standIn } from './keys.ts';
import type { ConfigRule, RuleContext } from './rule.ts';

const ORDERS = ['random', 'sequence'];

/** Data files are there, and their columns become variables. */
export const payload: ConfigRule = function* ({ map }, context) {
  for (const spec of oneOrMore(valueAt(map, 'payload'))) {
    yield* misspeltKeys(spec, PAYLOAD_KEYS, '`payload`', context.text);
    yield* columns(spec, context);
    const order = valueAt(spec, 'order');
    if (order?.kind !== 'scalar' || isNull(order) || isUnknown(order) || ORDERS.includes(order.text)) continue;
    const near = nearKey(order.text, ORDERS);
    const problem = artilleryProblem('artillery-payload-order', order.span, order.text);
    yield withFix(problem, near === undefined ? undefined : replaceText(order, near, context.text));
  }
};

function* columns(spec: YamlMap, context: RuleContext): Iterable<Problem> {
  const path = entryAt(spec, 'path');
  const span = path?.keySpan ?? spec.entries[0]?.keySpan ?? spec.span;
  const file = path?.value.kind === 'scalar' && !isNull(path.value) && !isUnknown(path.value) ? path.value : undefined;
  // The path counts from the script; that of a config alone is not known.
  const isBeside = context.script.parts !== 'config-only';
  if (file && isBeside && context.facts.fileExists?.(file.text) === false) {
    yield artilleryProblem('artillery-payload-missing', file.span, file.text);
  }
  const loadAll = valueAt(spec, 'loadAll');
  if (loadAll && !isFalse(loadAll)) {
    if (!entryAt(spec, 'name') && !isUnknown(loadAll)) yield artilleryProblem('artillery-payload-name', loadAll.span);
    return;
  }
  const fields = entryAt(spec, 'fields');
  const isEmpty =
    fields && (isNull(fields.value) || (fields.value.kind === 'sequence' && itemsIn(fields.value).length === 0));
  if (!fields && standIn(spec, 'fields', PAYLOAD_KEYS)) return;
  if (!fields || isEmpty) yield artilleryProblem('artillery-payload-fields', fields?.keySpan ?? span);
  else if (file) yield* headerRow(spec, fields.value, file.text, context);
}

function isFalse(node: YamlNode): boolean {
  return (
    node.kind === 'scalar' && (node.value === false || node.value === null || node.value === '' || node.value === 0)
  );
}

/** The first row says nothing but the names of the fields, so it is no data. */
function* headerRow(spec: YamlMap, fields: YamlNode, file: string, { facts, text }: RuleContext): Iterable<Problem> {
  const skip = entryAt(spec, 'skipHeader');
  // Only the value itself counts, not a text; `options` can say otherwise.
  if (skip?.value.kind === 'scalar' && (skip.value.value === true || isUnknown(skip.value))) return;
  if (entryAt(spec, 'options')) return;
  const names = itemsIn(fields).map((field) => (field.kind === 'scalar' ? field.text.trim().toLowerCase() : ''));
  const row = names.includes('') ? undefined : facts.firstRowOf?.(file);
  if (!row || names.length === 0 || !names.every((name, index) => row[index]?.trim().toLowerCase() === name)) return;
  const path = entryAt(spec, 'path');
  const title = 'Add skipHeader: true';
  const edit = path && !skip ? insertBefore(spec, path, { keys: ['skipHeader'], value: 'true' }, text) : undefined;
  const fix: Fix | undefined = skip ? replaceSpan(skip.value.span, 'true', title) : edit && { title, edits: [edit] };
  yield withFix(artilleryProblem('artillery-payload-header', path?.value.span ?? spec.span), fix);
}
