import { describe, expect, it } from 'vitest';
import { parsePlan } from '../../../core/configs/plan/parsePlan.ts';
import { describeAt, readMarkers } from '../../support/markers.ts';

const HTTP = '    runner: http\n    stages: [{ users: 1, duration: 1s }]\n';

function expectMarked(marked: string): void {
  const { text, expected } = readMarkers(marked);
  const found = parsePlan(text).problems.map(({ code, span }) => describeAt(text, code, span));
  expect(found.sort()).toEqual(expected.map(({ code, span }) => describeAt(text, code, span)).sort());
}

/** Slips that leave a line of test `a` out. */
const SLIPS = [
  ['a missing colon', '    ⟦yaml-missing-colon title Search⟧\n'],
  ['a missing blank', '    title⟦yaml-missing-blank :⟧Search\n'],
  ['an open bracket', '    requirements: ⟦yaml-unclosed-bracket [⟧R\n'],
  ['a nested key', '    before: ⟦yaml-nested-key command:⟧\n      echo: 1\n'],
  ['a merge conflict', '⟦yaml-merge-conflict <<<<<<< HEAD⟧\n    title: a\n=======\n    title: b\n>>>>>>> other\n'],
  ['an unclosed quote', '    title: ⟦yaml-unclosed-quote "⟧Search\n'],
] as const;

/** Something else that is wrong with the plan: what is missing is nowhere in the line that was left out. */
const OTHERS = [
  ['an unknown variable', '', '    request: GET http://127.0.0.1/⟦unknown-name ${gone}⟧\n', ''],
  ['an unknown secret', 'secrets: [A]\n', '    headers: { a: "⟦unknown-secret ${secrets.B}⟧" }\n', ''],
  ['an unknown requirement', 'requirements: { R: x }\n', '    requirements: [⟦unknown-requirement Q⟧]\n', ''],
  ['an unknown environment', '', '', 'evidence: { environment: ⟦unknown-environment prod⟧ }\n'],
  ['an unknown member', '', '', 'suites: { s: [⟦unknown-test c⟧] }\n'],
  ['an unknown stage', '', '    checks: ["p95 latency{stage=⟦unknown-stage peak⟧} < 1s"]\n', ''],
  ['a missing target', 'environments: { s: {} }\n', '    headers: { a: "⟦no-target ${target}⟧" }\n', ''],
] as const;

const PAIRS = SLIPS.flatMap(([slip, lines]) => OTHERS.map((other) => [slip, other[0], lines, other] as const));

describe('broken syntax hides nothing that it cannot be the cause of', () => {
  it.each(PAIRS)('%s and %s', (_slip, _other, lines, [, top, inTest, end]) => {
    const request = inTest.includes('request:') ? '' : '    request: GET http://127.0.0.1/\n';
    const requirements = top.includes('R:') || !lines.includes('[⟧R') ? top : `${top}requirements: { R: x }\n`;
    const b = `  b:\n${HTTP}${request}${inTest}`;
    expectMarked(
      `headroom: 1\n${requirements}tests:\n  a:\n${HTTP}    request: GET http://127.0.0.1/\n${lines}${b}${end}`,
    );
  });

  it.each([
    [
      'a key of another test',
      `  a:\n    title: x\n    ⟦yaml-missing-colon runner http⟧\n  ⟦missing-key b⟧: { title: x }\n`,
    ],
    ['a key that is not in the lost line', `  ⟦missing-key a⟧:\n    title: x\n    ⟦yaml-missing-colon timeout 1s⟧\n`],
  ])('a missing key: %s', (_, tests) => {
    expectMarked(`headroom: 1\ntests:\n${tests}`);
  });
});

describe('what the lines left out may declare is not said to be missing', () => {
  const test = (rest: string): string => `tests:\n  a:\n${HTTP}    request: GET http://127.0.0.1/\n${rest}`;

  it.each([
    ['a key', 'tests:\n  a:\n    title: x\n    ⟦yaml-missing-colon runner http⟧\n'],
    ['a key without indentation', 'tests:\n  a:\n    title: x\n⟦yaml-missing-colon runner http⟧\n'],
    ['a variable', `variables:\n  x: 1\n  ⟦yaml-missing-colon v 1⟧\n${test('    title: ${v}\n')}`],
    ['a secret', `secrets: ⟦yaml-unclosed-bracket [⟧S, T\n${test('    headers: { a: "${secrets.T}" }\n')}`],
    ['a test', `${test('')}  ⟦yaml-missing-colon b⟧\n    runner: k6\nsuites: { s: [a, b] }\n`],
    ['a section', `⟦yaml-missing-colon requirements⟧\n  R: x\n${test('    requirements: [R]\n')}`],
    [
      'the other side of a conflict',
      `variables:\n⟦yaml-merge-conflict <<<<<<< HEAD⟧\n  x: 1\n=======\n  y: 1\n>>>>>>> b\n${test('    title: ${y}\n')}`,
    ],
  ])('%s', (_, plan) => {
    expectMarked(`headroom: 1\n${plan}`);
  });

  it('and the side of a conflict that is read is checked', () => {
    const conflict =
      '⟦yaml-merge-conflict <<<<<<< HEAD⟧\n    ⟦unknown-key tilte⟧: a\n=======\n    title: b\n>>>>>>> c\n';
    expectMarked(`headroom: 1\n${test(conflict)}`);
  });
});
