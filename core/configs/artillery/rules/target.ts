import { withFix } from '../../../problem.ts';
import { entryAt, valueAt } from '../../yaml/lookup.ts';
import { spanInScalar } from '../../yaml/scalarOffsets.ts';
import { replaceSpan, replaceText } from '../edits.ts';
import { artilleryProblem } from '../problems.ts';
import { isGiven, type EffectiveConfig } from '../model/effectiveConfigs.ts';
import { allSteps, flowsOf, type ArtilleryScript } from '../model/script.ts';
import { isUnknown } from '../model/values.ts';
import { CONFIG_KEYS } from '../model/vocabulary.ts';
import { standIn } from './keys.ts';
import type { ConfigRule, ScriptRule } from './rule.ts';

/** A target, from somewhere. A file with the config alone may get it from another. */
export const someTarget: ScriptRule = function* ({ script, configs }) {
  if (script.parts === 'config-only' || !script.config) return;
  const without = configs.filter((config) => !hasTarget(config));
  if (without.length === 0) return;
  const config = entryAt(script.root, 'config');
  if (without.length === configs.length && config) {
    yield artilleryProblem('artillery-no-target', config.keySpan, undefined);
    return;
  }
  for (const { key, keySpan } of script.environments) {
    if (without.some(({ environment }) => environment === key)) {
      yield artilleryProblem('artillery-no-target', keySpan, key);
    }
  }
};

/** Without any target of its own a script may get the rest of its config from the file that `--config` names, too. */
export function mayBeCompleted(configs: readonly EffectiveConfig[]): boolean {
  return !configs.some(hasTarget);
}

function hasTarget({ map }: EffectiveConfig): boolean {
  const target = valueAt(map, 'target');
  return isGiven(target) || standIn(map, 'target', CONFIG_KEYS) !== undefined;
}

/** A target that URLs of requests can stand behind. */
export const targetUrl: ConfigRule = function* ({ map, environment }, { script, text }) {
  // Where each environment has a target, that of the config only holds its place.
  if (environment === undefined && isReplaced(script)) return;
  const target = valueAt(map, 'target');
  if (target?.kind !== 'scalar' || isUnknown(target) || target.text === '' || !hasRelativeUrls(script)) return;
  if (typeof target.value !== 'string' || isPlaceholder(target.text)) return;
  if (!/^[a-z][a-z\d+.-]*:\/\//i.test(target.text)) {
    const instead = `http://${target.text.replace(/^\/+/, '')}`;
    const problem = artilleryProblem('artillery-target-scheme', target.span, target.text, instead);
    yield withFix(problem, replaceText(target, instead, text));
  } else if (target.text.endsWith('/')) {
    const span = spanInScalar(target, text, target.text.length - 1, target.text.length);
    yield withFix(artilleryProblem('artillery-target-slash', span), replaceSpan(span, '', 'Remove the slash'));
  }
};

/** What a build fills in before the test is run: `__TARGET__`, `${TARGET}`, `<target>`, `%TARGET%`, `@TARGET@`. */
function isPlaceholder(target: string): boolean {
  return /^(__\w+__|\$\{?\w+\}?|<[^<>]+>|%\w+%|@+\w+@+|#\{.*\}#?)/.test(target);
}

function isReplaced({ environments }: ArtilleryScript): boolean {
  return environments.length > 0 && environments.every(({ value }) => isGiven(valueAt(value, 'target')));
}

const relative = new WeakMap<ArtilleryScript, boolean>();

/** Whether any request is sent to the target, and not to a URL of its own. */
function hasRelativeUrls(script: ArtilleryScript): boolean {
  const known = relative.get(script);
  if (known !== undefined) return known;
  const found = flowsOf(script).some(({ steps }) =>
    [...allSteps(steps)].some(({ kind, action }) => {
      const url = kind === 'request' ? valueAt(action?.value, 'url') : undefined;
      return url?.kind === 'scalar' && url.text.startsWith('/');
    }),
  );
  relative.set(script, found);
  return found;
}
