import { describe, expect, it } from 'vitest';
import { readArtillery } from '../../../core/configs/artillery/readArtillery.ts';
import { describeAt } from '../../support/markers.ts';

const script = (steps: string): string =>
  `config:\n  target: ws://127.0.0.1:3000\nscenarios:\n  - engine: ws\n    flow:\n${steps}`;
const found = (text: string): string[] =>
  readArtillery(text).problems.map(({ code, span }) => describeAt(text, code, span));

/* Artillery's parser only warns of indentation between brackets and quotes, and so people write it as they like. */
describe('between brackets and quotes indentation means nothing', () => {
  it.each([
    ['a bracket further left than its key', '      - send: {\n          "id": 1\n      }\n      - think: 1\n'],
    ['all of it further left', '      - send: {\n  "id": 1,\n  "list": [\n1, # {\n2\n] }\n      - think: 1\n'],
    ['brackets in texts', '      - send: {\n    "a": "}\\"{", "b": \'[\'\n  }\n      - think: 1\n'],
    ['tabs', '      - send: {\n\t\t"id": 1,\n\t"list": [1,\n\t2]\n      }\n      - think: 1\n'],
    ['a text', '      - send: "a\n  b\n: c"\n      - think: 1\n'],
    ['a text in single quotes', "      - send: 'a\n  it''s\n- c'\n      - think: 1\n"],
    ['a list', '      - send: [\n    1,\n  2\n      ]\n      - think: 1\n'],
  ])('%s', (_, steps) => {
    expect(found(script(steps))).toEqual([]);
    expect(found(script(steps).replaceAll('\n', '\r\n'))).toEqual([]);
  });

  it('what is wrong elsewhere is found at its place', () => {
    const text = script('      - send: {\n    "id": 1\n  }\n      - think: soon\n');
    expect(found(text)).toEqual([
      describeAt(text, 'artillery-bad-think', [text.indexOf('soon'), text.indexOf('soon') + 4]),
    ]);
  });

  it('a quote that is not closed is still said', () => {
    const steps = '      - send: "a\n      - think: 1\n      - send: "b"\n';
    expect(found(script(steps)).join()).toContain('yaml-unclosed-quote');
  });

  it('a bracket that is not closed is still said', () => {
    expect(found(script('      - send: {\n    "id": 1\n      - think: 1\n')).join()).toContain('yaml-unclosed-bracket');
  });
});
