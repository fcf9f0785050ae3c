import { describe, expect, it } from 'vitest';
import { artilleryLanguage } from '../../../../core/configs/artillery/artilleryLanguage.ts';
import type { FileAccess } from '../../../../core/language/fileAccess.ts';
import type { Occurrence } from '../../../../core/language/languageDocument.ts';
import { atCursor } from '../../../support/cursor.ts';
import { filesBeside } from '../../../support/filesBeside.ts';

const open = (text: string, files: Partial<FileAccess> = {}) =>
  artilleryLanguage(text, { files, testId: 'x', isYaml: true });

const lineOf = (text: string, offset: number): number => text.slice(0, offset).split('\n').length;

/** All places of what is named at the cursor: `3*` is a definition on line 3. */
function placesAt(marked: string, files: Partial<FileAccess> = {}): string[] {
  const { text, offset } = atCursor(marked);
  const all = open(text, files).occurrences();
  const here = all.find(({ span: [start, end] }) => start <= offset && offset <= end);
  const same = here ? all.filter(({ identity }) => identity === here.identity) : [];
  for (const { span, name } of same) expect(text.slice(...span)).toBe(name);
  return same.map(({ span, isDefinition }) => `${lineOf(text, span[0])}${isDefinition ? '*' : ''}`);
}

function occurrenceAt(marked: string, files: Partial<FileAccess> = {}): Occurrence | undefined {
  const { text, offset } = atCursor(marked);
  return open(text, files)
    .occurrences()
    .find(({ span: [start, end] }) => start <= offset && offset <= end);
}

const TWO = `config:
  target: http://127.0.0.1:3000
  variables:
    city: Rome
  payload: { path: users.csv, fields: [ "user" ] }
  environments:
    dev: { variables: { city: Oslo } }
scenarios:
  - name: a
    flow:
      - get: { url: "/{{ city }}/{{ user }}", capture: [{ json: $.id, as: id }, { json: $.n, as: n }] }
      - get: { url: "/{{ id }}", ifTrue: 'n > 1 and city == "id"' }
      - loop:
          - get: { url: '/{{{ item.name }}}' }
        over: n
        loopElement: item
  - name: b
    flow:
      - get: { url: /, capture: { json: $.id, as: id } }
      - log: >-
          value
          {{ id }} and {{ missing }}
`;
const at = (line: number, word: string): string => {
  const lines = TWO.split('\n');
  lines[line - 1] = lines[line - 1]?.replace(word, `${word.slice(0, 1)}‸${word.slice(1)}`) ?? '';
  return lines.join('\n');
};

describe('a name is one thing wherever it stands', () => {
  it.each<[string, string, string[]]>([
    ['a variable of the config, also in environments and conditions', at(4, 'city'), ['4*', '7*', '11', '12']],
    ['a column', at(5, '"user').replace('"‸user', '"u‸ser'), ['5*', '11']],
    ['a captured value, of its scenario alone', at(12, '{{ id').replace('{‸{ id', '{{ i‸d'), ['11*', '12']],
    ['the same name in another scenario', at(19, 'as: id').replace('a‸s: id', 'as: i‸d'), ['19*', '22']],
    [
      'a captured value in a condition and a loop',
      at(15, 'over: n').replace('o‸ver: n', 'over: n‸'),
      ['11*', '12', '15'],
    ],
    ['the element of a loop', at(16, 'item'), ['14', '16*']],
    ['a name without a value', at(22, 'missing'), ['22']],
  ])('%s', (_, marked, expected) => {
    expect(placesAt(marked)).toEqual(expected);
  });

  it('across an alias, which makes one text part of two scenarios', () => {
    const text = `config: { target: "http://127.0.0.1" }
steps: &steps
  get: { url: /, capture: { json: $.id, as: id } }
scenarios:
  - flow:
      - *steps
      - log: "{{ i‸d }}"
  - flow:
      - *steps
      - log: "{{ id }}"
`;
    expect(placesAt(text)).toEqual(['3*', '7', '10']);
  });

  it('of `before`, which all scenarios know', () => {
    const text = `config: { target: "http://127.0.0.1" }
before: { flow: [{ get: { url: /, capture: { json: $.t, as: tok‸en } } }] }
scenarios: [{ flow: [{ log: "{{ token }}" }] }]
`;
    expect(placesAt(text)).toEqual(['2*', '3']);
  });

  it('of a function, wherever it is called', () => {
    const text = `config: { target: "http://127.0.0.1", processor: f.js }
scenarios:
  - beforeScenario: pre‸pare
    flow: [{ get: { url: /, afterResponse: [check, prepare] } }]
`;
    expect(placesAt(text)).toEqual(['3', '4']);
    expect(occurrenceAt(text)?.renaming).toBeUndefined();
  });
});

describe('renaming', () => {
  const flow = (config: string): string =>
    `config:\n  target: http://127.0.0.1\n${config}scenarios: [{ flow: [{ get: { url: /, capture: { json: $.a, as: to‸ken } } }, { function: f }] }]\n`;
  const PROCESSOR = '  processor: f.js\n';

  it.each<[string, string, Partial<FileAccess>, boolean]>([
    ['what the script defines', at(4, 'city'), {}, true],
    ['nothing that it does not define', at(22, 'missing'), {}, false],
    [
      'what the processor does not use',
      flow(PROCESSOR),
      filesBeside({ 'f.js': 'exports.f = (c) => c.vars.other;' }),
      true,
    ],
    [
      'nothing that the processor uses',
      flow(PROCESSOR),
      filesBeside({ 'f.js': 'exports.f = (c) => c.vars.token;' }),
      false,
    ],
    ['nothing where the processor cannot be read', flow(PROCESSOR), {}, false],
    ['nothing where a plugin may use it', flow('  plugins: { own: {} }\n'), {}, false],
  ])('%s', (_, marked, files, expected) => {
    expect(occurrenceAt(marked, files)?.renaming !== undefined).toBe(expected);
  });
});

describe('files are linked', () => {
  it('wherever a script names them, and functions to their place in the processor', () => {
    const text = `config:
  target: http://127.0.0.1
  processor: "./functions"
  payload:
    - path: users.csv
      fields: [a]
    - path: "{{ $env.CSV }}"
      fields: [b]
  includeFiles: [extra.json]
  environments: { dev: { processor: other.js } }
scenarios:
  - beforeScenario: login
    flow:
      - post: { url: /, formData: { file: { fromFile: picture.png }, name: x }, afterResponse: unknown }
`;
    const files = filesBeside({
      './functions.js': '',
      'functions.js': '// first\nexports.login = f;\n',
      'other.js': '',
    });
    const links = open(text, files)
      .links()
      .map(({ span, path, place }) => [text.slice(...span), path, ...(place ? [place.line, place.column] : [])]);
    expect(links).toEqual([
      ['./functions', './functions.js'],
      ['users.csv', 'users.csv'],
      ['extra.json', 'extra.json'],
      ['other.js', 'other.js'],
      ['login', './functions.js', 1, 0],
      ['picture.png', 'picture.png'],
    ]);
  });
});
