import { describe, expect, it } from 'vitest';
import { parsePlan } from '../../../core/configs/plan/parsePlan.ts';
import { parseOverSlips } from '../../../core/configs/yaml/parseOverSlips.ts';
import { describeAt, readMarkers } from '../../support/markers.ts';

const TEST =
  'tests:\n  a:\n    runner: http\n    request: GET http://127.0.0.1/\n    stages: [{ users: 1, duration: 1s }]\n';
/** Stands behind every slip: it is still reported. */
const LATER = 'suites: { all: { tests: [a], ⟦unknown-key colour⟧: red } }\n';

/** Where the lines belong: at the top of a plan, at the end of a test, or alone. */
const SLIPS: [place: 'top' | 'test' | 'raw', what: string, lines: string][] = [
  ['top', 'unclosed double', 'name: ⟦yaml-unclosed-quote "⟧open\n'],
  [
    'test',
    'unclosed in list',
    '    checks:\n      - ⟦yaml-unclosed-quote "⟧p95 latency < 1s\n      - "error_rate < 1⟦check-unknown-unit sx⟧"\n',
  ],
  ['test', 'unclosed single', "    title: ⟦yaml-unclosed-quote '⟧Search\n"],
  ['test', 'unclosed bracket', '    checks: ⟦yaml-unclosed-bracket [⟧"p95 latency < 1s", "error_rate < 1%"\n'],
  [
    'test',
    'unclosed brace',
    '    checks:\n      - ⟦yaml-unclosed-bracket {⟧ on: p95 latency, target: "< 1s"\n      - "error_rate < 1⟦check-unknown-unit sx⟧"\n',
  ],
  ['test', 'unclosed inner brace', '    checks: [⟦yaml-unclosed-bracket {⟧ on: p95 latency, target: "< 1s"]\n'],
  ['test', 'colon in title', '    title: ⟦yaml-colon-in-text Search: under load⟧\n'],
  [
    'test',
    'colon in action flow',
    '    checks:\n      - { on: p95 latency, target: "< 1s", action: ⟦yaml-colon-in-text Note: x⟧ }\n',
  ],
  ['test', 'big', '    title: ⟦yaml-text-after-quote "Big" test⟧\n'],
  ['test', 'its', "    title: ⟦yaml-text-after-quote 'it's'⟧\n"],
  ['test', 'escape', '    after:\n      - command: "echo ⟦yaml-bad-escape \\d⟧+"\n'],
  ['test', 'extra bracket', '    checks: [{ on: p95 latency, target: "< 1s" }]⟦yaml-extra-bracket ]⟧\n'],
  [
    'test',
    'missing comma',
    '    checks: [{ on: p95 latency, target: "< 1s" }⟦yaml-missing-comma  ⟧{ on: p99 latency, target: "< 1s" }]\n',
  ],
  ['test', 'missing comma in map', '    checks: [{ on: error_rate⟦yaml-missing-comma  ⟧target: "< 1%" }]\n'],
  ['test', 'missing comma after quote', '    checks: [{ on: "p95 latency"⟦yaml-missing-comma  ⟧target: "< 1s" }]\n'],
  [
    'test',
    'missing comma lines',
    '    checks: [\n      { on: p95 latency, target: "< 1s" ⟦yaml-missing-comma }⟧\n      { on: p99 latency, target: "< 1s" }\n    ]\n',
  ],
  [
    'test',
    'comma in text',
    '    checks: [{ on: p95 latency, target: "< 1s", action: ⟦yaml-comma-in-text Scale up, then wait⟧ }]\n',
  ],
  ['top', 'comma in number', 'variables: { users: ⟦yaml-comma-in-text 1,000⟧ }\n'],
  [
    'test',
    'condition with a name',
    '    checks:\n      - on: throughput\n        target: ⟦yaml-unquoted-condition > ${env.LIM}/s⟧\n',
  ],
  ['test', 'text with gt', '    title: ⟦yaml-unquoted-start >⟧ 5 users\n'],
  ['top', 'query', 'variables: {query: ⟦yaml-unquoted-braces sum(x{mode="idle"})⟧}\n'],
  ['test', 'tag', '    checks:\n      - on: failures\n        target: ⟦yaml-tag != 0⟧\n'],
  ['test', 'percent', '    title: ⟦yaml-unquoted-start %⟧foo\n'],
  ['test', 'at', '    title: ⟦yaml-unquoted-start @⟧foo\n'],
  ['test', 'backtick', '    title: ⟦yaml-unquoted-start `⟧foo` bar\n'],
  ['test', 'star', '    title: ⟦yaml-unquoted-start *⟧ foo bar\n'],
  ['test', 'stars', '    title: ⟦yaml-unquoted-start *⟧*bold** text\n'],
  ['test', 'tabs', '⟦yaml-tab \t⟧title: x\n'],
  ['test', 'nbsp', ' ⟦yaml-odd-blank    ⟧title: x\n'],
  ['top', 'conflict', '⟦yaml-merge-conflict <<<<<<< HEAD⟧\nname: a\n=======\nname: b\n>>>>>>> other\n'],
  [
    'top',
    'conflict diff3',
    '⟦yaml-merge-conflict <<<<<<< HEAD⟧\nname: a\n||||||| base\nname: c\n=======\nname: b\n>>>>>>> other\n',
  ],
  ['top', 'missing colon', '⟦yaml-missing-colon name Search⟧\n'],
  ['top', 'missing blank', 'name⟦yaml-missing-blank :⟧Search\n'],
  ['test', 'half key', '    ⟦yaml-missing-colon tit⟧\n'],
  ['test', 'half key2', '    ⟦yaml-missing-colon tit⟧\n    title: x\n'],
  ['test', 'bad dedent', '   ⟦yaml-indentation title⟧: x\n'],
  ['test', 'too deep', '      ⟦yaml-indented-under-value title⟧: x\n'],
  ['test', 'value and children', '    title: x\n      ⟦yaml-indented-under-value b⟧: 1\n'],
  ['test', 'nested key on line', '    title: ⟦yaml-nested-key a:⟧\n      b: 1\n'],
  ['test', 'list behind key', '    checks: ⟦yaml-misplaced-dash -⟧ p95 latency < 1s\n'],
  ['test', 'missing dash', '    checks:\n      - p95 latency < 1s\n      ⟦yaml-missing-dash p99 latency < 1s⟧\n'],
  [
    'test',
    'dash blank in list',
    '    checks:\n      - p95 latency < 1s\n      ⟦yaml-missing-blank -⟧p99 latency < 1s\n',
  ],
  ['test', 'curly', '    title: ⟦yaml-curly-quotes “Search”⟧\n'],
  ['test', 'double comma', '    checks: [p95 latency < 1s,⟦yaml-extra-comma ,⟧ p99 latency < 1s]\n'],
  ['test', 'wrong bracket', '    checks: [p95 latency < 1s⟦yaml-wrong-bracket }⟧\n'],
  ['test', 'text after bracket', '    title: ⟦yaml-text-after-bracket [draft] Search⟧\n'],
  ['test', 'dup', '    title: x\n    ⟦yaml-duplicate-key title⟧: y\n'],
  ['raw', 'trailing marker', 'headroom: 1\ntests: {}\n---\n'],
  ['raw', 'leading blank', '⟦yaml-indentation  ⟧headroom: 1\ntests: {}\n'],
  ['test', 'dash in flow', '    checks: [⟦yaml-misplaced-dash -⟧ p95 latency < 1s]\n'],
  ['test', 'json comma', '    title: "x"⟦yaml-comma-at-end ,⟧\n'],
];

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
