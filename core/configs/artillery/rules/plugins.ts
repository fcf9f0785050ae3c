import { withFix, type Fix, type Problem } from '../../../problem.ts';
import { entriesIn, entryAt, isNull, itemsIn, valueAt } from '../../yaml/lookup.ts';
import type { YamlMap, YamlNode, YamlSequence } from '../../yaml/yamlNode.ts';
import { addToConfig } from '../addToConfig.ts';
import { giveValue, renameKey, replaceSpan, replaceText } from '../edits.ts';
import { nearKey } from '../nearKey.ts';
import { artilleryProblem } from '../problems.ts';
import { isUnknown } from '../model/values.ts';
import { BUILT_IN_PLUGINS, EXPECT_FORMATS, PUBLISH_TYPES } from '../model/vocabulary.ts';
import { hasPlugin } from './requests.ts';
import type { ConfigRule, RuleContext, ScriptRule } from './rule.ts';

/** Plugins are a mapping of names to options, and can be loaded. */
export const plugins: ConfigRule = function* ({ map }, context) {
  const section = valueAt(map, 'plugins');
  if (section === undefined || isNull(section) || isUnknown(section)) return;
  if (section.kind !== 'map') {
    const fix = section.kind === 'sequence' ? itemsToEntries(section, context.text) : undefined;
    const example = section.kind === 'sequence' ? firstText(section) : undefined;
    yield withFix(artilleryProblem('artillery-plugins-not-a-mapping', section.span, example ?? 'expect'), fix);
    return;
  }
  const isScoped = entryAt(map, 'pluginsScope') !== undefined;
  for (const entry of section.entries) {
    if (isNull(entry.value)) {
      const problem = artilleryProblem('artillery-plugin-options', entry.keySpan, entry.key);
      yield withFix(problem, giveValue(entry, '{}', context.text) ?? replaceSpan(entry.value.span, '{}', 'Write {}'));
    }
    if (isScoped || BUILT_IN_PLUGINS.includes(entry.key) || entryAt(entry.value, 'scope')) continue;
    const isInstalled = context.facts.isPluginInstalled?.(entry.key);
    const near = nearKey(entry.key, BUILT_IN_PLUGINS);
    const isSlip = near !== undefined && !entryAt(section, near) && isInstalled !== true;
    if (!isSlip && isInstalled !== false) continue;
    const problem = artilleryProblem('artillery-unknown-plugin', entry.keySpan, entry.key, isSlip ? near : undefined);
    yield withFix(problem, isSlip ? renameKey(entry, near, context.text) : undefined);
  }
  yield* outputFormat(entryAt(section, 'expect')?.value, context);
  yield* publishedTo(entryAt(section, 'publish-metrics')?.value, context);
};

/** A list of the systems that metrics are sent to. */
function* publishedTo(publish: YamlNode | undefined, { text }: RuleContext): Iterable<Problem> {
  if (publish?.kind === 'map') {
    const fix = entryToItem(publish, text);
    yield withFix(artilleryProblem('artillery-publish-not-a-list', publish.span), fix);
  }
  const targets = publish?.kind === 'map' ? [publish] : itemsIn(publish);
  for (const target of targets) {
    const type = valueAt(target, 'type');
    if (type?.kind !== 'scalar' || isNull(type) || isUnknown(type) || PUBLISH_TYPES.includes(type.text)) continue;
    const near = nearKey(type.text, PUBLISH_TYPES);
    const problem = artilleryProblem('artillery-publish-type', type.span, type.text, near, PUBLISH_TYPES);
    yield withFix(problem, near === undefined ? undefined : replaceText(type, near, text));
  }
}

/** `{ … }` gets its list around it; a block gets its dash where its blanks leave room for one. */
function entryToItem({ span: [start, end], entries }: YamlMap, text: string): Fix | undefined {
  const title = 'Make it a list';
  if (text[start] === '{') return { title, edits: [{ span: [start, end], text: `[${text.slice(start, end)}]` }] };
  const [first, ...others] = entries;
  if (!first || others.length > 0 || !/\n +$/.test(text.slice(0, start))) return undefined;
  return { title, edits: [{ span: [start, start], text: '- ' }] };
}

function* outputFormat(expect: YamlNode | undefined, { text }: RuleContext): Iterable<Problem> {
  for (const key of ['outputFormat', 'formatter']) {
    const format = valueAt(expect, key);
    if (format?.kind !== 'scalar' || isNull(format) || isUnknown(format) || EXPECT_FORMATS.includes(format.text))
      continue;
    const near = nearKey(format.text, EXPECT_FORMATS);
    const problem = artilleryProblem('artillery-expect-format', format.span, format.text, EXPECT_FORMATS);
    yield withFix(problem, near === undefined ? undefined : replaceText(format, near, text));
  }
}

function firstText({ items: [first] }: YamlSequence): string | undefined {
  return first?.kind === 'scalar' ? first.text : first?.kind === 'map' ? first.entries[0]?.key : undefined;
}

/** `- expect` becomes `expect: {}`, where every item is just a name. */
function itemsToEntries({ items }: YamlSequence, text: string): Fix | undefined {
  const edits = items.flatMap((item) => {
    const dash = text.slice(item.span[0] - 2, item.span[0]) === '- ';
    const isName = item.kind === 'scalar' && /^[\w-]+$/.test(item.text);
    return dash && isName ? [{ span: [item.span[0] - 2, item.span[1]] as const, text: `${item.text}: {}` }] : [];
  });
  const isWhole = edits.length === items.length && edits.length > 0;
  return isWhole ? { title: 'Make it a mapping', edits } : undefined;
}

/** Checks under `config.ensure` are made by a plugin. */
export const ensure: ScriptRule = function* (context) {
  const { script, configs, text } = context;
  if (script.parts !== 'whole' || hasPlugin(context, 'ensure')) return;
  const section = configs.map(({ map }) => entryAt(map, 'ensure')).find((entry) => entriesIn(entry?.value).length > 0);
  if (!section) return;
  const problem = artilleryProblem('artillery-ensure-plugin', section.keySpan);
  yield withFix(problem, addToConfig(script, 'plugins', 'ensure', text));
};
