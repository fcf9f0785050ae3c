import type { Problem } from '../../../problem.ts';
import { closest } from '../../../text/closest.ts';
import { isNull, valueAt } from '../../yaml/lookup.ts';
import type { ArtilleryFacts } from '../facts.ts';
import { artilleryProblem } from '../problems.ts';
import type { EffectiveConfig } from '../model/effectiveConfigs.ts';
import { functionsUsed, isInlineCode, processorsOf, type FunctionUse } from '../model/functions.ts';
import type { ArtilleryScript } from '../model/script.ts';
import { isUnknown } from '../model/values.ts';
import { hasForeignPlugin } from './requests.ts';
import { mayBeCompleted } from './target.ts';
import type { ConfigRule, ScriptRule } from './rule.ts';

/** The processor can be loaded. */
export const processor: ConfigRule = function* ({ map }, { facts, script, configs }) {
  const path = valueAt(map, 'processor');
  if (path?.kind !== 'scalar' || isNull(path) || isUnknown(path) || path.text === '') return;
  const found = facts.processor?.(path.text);
  // With a config of its own Artillery also looks beside the script, wherever that is.
  if (found?.kind === 'missing' && script.parts !== 'config-only') {
    yield artilleryProblem(codeOfMissing(path.text, configs), path.span, path.text);
  }
  if (found?.kind === 'broken') {
    yield artilleryProblem('artillery-processor-broken', path.span, path.text, found.reason);
  }
};

function codeOfMissing(path: string, configs: readonly EffectiveConfig[]) {
  // Such as the place of a volume in the container that runs the test.
  if (/^(\/|[a-z]:[\\/])/i.test(path)) return 'artillery-processor-absolute';
  return mayBeCompleted(configs) ? 'artillery-processor-elsewhere' : 'artillery-processor-missing';
}

/** Functions that scenarios name are exported. Third-party plugins may bring some, and another file the processor. */
export const functions: ScriptRule = function* (context) {
  const { script, configs, facts } = context;
  const uses = functionsUsed(script).filter(({ name }) => !isInlineCode(name));
  yield* inlineCode(script);
  if (script.parts !== 'whole' || !script.config || hasForeignPlugin(configs)) return;
  const { paths, isComplete } = processorsOf(configs);
  if (paths.length === 0 && isComplete) {
    for (const { name, span } of uses) yield artilleryProblem('artillery-no-processor', span, name);
    return;
  }
  const lists = isComplete ? paths.map((path) => exportsOf(path, facts)) : [];
  const [first] = paths;
  // Environments may have processors of their own, and a scenario may be meant for one of them.
  const exported = lists.every((list) => list !== undefined) ? lists.flat() : undefined;
  if (!exported || first === undefined) return;
  for (const use of uses) if (!exported.includes(use.name)) yield unknownFunction(use, first, exported);
};

/** Code where a name is wanted. No processor or plugin can have a function that is called so. */
function* inlineCode(script: ArtilleryScript): Iterable<Problem> {
  for (const { name, span } of functionsUsed(script)) {
    if (isInlineCode(name)) yield artilleryProblem('artillery-inline-code', span);
  }
}

function exportsOf(path: string, { processor }: ArtilleryFacts): readonly string[] | undefined {
  const found = processor?.(path);
  return found?.kind === 'read' ? found.exports : undefined;
}

const CODE_OF = {
  step: 'artillery-unknown-function-step',
  hook: 'artillery-unknown-hook',
  ws: 'artillery-unknown-ws-function',
  test: 'artillery-unknown-test-function',
} as const;

function unknownFunction({ name, span, role }: FunctionUse, path: string, exports: readonly string[]): Problem {
  return artilleryProblem(CODE_OF[role], span, name, path, closest(name, exports));
}
