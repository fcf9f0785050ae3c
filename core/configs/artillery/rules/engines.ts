import { withFix, type Fix } from '../../../problem.ts';
import { didYouMean } from '../../../text/wording.ts';
import { replaceSpan } from '../edits.ts';
import { addToConfig } from '../addToConfig.ts';
import { nearKey } from '../nearKey.ts';
import { artilleryProblem } from '../problems.ts';
import { isDeclared } from '../model/effectiveConfigs.ts';
import { flowsOf } from '../model/script.ts';
import { BUILT_IN_ENGINES } from '../model/vocabulary.ts';
import { mayBeCompleted } from './target.ts';
import type { RuleContext, ScriptRule } from './rule.ts';

/** Engines whose names are long enough for a slip. */
const NEAR_ENGINES = ['http', 'socketio', 'playwright'];

/** Every engine is one that is loaded. */
export const engines: ScriptRule = function* (context) {
  const { script, configs } = context;
  if (script.parts === 'scenarios-only' || !script.config) return;
  for (const { engine } of flowsOf(script)) {
    const { id, span } = engine;
    if (id === undefined || !span || (BUILT_IN_ENGINES as readonly string[]).includes(id)) continue;
    if (isDeclared(configs, 'engines', id)) continue;
    const isSlip = id === 'websocket' || nearKey(id, NEAR_ENGINES) !== undefined;
    if (!isSlip && mayBeCompleted(configs)) {
      yield artilleryProblem('artillery-engine-elsewhere', span, id);
      continue;
    }
    const { remedy, fix } = remedyOf(id, span, context);
    yield withFix(artilleryProblem('artillery-unknown-engine', span, id, remedy), fix);
  }
};

function remedyOf(id: string, span: readonly [number, number], { script, text }: RuleContext) {
  const rename = (to: string): Fix => {
    const quote = /^["']/.exec(text.slice(...span))?.[0] ?? '';
    return replaceSpan(span, `${quote}${to}${quote}`, `Replace by ${to}`);
  };
  if (id === 'websocket') return { remedy: 'It is called `ws`.', fix: rename('ws') };
  if (id === 'playwright') {
    const fix = addToConfig(script, 'engines', 'playwright', text);
    return { remedy: 'Add `playwright: {}` to `engines` in `config`.', fix };
  }
  const near = nearKey(id, NEAR_ENGINES);
  if (near !== undefined) return { remedy: didYouMean(near).trim(), fix: rename(near) };
  return { remedy: `Declare it under \`engines\` in \`config\`, like \`${id}: {}\`.`, fix: undefined };
}
