import type { FileAccess } from '../../language/fileAccess.ts';
import type { Hint, LanguageDocument, LoadPlace, SymbolNode } from '../../language/languageDocument.ts';
import { describeLoad, type LoadProfile } from '../../language/loadProfile.ts';
import { loadPictureMarkdown } from '../../language/loadPicture.ts';
import { NOTHING_TO_SAY } from '../../language/nothingToSay.ts';
import type { Span } from '../../text/span.ts';
import { formatYaml } from '../yaml/formatYaml.ts';
import { entryAt } from '../yaml/lookup.ts';
import { yamlFolds } from '../yaml/yamlFolds.ts';
import type { YamlEntry, YamlMap } from '../yaml/yamlNode.ts';
import { loadsOf, type ArtilleryLoad } from './load.ts';
import type { ArtilleryScript } from './model/script.ts';
import { artilleryFacts } from './artilleryFacts.ts';
import { readArtillery } from './readArtillery.ts';

/** What an editor can ask of an Artillery script. `testId` is its id where it is run as a test by itself. */
export function artilleryLanguage(
  text: string,
  { files, testId, isYaml }: { files: Partial<FileAccess>; testId: string; isYaml: boolean },
): LanguageDocument {
  const { script, tests, problems } = readArtillery(text, artilleryFacts(files));
  return {
    ...NOTHING_TO_SAY,
    problems,
    symbols: () => (script ? outline(script) : []),
    folds: () => (script ? yamlFolds(script.root, text) : []),
    tests: () =>
      tests
        .filter(({ kind }) => kind === 'script')
        .map(({ span }) => ({ id: testId, kind: 'test', span, wholeSpan: [span[0], text.length], checks: [] })),
    loads: () => (script ? placedLoads(script) : []),
    hints: () => (script ? hintsOf(script) : []),
    hover: (offset) => {
      const found = script && phasesWithLoads(script).find(({ span }) => span[0] <= offset && offset <= span[1]);
      if (!found) return undefined;
      const lines = found.loads.map(({ environment, profile }) => {
        const where = environment === undefined ? '' : `**${environment}**: `;
        return `${where}${describeLoad(profile)}\n\n${loadPictureMarkdown(profile)}`;
      });
      return { span: found.span, markdown: lines.join('\n\n') };
    },
    format: () => (isYaml ? formatYaml(text) : Promise.resolve(undefined)),
  };
}

interface PhasesPlace {
  span: Span;
  /** The load that these phases make, in each environment that takes them as they are. */
  loads: readonly { environment?: string; profile: LoadProfile }[];
}

/** Every list of phases with the load of the environments that run it. */
function phasesWithLoads(script: ArtilleryScript): PhasesPlace[] {
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

function placedLoads(script: ArtilleryScript): LoadPlace[] {
  return phasesWithLoads(script)
    .toSorted((a, b) => a.span[0] - b.span[0])
    .flatMap(({ span, loads }) =>
      loads.map(({ environment, profile }) => ({
        ...(environment === undefined ? {} : { name: environment }),
        ...{ span, profile, words: describeLoad(profile) },
      })),
    );
}

function hintsOf(script: ArtilleryScript): Hint[] {
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
function profileOf({ segments, totalDurationMs }: ArtilleryLoad): LoadProfile | undefined {
  if (totalDurationMs === undefined || segments.length === 0) return undefined;
  const curve = segments.map(({ fromMs, toMs, fromRate, toRate }) => ({ fromMs, toMs, from: fromRate, to: toRate }));
  return { curves: [{ name: 'arrivals', unit: 'arrivals', segments: curve }], totalMs: totalDurationMs };
}

function outline({ root, scenarios }: ArtilleryScript): SymbolNode[] {
  return root.entries.map((entry) => ({
    ...symbolOf(entry, 'section'),
    children:
      entry.key === 'scenarios'
        ? scenarios.map(({ name, map, span }, index): SymbolNode => ({
            name: name?.value ?? String(index + 1),
            kind: 'test',
            span: around(map.span, span),
            nameSpan: name?.span ?? span,
            children: [],
          }))
        : childrenOf(entry.value.kind === 'map' ? entry.value : undefined),
  }));
}

function childrenOf(map: YamlMap | undefined): SymbolNode[] {
  return (map?.entries ?? []).map((entry) => symbolOf(entry, entry.key === 'environments' ? 'environment' : 'part'));
}

function symbolOf({ key, keySpan, value }: YamlEntry, kind: SymbolNode['kind']): SymbolNode {
  const isBehind = value.span[0] >= keySpan[0];
  const span: Span = isBehind ? [keySpan[0], Math.max(keySpan[1], value.span[1])] : keySpan;
  return { name: key === '' ? '(no name)' : key, kind, span, nameSpan: keySpan, children: [] };
}

/** The name of an aliased scenario may stand elsewhere; a symbol holds its own name. */
function around(whole: Span, name: Span): Span {
  return [Math.min(whole[0], name[0]), Math.max(whole[1], name[1])];
}
