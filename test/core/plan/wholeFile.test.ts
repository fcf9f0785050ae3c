import { describe, expect, it } from 'vitest';
import { parsePlan } from '../../../core/configs/plan/parsePlan.ts';
import { describeAt } from '../../support/markers.ts';

const PLAN =
  'headroom: 1\ntests:\n  a:\n    runner: http\n    request: GET http://127.0.0.1/\n    stages: [{ users: 1, duration: 1s }]\n';

function problemsOf(text: string): string[] {
  return parsePlan(text).problems.map(({ code, span }) => describeAt(text, code, span));
}

describe('texts as a whole', () => {
  it.each([
    ['nothing', '', ['1:1 yaml-empty «»']],
    ['only blanks', '  \n\n', ['1:1 yaml-empty «»']],
    ['only a comment', '# a plan to be\n', ['1:1 yaml-empty «»']],
    ['only a document marker', '---\n', ['1:1 yaml-empty «»']],
    ['no mapping', 'just text\n', ['1:1 wrong-kind «just text»']],
    ['a list', '- a\n', ['1:1 wrong-kind «- a»']],
    ['a valid plan', PLAN, []],
    ['a valid plan behind a marker and a directive', `%YAML 1.2\n---\n${PLAN}`, []],
    ['a second document', `${PLAN}---\nheadroom: 1\n`, ['7:1 yaml-several-documents «---»']],
    ['tabs', 'headroom: 1\nvariables:\n\ta: 1\n', ['3:1 yaml-tab «\t»']],
    ['an open quote', 'headroom: 1\nname: "open\n', ['2:7 yaml-unclosed-quote «"»']],
    ['a nested mapping on one line', 'headroom: 1\nname: a: b\ntests: {}\n', ['2:7 yaml-colon-in-text «a: b»']],
    ['unequal indentation', 'headroom: 1\nvariables:\n   a: 1\n  b: 2\n', ['3:4 yaml-indentation «a»']],
  ])('%s', (_, text, expected) => {
    expect(problemsOf(text)).toEqual(expected);
  });

  it('a byte order mark is no fault', () => {
    expect(parsePlan(`\uFEFF${PLAN}`).problems).toEqual([]);
  });

  it('syntax that is broken hides neither what is behind it nor what is before', () => {
    const text = 'headroom: 1\ncolour: red\nvariables:\n   a: 1\n  b: 2\nsuites: { all: { color: red } }\n';
    expect(problemsOf(text).map((line) => line.split(' ')[1])).toEqual([
      'unknown-key',
      'yaml-indentation',
      'missing-key',
      'unknown-key',
    ]);
  });
});

describe('what is missing may stand behind the place where the text broke', () => {
  const text = (end: string): string =>
    `headroom: 1\ntests:\n  a:\n    runner: http\n    request: GET http://h/\${data.a}\n    stages: [{ users: 1, duration: 1s }]\n${end}`;
  it.each([
    ['a whole text', '    title: x\n', ['unknown-column']],
    ['a part that is lost', '    title: x\n      data: a.csv\n', ['yaml-indented-under-value']],
  ])('the data file: %s', (_, end, codes) => {
    expect(parsePlan(text(end)).problems.map(({ code }) => code)).toEqual(codes);
  });
});

describe('texts that would take long are answered or refused', () => {
  const repeat = (piece: string, count: number): string => piece.repeat(count);
  it.each([
    ['5 MB of tests', `headroom: 1\n${repeat('a: [b, c]\n', 500_000)}`, ['yaml-too-large']],
    ['deep brackets', `headroom: 1\nname: ${repeat('[', 100_000)}`, ['yaml-too-deep']],
    ['deep dashes', `${repeat('- ', 100_000)}x`, ['yaml-too-deep']],
    ['deep maps', `a: ${repeat('{a: ', 100_000)}`, ['yaml-too-deep']],
    ['deep question marks', `${repeat('? ', 100_000)}x`, ['yaml-too-deep']],
  ])('%s', (_, text, expected) => {
    expect(parsePlan(text).problems.map(({ code }) => code)).toEqual(expected);
  });

  it('aliases that stand for billions of values', () => {
    const levels = Array.from({ length: 9 }, (_, level) => {
      const previous = level === 0 ? '"x"' : `*l${level - 1}`;
      return `  l${level}: &l${level} [${Array.from({ length: 10 }, () => previous).join(', ')}]\n`;
    });
    const codes = parsePlan(`headroom: 1\nvariables:\n${levels.join('')}`).problems.map(({ code }) => code);
    expect(codes).toContain('yaml-alias-expansion');
  });

  it('variables that grow with every use, or hang on a long chain', () => {
    const grow = Array.from({ length: 40 }, (_, index) => `  v${index}: "\${v${index + 1}}\${v${index + 1}}"\n`).join(
      '',
    );
    const chain = Array.from({ length: 5000 }, (_, index) => `  c${index}: "\${c${index + 1}}"\n`).join('');
    const codes = (variables: string): Set<string> =>
      new Set(parsePlan(`headroom: 1\nvariables:\n${variables}`).problems.map(({ code }) => code));
    expect(codes(`${grow}  v40: ten letters\n`)).toContain('variable-too-long');
    expect(codes(`${chain}  c5000: end\n`)).toContain('variable-too-long');
  });

  it('many keys with the same name', () => {
    const text = `headroom: 1\nvariables:\n${repeat('  same: 1\n', 50_000)}`;
    expect(parsePlan(text).problems).toHaveLength(49_999);
  });

  it('many keys with different names', () => {
    const lines = Array.from({ length: 20_000 }, (_, index) => `  name${index}: ${index}\n`);
    expect(parsePlan(`headroom: 1\nvariables:\n${lines.join('')}`).problems).toEqual([]);
  });

  it.each([
    ['digits', `p95 latency < ${'9'.repeat(400_000)}`],
    ['tags', `p95 latency{${'a=b,'.repeat(100_000)}c=d} < 1s`],
  ])('a condition with 400,000 characters of %s', (_, condition) => {
    const text = `${PLAN}    checks: ["${condition}"]\n`;
    expect(parsePlan(text).problems.map(({ code }) => code)).toEqual(['condition-too-long']);
  });

  const http = '{ runner: http, request: "GET ${target}/", stages: [{ users: "${n}", duration: 1s }] }';
  const lines = (count: number, line: (index: number) => string): string =>
    Array.from({ length: count }, (_, index) => line(index)).join('');

  it('16,000 unknown members of a suite beside as many tests as fit', () => {
    const members = lines(16_000, (index) => `member${index}, `);
    const tests = lines(4000, (index) => `  tester${index}: { runner: coder, scaletest: dashboard }\n`);
    const { problems } = parsePlan(`headroom: 1\ntests:\n${tests}suites: { all: [${members}] }\n`);
    expect(problems).toHaveLength(16_000);
  });

  it.each([
    ['tests', `variables: { n: 1 }\ntests:\n${lines(3000, (index) => `  t${index}: ${http}\n`)}`],
    ['variables', `variables:\n  n: 1\n${lines(20_000, (index) => `  v${index}: "\${n}"\n`)}tests: { t: ${http} }\n`],
  ])('many %s for a hundred environments, which are not all checked, and that is said', (_, rest) => {
    const ids = lines(
      100,
      (index) => `  e${index}: { target: "http://127.0.0.1:${8000 + index}", variables: { n: 2 } }\n`,
    );
    const { problems } = parsePlan(`headroom: 1\nenvironments:\n${ids}${rest}`);
    expect(problems.map(({ code }) => code)).toEqual(['environments-not-read']);
  });
});
