import type { Problem } from '../../../problem.ts';
import { artilleryProblem } from '../problems.ts';
import { hasTemplate, scalarsUnder } from '../model/scalars.ts';
import { allSteps, flowsOf } from '../model/script.ts';
import { templatesIn, type TemplateUse } from '../model/templates.ts';
import { configuredVariables, variablesSetBy } from '../model/variables.ts';
import { RUNTIME_VARIABLES } from '../model/vocabulary.ts';
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
    for (const keyed of scalarsUnder(entry.value, entry.key, hasTemplate)) {
      later ??= runtimeNames(context);
      for (const use of templatesIn(keyed.scalar.text)) {
        if (!EXTENSIONS.has(entry.key)) yield* unusableTemplate(use, keyed, text);
        yield* memberOfEnvironment(use, keyed.scalar, text);
        if (isTooEarly(use, later)) {
          const name = use.kind === 'call' ? `${use.name}()` : use.name;
          yield artilleryProblem(
            'artillery-config-template',
            spanOfUse(use, keyed.scalar, text),
            name,
          ) satisfies Problem;
        }
      }
    }
  }
};

/** A name that is nowhere else may be given on the command line. */
function isTooEarly({ kind, name }: TemplateUse, later: ReadonlySet<string>): boolean {
  if (kind === 'call') return !CONFIG_FUNCTIONS.has(name);
  return kind === 'variable' && later.has(name);
}

function runtimeNames({ script, configs }: RuleContext): Set<string> {
  const names = new Set([...RUNTIME_VARIABLES, ...configuredVariables(configs)]);
  for (const { steps } of flowsOf(script)) {
    for (const step of allSteps(steps)) for (const name of variablesSetBy(step)) names.add(name);
  }
  return names;
}
