import { describe, expect, it } from 'vitest';
import { ARTILLERY_PROBLEMS } from '../../../core/configs/artillery/problems.ts';
import { readArtillery } from '../../../core/configs/artillery/readArtillery.ts';
import type { Problem, TextEdit } from '../../../core/problem.ts';
import { describeAt, readMarkers } from '../../support/markers.ts';
import { script } from './rowScripts.ts';
import { FACTS, ROWS } from './rowTable.ts';

const rows = ROWS.map(([number, what, marked]) => ({ name: `${number} ${what}`, number, ...readMarkers(marked) }));
const problemsOf = (text: string): Problem[] => readArtillery(text, FACTS).problems;

function apply(text: string, edits: readonly TextEdit[]): string {
  return [...edits]
    .sort((a, b) => b.span[0] - a.span[0])
    .reduce((result, { span, text: added }) => result.slice(0, span[0]) + added + result.slice(span[1]), text);
}

describe('each mistake that Artillery swallows is found at its characters, and nothing else', () => {
  it.each(rows)('$name', ({ text, expected }) => {
    const found = problemsOf(text).map(({ code, span }) => describeAt(text, code, span));
    expect(found.sort()).toEqual(expected.map(({ code, span }) => describeAt(text, code, span)).sort());
  });

  it.each(rows)('$name, with Windows line ends', ({ text, expected }) => {
    const windows = text.replaceAll('\n', '\r\n');
    const found = problemsOf(windows).map(({ code, span }) => `${code} ${windows.slice(...span)}`);
    const wanted = expected.map(({ code, marked }) => `${code} ${marked.replaceAll('\n', '\r\n')}`);
    expect(found.sort()).toEqual(wanted.sort());
  });

  it('every row but the one that only a run can show is in the table', () => {
    const numbers = new Set(rows.map(({ number }) => number));
    const all = Array.from({ length: 50 }, (_, index) => index + 1);
    expect(all.filter((number) => !numbers.has(number))).toEqual([48]);
  });

  it('every code is in the table', () => {
    const covered = new Set(rows.flatMap(({ expected }) => expected.map(({ code }) => code)));
    const elsewhere = new Set(['artillery-environments-not-checked']);
    const codes = Object.keys(ARTILLERY_PROBLEMS);
    expect(codes.filter((code) => !covered.has(code) && !elsewhere.has(code))).toEqual([]);
  });

  it.each(rows)('$name: the message has no empty or nested code quotes', ({ text }) => {
    for (const { message } of problemsOf(text)) expect(message).not.toMatch(/``|undefined\b(?!”| is sent|\.| \()/);
  });
});

describe('a mend that is offered leaves nothing to mend', () => {
  const mended = [
    ...rows,
    ...rows.map((row) => ({
      ...row,
      name: `${row.name}, with Windows line ends`,
      text: row.text.replaceAll('\n', '\r\n'),
    })),
  ]
    .flatMap(({ name, text }) => problemsOf(text).map((problem) => ({ name, text, fix: problem.fix })))
    .flatMap(({ name, text, fix }) => (fix ? [{ name, text, edits: fix.edits }] : []));

  it('there are many', () => {
    expect(mended.length).toBeGreaterThan(70);
  });

  it.each(mended)('$name', ({ text, edits }) => {
    const after = apply(text, edits);
    expect(problemsOf(after).map(({ code, span }) => describeAt(after, code, span))).toEqual([]);
  });
});

describe('a mend that is offered for a template', () => {
  it.each([
    ['{{ $randomNumber }}', '{{ $randomNumber(1, 1000) }}'],
    ['{{ $randomString }}', '{{ $randomString() }}'],
    ['{{ $uuid() }}', '{{ $uuid }}'],
  ])('makes of %s %s', (written, mended) => {
    const [problem] = problemsOf(script('', `      - log: "${written}"\n`));
    expect(problem?.fix?.edits.map(({ text }) => text)).toEqual([mended]);
    expect(problem?.message).toContain(`\`${mended}\``);
  });
});

describe('what comes of a template without a value', () => {
  it.each([
    ['get: { url: "/{{ id }}" }', 'the text “undefined” is sent'],
    ['log: "{{ id }}"', 'the text “undefined” is printed'],
    ['get: { url: "/", expect: { equals: ["{{ id }}", 1] } }', 'the response is compared with “undefined”'],
    ['think: "{{ id }}"', 'there is no value here'],
    ['{ loop: [{ think: 1 }], count: "{{ id }}" }', 'there is no value here'],
    ['log: "{{ $randomString }}"', 'the text “undefined” is printed'],
  ])('%s: %s', (step, fate) => {
    const problems = problemsOf(script('  plugins: { expect: {} }\n', `      - ${step}\n`));
    expect(problems.map(({ message }) => message)).toEqual([expect.stringContaining(fate)]);
  });
});

describe('a pause in a request becomes a step behind it', () => {
  const GET_WITH_PAUSE = '      - get:\n          think: 2\n          url: / # the shop\n\n      - think: 1\n';
  it.each([
    ['\n', GET_WITH_PAUSE],
    ['\r\n', GET_WITH_PAUSE.replaceAll('\n', '\r\n')],
  ])('with line ends %j', (lineBreak, steps) => {
    const text = script('', '').replaceAll('\n', lineBreak) + steps;
    const [problem] = problemsOf(text);
    const expected = ['      - get:', '          url: / # the shop', '      - think: 2', '', '      - think: 1', ''];
    expect(apply(text, problem?.fix?.edits ?? []).endsWith(expected.join(lineBreak))).toBe(true);
  });

  it('but not in parallel, where no step is behind another', () => {
    const steps = '      - parallel:\n          - get:\n              url: /\n              think: 2\n';
    expect(problemsOf(script('', steps)).map(({ code, fix }) => [code, fix])).toEqual([
      ['artillery-think-in-request', undefined],
    ]);
  });
});
