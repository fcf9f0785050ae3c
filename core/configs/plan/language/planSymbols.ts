import type { SymbolKind, SymbolNode } from '../../../language/languageDocument.ts';
import type { YamlEntry, YamlMap, YamlNode } from '../../yaml/yamlNode.ts';

const MEMBERS: Readonly<Record<string, SymbolKind>> = {
  variables: 'variable',
  environments: 'environment',
  requirements: 'requirement',
  monitors: 'monitor',
  tests: 'test',
  suites: 'suite',
};
/** Lists of a test whose items a person looks for. */
const PARTS = ['requests', 'stages', 'checks', 'guards'];

/** The outline: sections, what they declare, and of a test its requests, stages, checks and guards. */
export function planSymbols(root: YamlMap): SymbolNode[] {
  return root.entries.map((section) => {
    const kind = MEMBERS[section.key];
    const members = kind && section.value.kind === 'map' ? section.value.entries : [];
    return symbolOf(
      section,
      'section',
      members.map((member) => memberOf(member, kind ?? 'part')),
    );
  });
}

function memberOf(member: YamlEntry, kind: SymbolKind): SymbolNode {
  if (member.value.kind !== 'map') return symbolOf(member, kind, []);
  const { entries } = member.value;
  const parts = entries.filter(({ key, value }) => PARTS.includes(key) && value.kind === 'sequence');
  return {
    ...symbolOf(
      member,
      kind,
      parts.map((part) => symbolOf(part, 'section', itemsOf(part.value))),
    ),
    detail: textUnder(member.value, kind === 'environment' ? 'target' : kind === 'test' ? 'runner' : 'title'),
  };
}

function itemsOf(list: YamlNode): SymbolNode[] {
  if (list.kind !== 'sequence') return [];
  return list.items.map((item, index) => ({
    name: nameOfItem(item) || String(index + 1),
    kind: 'part',
    span: item.span,
    nameSpan: item.span,
    children: [],
  }));
}

function nameOfItem(item: YamlNode): string {
  if (item.kind === 'scalar') return item.text;
  if (item.kind === 'sequence') return '';
  const named = ['name', 'id', 'on', 'request', 'target', 'stop'].flatMap((key) => textUnder(item, key) ?? []);
  return named[0] ?? '';
}

function textUnder(map: YamlMap, key: string): string | undefined {
  const value = map.entries.find((entry) => entry.key === key)?.value;
  return value?.kind === 'scalar' && value.text !== '' ? value.text : undefined;
}

function symbolOf({ key, keySpan, value }: YamlEntry, kind: SymbolKind, children: SymbolNode[]): SymbolNode {
  const detail = value.kind === 'scalar' && value.text !== '' ? value.text : undefined;
  // An aliased value stands elsewhere; what belongs to a symbol in the outline is around its name.
  const isBehind = value.span[0] >= keySpan[0];
  return {
    name: key === '' ? '(no name)' : key,
    kind,
    ...(detail === undefined ? {} : { detail }),
    span: isBehind ? [keySpan[0], Math.max(keySpan[1], value.span[1])] : keySpan,
    nameSpan: keySpan,
    children: isBehind ? children : [],
  };
}
