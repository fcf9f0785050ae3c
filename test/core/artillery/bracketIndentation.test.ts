import { describe, expect, it } from 'vitest';
import { readArtillery } from '../../../core/configs/artillery/readArtillery.ts';
import { describeAt } from '../../support/markers.ts';

const script = (steps: string): string =>
  `config:\n  target: ws://127.0.0.1:3000\nscenarios:\n  - engine: ws\n    flow:\n${steps}`;
const found = (text: string): string[] =>
  readArtillery(text).problems.map(({ code, span }) => describeAt(text, code, span));

/* Artillery's parser only warns of indentation between brackets, and so people write it as they like. */
describe('between brackets indentation means nothing', () => {
  it.each([
    ['a bracket further left than its key', '      - send: {\n          "id": 1\n      }\n      - think: 1\n'],
    ['all of it further left', '      - send: {\n  "id": 1,\n  "list": [\n1, # {\n2\n] }\n      - think: 1\n'],
    ['brackets in texts', '      - send: {\n    "a": "}\\"{", "b": \'[\'\n  }\n      - think: 1\n'],
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

  it('a bracket that is not closed is still said', () => {
    expect(found(script('      - send: {\n    "id": 1\n      - think: 1\n')).join()).toContain('yaml-unclosed-bracket');
  });
});
