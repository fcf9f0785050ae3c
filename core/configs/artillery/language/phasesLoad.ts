import type { Hint, LoadPlace } from '../../../language/languageDocument.ts';
import { describeLoad, type LoadProfile } from '../../../language/loadProfile.ts';
import type { Span } from '../../../text/span.ts';
import { entryAt } from '../../yaml/lookup.ts';
import type { YamlEntry } from '../../yaml/yamlNode.ts';
import { loadsOf, type ArtilleryLoad } from '../load.ts';
import type { ArtilleryScript } from '../model/script.ts';

export interface PhasesPlace {
  span: Span;
  /** The load that these phases make, in each environment that takes them as they are. */
  loads: readonly { environment?: string; profile: LoadProfile }[];
}

/** Every list of phases with the load of the environments that run it. */
export function phasesWithLoads(script: ArtilleryScript): PhasesPlace[] {
  const own = environmentsWithPhases(script);
  const known = loadsOf(script).flatMap(({ environment, load }) => {
    const profile = profileOf(load);
    return profile ? [{ ...(environment === undefined ? {} : { environment }), profile }] : [];
  });
  const base = script.config && entryAt(script.config, 'phases');
  const places: PhasesPlace[] = own.map(({ id, entry }) => ({
    span: entry.keySpan,
    loads: known.filter(({ environment }) => environment === id),
  }));
  if (base) {
    const others = new Set(own.map(({ id }) => id));
    const plain = known.filter(({ environment }) => environment === undefined || !others.has(environment)).slice(0, 1);
    places.push({ span: base.keySpan, loads: plain.map(({ profile }) => ({ profile })) });
  }
  return places.filter(({ loads }) => loads.length > 0);
}

function environmentsWithPhases({ environments }: ArtilleryScript): { id: string; entry: YamlEntry }[] {
  return environments.flatMap(({ key, value }) => {
    const entry = value.kind === 'map' ? entryAt(value, 'phases') : undefined;
    return entry ? [{ id: key, entry }] : [];
  });
}

export function placedLoads(script: ArtilleryScript): LoadPlace[] {
  return phasesWithLoads(script)
    .toSorted((a, b) => a.span[0] - b.span[0])
    .flatMap(({ span, loads }) =>
      loads.map(({ environment, profile }) => ({
        ...(environment === undefined ? {} : { name: environment }),
        ...{ span, profile, words: describeLoad(profile) },
      })),
    );
}

export function loadHints(script: ArtilleryScript): Hint[] {
  return phasesWithLoads(script).flatMap(({ span, loads }) => {
    const [first] = loads;
    if (!first) return [];
    return [
      {
        offset: span[1] + 1,
        label: describeLoad(first.profile),
        tooltip: 'The virtual users that these phases begin.',
      },
    ];
  });
}

/** Undefined where a phase is not known before the run. */
export function profileOf({ segments, totalDurationMs }: ArtilleryLoad): LoadProfile | undefined {
  if (totalDurationMs === undefined || segments.length === 0) return undefined;
  const curve = segments.map(({ fromMs, toMs, fromRate, toRate }) => ({ fromMs, toMs, from: fromRate, to: toRate }));
  return { curves: [{ name: 'arrivals', unit: 'arrivals', segments: curve }], totalMs: totalDurationMs };
}
