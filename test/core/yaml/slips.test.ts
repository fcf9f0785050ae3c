import { describe, expect, it } from 'vitest';
import { parsePlan } from '../../../core/configs/plan/parsePlan.ts';
import { parseOverSlips } from '../../../core/configs/yaml/parseOverSlips.ts';
import { describeAt, readMarkers } from '../../support/markers.ts';
import { SLIPS } from './slipTable.ts';

const TEST =
  'tests:\n  a:\n    runner: http\n    request: GET http://127.0.0.1/\n    stages: [{ users: 1, duration: 1s }]\n';
/** Stands behind every slip: it is still reported. */
const LATER = 'suites: { all: { tests: [a], ⟦unknown-key colour⟧: red } }\n';

function planWith(place: 'top' | 'test' | 'raw', lines: string): string {
  if (place === 'raw') return lines;
  return place === 'top' ? `headroom: 1\n${lines}${TEST}${LATER}` : `headroom: 1\n${TEST}${lines}${LATER}`;
}

describe('every slip is named once at its place, with what is behind it', () => {
  const read = (text: string): string[] =>
    parsePlan(text).problems.map(({ code, span }) => describeAt(text, code, span));

  it.each(SLIPS)('%s: %s', (place, _, lines) => {
    const { text, expected } = readMarkers(planWith(place, lines));
    expect(read(text).sort()).toEqual(expected.map(({ code, span }) => describeAt(text, code, span)).sort());
  });

  it.each(SLIPS)('%s: %s, with Windows line ends', (place, _, lines) => {
    const { text, expected } = readMarkers(planWith(place, lines).replaceAll('\n', '\r\n'));
    expect(read(text).sort()).toEqual(expected.map(({ code, span }) => describeAt(text, code, span)).sort());
  });

  it.each(SLIPS)('%s: %s, in words without doubled backticks', (place, _, lines) => {
    for (const { message } of parsePlan(readMarkers(planWith(place, lines)).text).problems) {
      expect(message).not.toContain('``');
    }
  });
});

describe('the remedy', () => {
  const messagesOf = (text: string): string[] => parsePlan(text).problems.map(({ message }) => message);

  it('for a key on the line of another offers both readings', () => {
    const [message] = messagesOf('headroom: 1\nmonitors:\n  db: command: ./x\n');
    expect(message).toContain('put it on a line of its own below');
    expect(message).toContain('"command: ./x"');
  });

  it('for the braces of a template names the variable', () => {
    expect(messagesOf('headroom: 1\nname: {{ host }}\n')[0]).toContain('write `${host}`');
  });

  it('for a line without the indentation of its block tells how deep that is', () => {
    const test = TEST.trimEnd().replace('    stages', '   stages');
    expect(messagesOf(`headroom: 1\n${test}\n`)).toEqual([expect.stringContaining('Indent it by 4 blanks')]);
  });
});

describe('a text over several lines in brackets', () => {
  it('with brackets behind one that closes nothing is read to its end', () => {
    const { problems } = parseOverSlips('- { on: p9] - "x{y} < 1s"\n');
    expect(problems.map(({ code }) => code)).toContain('yaml-extra-bracket');
  });

  it('with a colon in its second line is read once, to its end', () => {
    const { problems } = parseOverSlips('a: { b: c\n   d e f: g }\nh: 1\n');
    expect(problems.map(({ code }) => code)).toEqual(['yaml-colon-in-text']);
  });
});

describe('texts in blocks', () => {
  it.each([
    ['an indentation in the header', '|2\n        deeper\n      '],
    ['an indentation in the header, at once', '|2\n          '],
    ['no indentation in the header', '|\n      first\n\n      '],
    ['folding', '>-\n      first\n      '],
  ])('with %s: names in them are found in their place', (_, block) => {
    const lines = `    title: ${block}⟦unknown-name \${gone}⟧ end\n`;
    const { text, expected } = readMarkers(`headroom: 1\n${TEST}${lines}${LATER}`);
    for (const written of [text, text.replaceAll('\n', '\r')]) {
      const found = parsePlan(written).problems.map(({ code, span }) => describeAt(text, code, span));
      expect(found).toEqual(expected.map(({ code, span }) => describeAt(text, code, span)));
    }
  });
});

describe('many slips', () => {
  it.each([
    ['tabs', '\tb: 1\n'],
    ['special characters', 'a: @x\n'],
    ['unquoted braces', 'a: [x{y}]\n'],
    ['open quotes', 'a: "x\n'],
    ['commas', 'a: [,,,]\n'],
  ])('%s on every line are parsed at most twice', (_, line) => {
    const { readings, problems } = parseOverSlips(`top:\n${line.repeat(1000)}`);
    expect(readings).toBeLessThanOrEqual(2);
    expect(problems).toHaveLength(101);
    expect(problems.at(-1)?.code).toBe('yaml-more');
  });
});
