import { withFix, type Problem } from '../../../problem.ts';
import { entriesIn, entryAt } from '../../yaml/lookup.ts';
import type { YamlEntry, YamlMap, YamlNode } from '../../yaml/yamlNode.ts';
import { renameKey } from '../edits.ts';
import { nearKey } from '../nearKey.ts';
import { artilleryProblem } from '../problems.ts';

/** The entry that was most likely meant as `key`, where that is not given itself. */
export function standIn(map: YamlNode | undefined, key: string, known: readonly string[]): YamlEntry | undefined {
  if (entryAt(map, key)) return undefined;
  return entriesIn(map).find((entry) => nearKey(entry.key, known) === key);
}

/** Keys that are a slip of a letter or two away from known ones that are not given. */
export function* misspelt(map: YamlMap, known: readonly string[]): Iterable<{ entry: YamlEntry; means: string }> {
  const given = new Set(map.entries.map(({ key }) => key));
  for (const entry of map.entries) {
    const means = nearKey(entry.key, known);
    if (means === undefined || given.has(means)) continue;
    given.add(means);
    yield { entry, means };
  }
}

export function* misspeltKeys(
  map: YamlNode | undefined,
  known: readonly string[],
  place: string,
  text: string,
): Iterable<Problem> {
  if (map?.kind !== 'map') return;
  for (const { entry, means } of misspelt(map, known)) {
    const problem = artilleryProblem('artillery-unknown-key', entry.keySpan, entry.key, place, means);
    yield withFix(problem, renameKey(entry, means, text));
  }
}
