import type { Problem } from '../../../problem.ts';
import { entriesIn, entryAt, valueAt } from '../../yaml/lookup.ts';
import { artilleryProblem } from '../problems.ts';
import { allSteps, flowsOf } from '../model/script.ts';
import { BUILT_IN_ENGINES, BUILT_IN_PLUGINS } from '../model/vocabulary.ts';
import type { RuleContext, ScriptRule } from './rule.ts';
import { keysWithoutUse } from './structure.ts';

/** Parts of a script that run once. */
export const HOOK_SECTIONS = ['before', 'after'] as const;

/** What people write into `config` that only one of its parts reads. */
const BELOW_CONFIG: ReadonlyMap<string, string> = new Map([
  ...['arrivalRate', 'arrivalCount', 'rampTo', 'duration', 'pause', 'maxVusers'].map(
    (key) => [key, 'in an item of `phases`'] as const,
  ),
  ...['thresholds', 'conditions', 'maxErrorRate'].map((key) => [key, 'below `ensure`'] as const),
  ['headers', 'below `http` and there `defaults`'],
  ...HOOK_SECTIONS.map((key) => [key, 'at the top of the script, beside `scenarios`'] as const),
  ['scenarios', 'at the top of the script'],
]);
/** What people write into `http` that is elsewhere, or not there at all. */
const BELOW_HTTP: ReadonlyMap<string, string | undefined> = new Map([
  ['headers', 'below `defaults` in `http`'],
  ['keepAlive', undefined],
  ['requestIdHeader', undefined],
]);
/** What people write at the top of a script, where any key may stand for its anchors. */
const AT_TOP: ReadonlyMap<string, string> = new Map([
  ['expect', 'below `plugins` in `config` if these are options of the plugin, and into requests otherwise'],
  ['thresholds', 'below `ensure` in `config`'],
  ['functions', 'into the file that `processor` in `config` names'],
  ['hooks', 'into scenarios, such as `beforeScenario`, or as `before` and `after` at the top'],
]);
/** Options of an event, as they were in Artillery 1. */
const BESIDE_EMIT = ['response', 'acknowledge', 'namespace'];

/** Keys that mean something, but not where they are. */
export const misplacedKeys: ScriptRule = function* (context) {
  const { script } = context;
  const configs = hasForeignExtension(context) ? [] : [script.config, ...script.environments.map(({ value }) => value)];
  for (const config of configs) {
    for (const { key, keySpan } of entriesIn(config)) {
      const place = BELOW_CONFIG.get(key);
      if (place !== undefined) yield artilleryProblem('artillery-misplaced-key', keySpan, key, 'in `config`', place);
    }
    for (const { key, keySpan } of entriesIn(valueAt(config, 'http'))) {
      const place = BELOW_HTTP.get(key);
      if (place !== undefined) yield artilleryProblem('artillery-misplaced-key', keySpan, key, 'in `http`', place);
      else if (BELOW_HTTP.has(key)) yield artilleryProblem('artillery-ignored-key', keySpan, key, 'in `http`');
    }
  }
  for (const { key, keySpan } of hasForeignExtension(context) ? [] : keysWithoutUse(script)) {
    const place = AT_TOP.get(key);
    if (place !== undefined)
      yield artilleryProblem('artillery-misplaced-key', keySpan, key, 'at the top of a script', place);
  }
  for (const { steps } of flowsOf(script)) {
    for (const step of allSteps(steps)) if (step.kind === 'emit') yield* insideEmit(step.node);
  }
};

function* insideEmit(step: Parameters<typeof valueAt>[0]): Iterable<Problem> {
  const emit = valueAt(step, 'emit');
  for (const key of BESIDE_EMIT) {
    const entry = entryAt(emit, key);
    if (entry) yield artilleryProblem('artillery-misplaced-key', entry.keySpan, key, 'in `emit`', 'beside `emit`');
  }
}

/** Plugins and engines of others read what they like. */
function hasForeignExtension({ configs }: RuleContext): boolean {
  const known: readonly string[] = [...BUILT_IN_PLUGINS, ...BUILT_IN_ENGINES, 'playwright'];
  return configs.some(({ map }) =>
    ['plugins', 'engines'].some((section) => entriesIn(valueAt(map, section)).some(({ key }) => !known.includes(key))),
  );
}
