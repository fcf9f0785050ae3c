import type { SymbolNode } from '../../../language/languageDocument.ts';
import type { Span } from '../../../text/span.ts';
import type { YamlEntry, YamlMap } from '../../yaml/yamlNode.ts';
import type { ArtilleryScript } from '../model/script.ts';

/** The parts of a script for an outline, scenarios by their names. */
export function artillerySymbols({ root, scenarios }: ArtilleryScript): SymbolNode[] {
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
