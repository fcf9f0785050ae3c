import { withFix, type Problem } from '../../../problem.ts';
import { entryAt, isNull, itemsIn, valueAt } from '../../yaml/lookup.ts';
import { describeNode, type YamlMap } from '../../yaml/yamlNode.ts';
import { renameKey } from '../edits.ts';
import { artilleryProblem } from '../problems.ts';
import type { EffectiveConfig } from '../model/effectiveConfigs.ts';
import { givenEntry, ignoredKeys, KEY_OF_KIND, kindOfPhase } from '../model/phases.ts';
import { isUnknown } from '../model/values.ts';
import { CONFIG_KEYS, PHASE_KEYS } from '../model/vocabulary.ts';
import { misspelt, misspeltKeys, standIn } from './keys.ts';
import { badMode, durations, rates } from './phaseValues.ts';
import type { ConfigRule } from './rule.ts';

/** Each phase does what it says. */
export const phases: ConfigRule = function* (config, { text }) {
  const list = valueAt(config.map, 'phases');
  const mode = valueAt(config.map, 'mode');
  if (mode && !isNull(mode)) yield* badMode(mode, text);
  if (list === undefined || isUnknown(list) || standIn(config.map, 'phases', CONFIG_KEYS)) return;
  if (list.kind !== 'sequence') {
    yield artilleryProblem('artillery-phases-not-a-list', list.span, describeNode(list));
    return;
  }
  if (list.items.length === 0) yield artilleryProblem('artillery-no-phases', list.span);
  for (const [index, phase] of list.items.entries()) {
    if (phase.kind === 'map') yield* phaseRule(phase, rawPhases(config, index), text);
    else if (!isUnknown(phase)) {
      yield artilleryProblem('artillery-phase-skipped', phase.span, `it is ${describeNode(phase)} and no mapping`);
    }
  }
};

/** The mappings that a phase was made of: as the config has it, and as the environment does. */
function rawPhases({ base, overlay }: EffectiveConfig, index: number): readonly YamlMap[] {
  return [base, overlay].flatMap((config) => {
    const phase = itemsIn(valueAt(config, 'phases'))[index];
    return phase?.kind === 'map' ? [phase] : [];
  });
}

const KEYS_OF_LOAD = new Set(['arrivalRate', 'arrivalCount', 'rampTo', 'pause', 'duration']);

function* phaseRule(phase: YamlMap, raw: readonly YamlMap[], text: string): Iterable<Problem> {
  const slips = [...misspelt(phase, PHASE_KEYS)];
  for (const { entry, means } of slips) {
    if (!KEYS_OF_LOAD.has(means)) continue;
    const problem = artilleryProblem('artillery-phase-key', entry.keySpan, entry.key, means);
    yield withFix(problem, renameKey(entry, means, text));
  }
  const others = phase.entries.filter((entry) => !slips.some((slip) => slip.entry === entry && isLoad(slip.means)));
  yield* misspeltKeys({ ...phase, entries: others }, PHASE_KEYS, 'A phase', text);

  const meant = new Set(slips.map(({ means }) => means));
  const kind = kindOfPhase(phase);
  if (kind === undefined) {
    if (![...meant].some((means) => isLoad(means) && means !== 'duration')) {
      const span = phase.entries[0]?.keySpan ?? phase.span;
      yield artilleryProblem('artillery-phase-skipped', span, 'it says nothing of a load');
    }
    return;
  }
  yield* mixedKinds(phase, raw);
  yield* durations(phase, kind, meant.has('duration'), text);
  yield* rates(phase, kind, text);
  const mode = givenEntry(phase, 'mode');
  if (mode && kind === 'rate') yield* badMode(mode.value, text);
}

function isLoad(key: string): boolean {
  return KEYS_OF_LOAD.has(key);
}

/** Two kinds in one phase. What an environment mixes in by being merged is said where that is explained. */
function* mixedKinds(phase: YamlMap, raw: readonly YamlMap[]): Iterable<Problem> {
  const kind = kindOfPhase(phase);
  const [ignored] = ignoredKeys(phase);
  if (kind === undefined || ignored === undefined) return;
  const used = KEY_OF_KIND[kind];
  const loser = entryAt(phase, ignored);
  const winner = entryAt(phase, used);
  const isWritten = raw.some(({ entries }) => [winner, loser].every((entry) => entries.some((one) => one === entry)));
  if (loser && isWritten) yield artilleryProblem('artillery-mixed-phase', loser.keySpan, used, ignored);
}
