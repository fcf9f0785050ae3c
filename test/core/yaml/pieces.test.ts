import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KnownPieces } from '../../../core/configs/yaml/readPieces.ts';
import { readWhole, readYaml } from '../../../core/configs/yaml/readYaml.ts';
import type { YamlNode } from '../../../core/configs/yaml/yamlNode.ts';

const START = `# A script
config:
  target: "http://127.0.0.1:3000"
  phases:
    - duration: 60
      arrivalRate: 5
  variables: { city: [Oslo, Rome] }

# What people do
scenarios:
  # first
  - name: browse
    flow:
      - get: { url: /, headers: { accept: '*/*' } }
      - log: |
          - not a step
          key: not a key
  - name: "buy # two, */*" # *note*
    flow:
    - think: 1

before:
  flow: []
list:
- 1
- key: >-
    folded
    text
- [a,
   b]
empty:
last: 'it''s'
# so long that it is read in pieces, also when lines are taken out
notes:
  - a text that goes on
    for a second line
  - key: "one \\"quoted\\" word"
    other: [ 1, 2, { three: 3 } ]
  - 'and the last of them'
after:
  flow:
    - think: 2
`;
const GARBAGE = [
  ...["'", '"', '[', ']', '{', '}', ':', ': ', '- ', '\n', '\n- ', '\n  - ', '\nkey: ', '|', '>', '#', ' # ', ' '],
  ...['&a ', '*a', '? ', '---\n', '...\n', '\t', 'é', '<<: ', '!tag ', '\r\n', '\n\n', '%', ',', '  ', 'list:\n', '@'],
];

/** One change after the other: some characters taken out, something put in their place. */
const changes = fc.array(
  fc.record({
    at: fc.nat(START.length),
    removed: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.nat(3), fc.nat(60)),
    inserted: fc.oneof(fc.constantFrom(...GARBAGE), fc.constantFrom('', ...START.match(/[^\n]*\n/g)!)),
  }),
  { minLength: 1, maxLength: 6 },
);

function applied(text: string, { at, removed, inserted }: { at: number; removed: number; inserted: string }): string {
  const from = Math.min(at, text.length);
  return text.slice(0, from) + inserted + text.slice(from + removed);
}

const wholeOf = (text: string) => {
  const { brokenFrom, ...whole } = readWhole(text, '');
  return brokenFrom === Infinity ? whole : { broken: brokenFrom };
};

/** What a node says, and how it is written. */
function withoutPlaces(node: YamlNode | undefined): unknown {
  switch (node?.kind) {
    case undefined:
      return undefined;
    case 'scalar':
      return { ...node, span: undefined };
    case 'sequence':
      return node.items.map(withoutPlaces);
    case 'map':
      return node.entries.map(({ key, value }) => [key, withoutPlaces(value)]);
  }
}

const itemsOf = (node: YamlNode | undefined) => (node?.kind === 'map' ? node.entries : []);

/** Of pieces, in characters: each by itself, some together, all together. */
const SIZES = [1, 60, 10_000];

