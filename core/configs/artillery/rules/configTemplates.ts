import { valueAt } from '../../yaml/lookup.ts';
import type { YamlEntry, YamlNode } from '../../yaml/yamlNode.ts';
import { artilleryProblem } from '../problems.ts';
import { processorsOf } from '../model/functions.ts';
import { hasTemplate, scalarsUnder } from '../model/scalars.ts';
import { allSteps, flowsOf } from '../model/script.ts';
import { rootOf, templatesIn, type TemplateUse } from '../model/templates.ts';
import { configuredVariables, variablesSetBy } from '../model/variables.ts';
import { CONFIG_VARIABLES, RUNTIME_VARIABLES } from '../model/vocabulary.ts';
import type { RuleContext, ScriptRule } from './rule.ts';
import { HOOK_SECTIONS } from './misplacedKeys.ts';
import { memberOfEnvironment, spanOfUse, unusableTemplate } from './templates.ts';

/** Functions that exist while the config is read. */
const CONFIG_FUNCTIONS = new Set(['$randomNumber', '$randomString']);
/** Their own texts may have braces of another kind. */
const EXTENSIONS = new Set(['plugins', 'engines']);

/** The config is filled in before there are virtual users, so it cannot use what only they have. */
export const configTemplates: ScriptRule = function* (context) {
  const { script, text } = context;
  if (!script.config) return;
  let later: ReadonlySet<string> | undefined;
  for (const entry of script.config.entries) {
    // What is read nowhere is not filled in either; that it stands at the wrong place is said elsewhere.
    if (HOOK_SECTIONS.some((key) => key === entry.key)) continue;
    const ofRequests = textsOfRequests(entry);
    for (const keyed of scalarsUnder(entry.value, entry.key, hasTemplate)) {
      later ??= runtimeNames(context);
      for (const use of templatesIn(keyed.scalar.text)) {
        if (!EXTENSIONS.has(entry.key)) yield* unusableTemplate(use, keyed, text);
        yield* memberOfEnvironment(use, keyed.scalar, text);
        const span = spanOfUse(use, keyed.scalar, text);
        if (isTooEarly(use, later)) {
          const name = use.kind === 'call' ? `${use.name}()` : use.name;
          yield artilleryProblem('artillery-config-template', span, name);
        } else if (use.kind === 'variable' && ofRequests.has(keyed.scalar) && !CONFIG_VARIABLES.includes(use.name)) {
          yield artilleryProblem('artillery-config-variable', span, use.name);
        }
      }
    }
  }
};

/** Texts of the config that are sent with requests, and look as if they were filled in for each of them. */
function textsOfRequests({ key, value }: YamlEntry): ReadonlySet<YamlNode> {
  const node =
    key === 'http' ? valueAt(value, 'defaults') : ['defaults', 'ws', 'socketio'].includes(key) ? value : undefined;
  return new Set(node ? [...scalarsUnder(node, undefined, hasTemplate)].map(({ scalar }) => scalar) : []);
}

/** A name that is nowhere else may be given on the command line. */
function isTooEarly({ kind, name }: TemplateUse, later: ReadonlySet<string>): boolean {
  if (kind === 'call') return !CONFIG_FUNCTIONS.has(name);
  return kind === 'variable' && later.has(name);
}

function runtimeNames({ script, configs, facts }: RuleContext): Set<string> {
  const names = new Set([...RUNTIME_VARIABLES, ...configuredVariables(configs)]);
  for (const path of processorsOf(configs).paths) {
    const found = facts.processor?.(path);
    if (found?.kind === 'read')
      for (const name of [...(found.variables ?? []), ...(found.likelyVariables ?? [])]) names.add(rootOf(name));
  }
  for (const { steps } of flowsOf(script)) {
    for (const step of allSteps(steps)) for (const name of variablesSetBy(step)) names.add(name);
  }
  return names;
}
