import type { Fix } from '../../problem.ts';
import { entryAt, isNull } from '../yaml/lookup.ts';
import { giveValue, insertBefore } from './edits.ts';
import type { ArtilleryScript } from './model/script.ts';

/** Declares a plugin or an engine without options, in the config that all environments share. */
export function addToConfig(
  { config }: ArtilleryScript,
  section: 'plugins' | 'engines',
  name: string,
  text: string,
): Fix | undefined {
  const [first] = config?.entries ?? [];
  if (!config || !first) return undefined;
  const title = `Add ${name} to ${section}`;
  const given = entryAt(config, section);
  if (!given) {
    const edit = insertBefore(config, first, { keys: [section, name], value: '{}' }, text);
    return edit && { title, edits: [edit] };
  }
  if (isNull(given.value)) {
    const fix = giveValue(given, `{ "${name}": {} }`, text);
    return fix && { ...fix, title };
  }
  if (given.value.kind !== 'map') return undefined;
  const [neighbour] = given.value.entries;
  if (!neighbour) return { title, edits: [{ span: given.value.span, text: `{ "${name}": {} }` }] };
  // A neighbour that came here by a merge stands elsewhere.
  const isHere = neighbour.keySpan[0] >= given.keySpan[1] && neighbour.keySpan[0] <= given.value.span[1];
  const edit = isHere ? insertBefore(given.value, neighbour, { keys: [name], value: '{}' }, text) : undefined;
  return edit && { title, edits: [edit] };
}
