import { parseAllDocuments } from 'yaml';
import { describe, expect, it } from 'vitest';
import { readYaml } from '../../../core/configs/yaml/readYaml.ts';
import { findSlips } from '../../../core/configs/yaml/slips/blockScanner.ts';

const VALID: [what: string, text: string][] = [
  ['anchors and aliases', 'a: &x [1, 2]\nb: *x\nc: &y\n  d: 1\ne: *y\n'],
  ['merge keys', 'base: &base { a: 1 }\nother:\n  <<: *base\n  b: 2\nmany:\n  <<: [*base, *base]\n'],
  ['literal block', 'a: |\n  one: two: three\n  - @x\n\n  "open\nb: 1\n'],
  ['folded block, stripped', 'a: >-\n  one\n  two: x\nb: 1\n'],
  ['kept block with an indentation', 'a: |2+\n    deeper first\n  less deep\n\nb: >1-\n  x\n'],
  ['block header with a comment', 'a: | # why\n  [x{y}\nb: 1\n'],
  ['block in a list', '- |\n  a: b: c\n- >\n  x\n- a: |\n    y: z: w\n  b: 2\n'],
  ['empty block', 'a: |\nb: 1\n'],
  ['flow over lines', 'a: [\n  1,\n  { b: c,\n    d: e },\n]\nf: {\n  g: h\n}\n'],
  ['nested flow with comments', 'a: [ # one\n  1, # two [\n  # three "\n  2,\n]\n'],
  ['JSON', '{\n  "a": [1, 2, {"b": null}],\n  "c": "d: e",\n"f":true\n}\n'],
  ['JSON on one line', `{"a":[${'{"b":"c"},'.repeat(300)}{}]}`],
  ['comments everywhere', '# "top\na: 1 # it\'s\n  # deep: x: y\nb: # [\n  - 1 # {\n# less\n  - 2\n'],
  ['quoted keys', '"a b": 1\n\'c: d\': 2\n"e" : 3\n? "f"\n: 4\n'],
  ['complex keys', '? [a, b]\n: 1\n? {c: d}\n: 2\n'],
  ['emoji and other letters', 'a: 😀 fine\nключ: значение\n😀: 1\n"名前": [値, "😀"]\n'],
  ['Windows line ends', 'a: "x\r\n  y"\r\nb: |\r\n  c: d: e\r\n\r\nf:\r\n  - 1\r\n'],
  ['quoted text over lines', "a: \"one\n  two: three\n\n  four\"\nb: 'it''s\n  fine'\n"],
  ['escapes', 'a: "\\x41 \\u00e9 \\U0001F600 \\" \\\\ \\/ \\n \\t \\0 \\e \\_"\nb: "line\\\n  goes on"\n'],
  ['plain text over lines', 'a: one\n  two\n\n  three - four\nb:\n  five\n  six\n'],
  ['list at the indentation of its key', 'a:\n- 1\n- b: 2\n  c: 3\nd:\n- - 1\n  - 2\n- 3\n'],
  ['empty values', 'a:\nb: ~\nc: ""\nd:\n  e:\n  f:\n-x: 1\n'],
  ['colons inside of words', 'a: http://x/y:z?b=c#d\nb: 12:30:45\nc: [a:b, "c":d]\nd: {e:f: g}\n'],
  ['hash inside of words', 'a: b#c\nd: "# no"\ne: [f#g]\n'],
  ['quotes inside of words', 'a: it\'s 5" wide\nb: [it\'s, 5"]\nc: sum(x{mode="idle"}[1m])\n'],
  ['brackets inside of block text', 'a: b[0]\nc: d{e}\nf: x, y ] z }\n'],
  ['tags of YAML itself', 'a: !!str 1\nb: !!map { c: d }\ne: !!seq\n- 1\n'],
  ['directives and markers', '%YAML 1.2\n---\na: 1\n...\n'],
  ['a marker at the end', 'a: 1\n---\n'],
  ['a byte order mark', '\uFEFFa: 1\n'],
  ['numbers and dates', 'a: 0x1F\nb: 0o17\nc: 1_000\nd: 2024-01-02\ne: .inf\nf: -1.5e3\n'],
  ['words for true', 'a: yes\nb: no\nc: on\nd: off\n'],
  ['dashes in text', 'a: -x\nb: --flag\nc: - not\n'.replace('c: - not\n', 'c: "- not"\n')],
  ['tabs between tokens', 'a:\t1\nb: [\t1,\t2 ]\nc: x\t# comment\n-\ta: 1\n'.replace('-\ta: 1\n', '')],
  ['empty flow', 'a: []\nb: {}\nc: [[], {}]\nd: [{}, ]\n'],
  ['pairs in a list', 'a: [b: c, "d": e, ? f : g]\n'],
  ['trailing blanks', 'a: 1   \nb:   \n  c: 2\t\n   \n'],
  ['indented document', '  a: 1\n  b:\n    - 2\n'],
  ['a dash alone', '-\n  a: 1\n-\n  - b\n- c\n'],
  ['question marks and colons in text', 'a: what? yes\nb: ?x\nc: :y\n'],
  ['a long text', `a: ${'word '.repeat(2000)}end\n`],
];

describe('valid YAML has no fault', () => {
  it.each(VALID)('%s', (_, text) => {
    // The library agrees that the text is valid: otherwise the table is wrong.
    const documents = parseAllDocuments(text);
    expect(Array.isArray(documents) ? documents.flatMap(({ errors }) => errors) : []).toEqual([]);
    expect(findSlips(text).map(({ problem }) => problem.message)).toEqual([]);
    const problems = readYaml(text, '').problems.filter(({ code }) => code !== 'yaml-complex-key');
    expect(problems).toEqual([]);
  });
});
