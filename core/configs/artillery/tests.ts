import type { Span } from '../../text/span.ts';
import { entryAt } from '../yaml/lookup.ts';
import type { ArtilleryScript } from './model/script.ts';

/** What can be run of a script. */
export type ArtilleryTest =
  /** All of it. */
  | { kind: 'script'; span: Span }
  /** One scenario, by `--scenario-name`. */
  | { kind: 'scenario'; name: string; span: Span };

/** A file without scenarios is no test; a scenario without a name, or with one that is there twice, cannot be chosen. */
export function testsOf({ root, scenarios }: ArtilleryScript): ArtilleryTest[] {
  const section = entryAt(root, 'scenarios');
  if (!section || scenarios.length === 0) return [];
  const names = scenarios.flatMap(({ name }) => (name && name.value !== '' ? [name] : []));
  const counts = new Map<string, number>();
  for (const { value } of names) counts.set(value, (counts.get(value) ?? 0) + 1);
  const single = names.filter(({ value }) => counts.get(value) === 1);
  return [
    { kind: 'script', span: section.keySpan },
    ...single.map(({ value, span }): ArtilleryTest => ({ kind: 'scenario', name: value, span })),
  ];
}
