import { describe, expect, it } from 'vitest';
import { readArtillery } from '../../../core/configs/artillery/readArtillery.ts';
import { describeAt, readMarkers } from '../../support/markers.ts';

const HEAD = 'config:\n  target: "http://a.test"\n';

describe('broken syntax costs one problem, and nothing that may stand in it is said to be missing', () => {
  it.each([
    ['a missing colon', `${HEAD}scenarios:\n  - name: a\n    ⟦yaml-missing-colon flow⟧\n`],
    [
      'an open bracket',
      `${HEAD}  phases: ⟦yaml-unclosed-bracket [⟧{ duration: 1, arrivalRate: 1 }\nscenarios:\n  - flow: [{ think: 1 }]\n`,
    ],
    [
      'an unclosed quote',
      `${HEAD}scenarios:\n  - flow:\n      - get: { url: ⟦yaml-unclosed-quote "⟧/a }\n      - think: 1\n`,
    ],
    [
      'a variable that may be in what was lost',
      `${HEAD}  ⟦yaml-missing-colon variables id⟧\nscenarios:\n  - flow: [{ log: "{{ id }}" }]\n`,
    ],
    ['an unknown alias', `${HEAD}scenarios:\n  - flow: ⟦yaml-unknown-alias *steps⟧\n`],
  ])('%s', (_, marked) => {
    const { text, expected } = readMarkers(marked);
    const found = readArtillery(text).problems.map(({ code, span }) => describeAt(text, code, span));
    expect(found.sort()).toEqual(expected.map(({ code, span }) => describeAt(text, code, span)).sort());
  });

  it('other mistakes are still found behind it', () => {
    const text = `${HEAD}scenarios:\n  - nme\n  - flow:\n      - think: abc\n      - gett: { url: "/" }\n`;
    const codes = readArtillery(text).problems.map(({ code }) => code);
    expect(codes).toEqual(expect.arrayContaining(['artillery-bad-think', 'artillery-unknown-step']));
  });
});