describe('reading in pieces', { timeout: 60_000 }, () => {
  it('says of a whole text what reading it in one go says', () => {
    for (const shortest of SIZES) expect(new KnownPieces(shortest).read(START)).toEqual(wholeOf(START));
  });

  it('says nothing else after any changes, whatever was read before', () => {
    let understood = 0;
    fc.assert(
      fc.property(changes, fc.constantFrom(...SIZES), (several, shortest) => {
        const pieces = new KnownPieces(shortest);
        pieces.read(START);
        let text = START;
        for (const change of several) {
          text = applied(text, change);
          const reading = pieces.read(text);
          if (!reading) continue;
          understood += 1;
          expect(reading).toEqual(wholeOf(text));
        }
      }),
      { numRuns: 600 },
    );
    expect(understood).toBeGreaterThan(100);
  });

  it('says of every other text, too, what reading it in one go says', () => {
    let broken = 0;
    fc.assert(
      fc.property(changes, fc.constantFrom(...SIZES), (several, shortest) => {
        const pieces = new KnownPieces(shortest);
        let text = START;
        for (const change of several) {
          text = applied(text, change);
          const reading = readYaml(text, '', { pieces });
          // A lone carriage return is read as a line's end.
          expect(reading).toEqual(readWhole(text.replace(/\r(?!\n)/g, '\n'), ''));
          if (reading.problems.length > 0 && reading.brokenFrom === Infinity) broken += 1;
        }
      }),
      { numRuns: 250 },
    );
    expect(broken).toBeGreaterThan(100);
  });

  it('says the same at a glance, but for the places', () => {
    fc.assert(
      fc.property(changes, fc.constantFrom(...SIZES), (several, shortest) => {
        const pieces = new KnownPieces(shortest);
        pieces.read(START);
        let text = START;
        for (const change of several) {
          text = applied(text, change);
          const { root } = readYaml(text, '', { pieces, isGlance: true });
          expect(withoutPlaces(root)).toEqual(withoutPlaces(readYaml(text, '').root));
        }
      }),
      { numRuns: 150 },
    );
  });

  it('reads only the broken piece anew while somebody writes a key', () => {
    const pieces = new KnownPieces(1);
    const scenarios = (text: string) => {
      const { root } = readYaml(text, '', { pieces });
      const found = root?.kind === 'map' ? root.entries.find(({ key }) => key === 'scenarios')?.value : undefined;
      return found?.kind === 'sequence' ? found.items : [];
    };
    const [first] = scenarios(START);
    for (const typed of ['weig', 'weigh', 'weight', 'name: "half']) {
      const text = START.replace('    - think: 1', `    - think: 1\n    ${typed}`);
      expect(readYaml(text, '', { pieces }).problems).not.toEqual([]);
      expect(scenarios(text)[0]).toBe(first);
    }
  });

  it('forgets what has not been asked for', () => {
    const pieces = new KnownPieces(1);
    const before = pieces.read(START)?.root;
    for (let edit = 0; edit < 20; edit++) pieces.read(`a: ${edit}\na: ${edit}\n`);
    // No later text could be read as a whole, so the last that could is still known.
    expect(itemsOf(pieces.read(START)?.root)[0]).toBe(itemsOf(before)[0]);
    for (let edit = 0; edit < 20; edit++) pieces.read(`a: ${edit}\n`);
    expect(itemsOf(pieces.read(START)?.root)[0]).not.toBe(itemsOf(before)[0]);
  });

  it('gives the same nodes for what has not changed and stands where it stood', () => {
    const pieces = new KnownPieces(1);
    const items = (text: string) => {
      const root = pieces.read(text)?.root;
      const scenarios = root?.kind === 'map' ? root.entries.find(({ key }) => key === 'scenarios')?.value : undefined;
      return scenarios?.kind === 'sequence' ? scenarios.items : [];
    };
    const [first, second] = items(START);
    const changed = items(START.replace('buy # two', 'buy # one'));
    expect(changed[0]).toBe(first);
    expect(changed[1]).not.toBe(second);
    const moved = items(START.replace('browse', 'look around'));
    expect(moved[1]).not.toEqual(second);
  });

  it.each([
    ['an alias', 'a: &x 1\nb: *x\n'],
    ['several documents', 'a: 1\n---\nb: 2\n'],
    ['a key that stands twice', 'a: 1\na: 2\n'],
    ['brackets that go on at the start of a line', 'a: {\nb: 1\n}\n'],
    ['indented keys', '  a: 1\nb: 2\n'],
    ['a text that is no mapping', '- a\n- b\n'],
    ['a complex key', '? a\n: b\nc: 1\n'],
  ])('leaves %s to be read in one go', (_, text) => {
    expect(new KnownPieces(1).read(text)).toBeUndefined();
  });
});
