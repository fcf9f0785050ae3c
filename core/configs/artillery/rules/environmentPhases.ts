import type { Problem } from '../../../problem.ts';
import { entryAt, itemsIn, valueAt } from '../../yaml/lookup.ts';
import type { YamlMap, YamlNode } from '../../yaml/yamlNode.ts';
import { artilleryProblem } from '../problems.ts';
import { mergeMaps } from '../model/mergeNodes.ts';
import { describePhase, givenEntry, ignoredKeys, kindOfPhase, LOAD_KEYS } from '../model/phases.ts';
import type { ScriptRule } from './rule.ts';

/** Phases of an environment do not replace those of the config: they are merged with them, position by position. */
export const environmentPhases: ScriptRule = function* ({ script }) {
  const base = valueAt(script.config, 'phases');
  if (base?.kind !== 'sequence') return;
  for (const { key, value } of script.environments) {
    const phases = entryAt(value, 'phases');
    if (phases?.value.kind !== 'sequence' || phases.value === base) continue;
    const { items } = phases.value;
    const left = base.items.slice(items.length);
    if (left.length > 0) {
      yield artilleryProblem('artillery-environment-phases', phases.keySpan, key, keptText(items.length, left));
    }
    for (const [index, phase] of items.entries()) {
      const below = itemsIn(base)[index];
      if (phase.kind === 'map' && below?.kind === 'map' && phase !== below) yield* mergedPhase(key, phase, below);
    }
  }
};

/** Such as "phase 2 of `config` (10 arrivals per second over 60 s) runs". */
function keptText(from: number, left: readonly YamlNode[]): string {
  const described = left.map((phase) => (phase.kind === 'map' ? describePhase(phase) : 'no mapping'));
  if (left.length === 1) return `phase ${from + 1} of \`config\` (${described[0] ?? ''}) runs`;
  const shown = described.length > 3 ? [...described.slice(0, 3), '…'] : described;
  return `phases ${from + 1} to ${from + left.length} of \`config\` (${shown.join(', ')}) run`;
}

function* mergedPhase(environment: string, phase: YamlMap, below: YamlMap): Iterable<Problem> {
  const own = LOAD_KEYS.filter((key) => givenEntry(phase, key));
  const inherited = LOAD_KEYS.filter((key) => givenEntry(below, key) && !entryAt(phase, key));
  const [first] = own;
  if (first === undefined || inherited.length === 0) return;
  const merged = mergeMaps(below, phase);
  const isMixedHere =
    ignoredKeys(merged).length > 0 && ignoredKeys(phase).length === 0 && ignoredKeys(below).length === 0;
  // With a duration of its own it is meant as a whole phase; without one it changes a part of the other.
  const isOtherKind = kindOfPhase(merged) !== kindOfPhase(phase) && entryAt(phase, 'duration') !== undefined;
  const span = entryAt(phase, first)?.keySpan;
  if ((isMixedHere || isOtherKind) && span) {
    const effective = describePhase(merged);
    yield artilleryProblem('artillery-environment-phase-keys', span, environment, inherited, effective);
  }
}
