import { describe, expect, test } from 'vitest';
import { artilleryLanguage } from '../../../core/configs/artillery/artilleryLanguage.ts';
import { k6ConfigLanguage, k6ScriptLanguage } from '../../../core/configs/k6/k6Language.ts';
import { planLanguage } from '../../../core/configs/plan/language/planLanguage.ts';
import type { LanguageDocument } from '../../../core/language/languageDocument.ts';
import { areasOf } from '../../../core/language/loadAreas.ts';
import { levelAt, peakOf } from '../../../core/language/loadProfile.ts';

const PLAN = `headroom: 1
environments:
  local: { target: 'http://127.0.0.1:8080' }
tests:
  search:
    runner: http
    request: GET \${target}/
    stages:
      - { users: 5, duration: 30s }
  scripted:
    runner: k6
    script: a.js
  buy:
    runner: http
    request: GET \${target}/
    stages:
      - { rate: 10, duration: 1m }
`;
const ARTILLERY = `config:
  target: http://127.0.0.1
  environments:
    staging: { phases: [{ duration: 30, arrivalRate: 2 }] }
    local: { target: http://127.0.0.2 }
  phases: [{ duration: 60, arrivalRate: 5 }]
scenarios:
  - flow: [{ get: { url: / } }]
`;
const artillery = (text: string): LanguageDocument =>
  artilleryLanguage(text, { files: {}, testId: 'load', isYaml: true });
const k6 = (options: string): LanguageDocument =>
  k6ScriptLanguage(
    `import http from 'k6/http';\nexport const options = ${options};\nexport default () => http.get('http://a/');\n`,
    'javascript',
    'load',
  );
const shortly = (document: LanguageDocument): unknown =>
  document.loads().map(({ name, words, profile }) => [name, words, profile.curves.map((curve) => curve.name)]);

describe('the loads of a text', () => {
  test.each<[string, LanguageDocument, unknown]>([
    [
      'a plan: one for each test with stages',
      planLanguage(PLAN),
      [
        ['search', '30 s, up to 5 users', ['load']],
        ['buy', expect.stringContaining('up to 10 arrivals/s'), ['load']],
      ],
    ],
    [
      'an Artillery script: one for each list of phases, with the environment that it is of',
      artillery(ARTILLERY),
      [
        ['staging', '30 s, up to 2 arrivals/s, 60 in all', ['arrivals']],
        [undefined, '1 m 00 s, up to 5 arrivals/s, 300 in all', ['arrivals']],
      ],
    ],
    [
      'a k6 script: the scenarios of its options',
      k6(`{ scenarios: {
        a: { executor: 'constant-vus', vus: 5, duration: '30s' },
        b: { executor: 'constant-vus', vus: 2, duration: '10s', startTime: '30s' } } }`),
      [[undefined, expect.stringContaining('40 s, up to 5 users'), ['a', 'b']]],
    ],
    [
      'a file of k6 options',
      k6ConfigLanguage('{ "vus": 3, "duration": "10s" }'),
      [[undefined, expect.stringContaining('up to 3 users'), ['default']]],
    ],
  ])('%s', (_, document, expected) => {
    expect(shortly(document)).toEqual(expected);
  });

  test.each<[string, LanguageDocument]>([
    ['users from the environment', k6('{ vus: __ENV.USERS, duration: "1m" }')],
    [
      'a template',
      artillery(ARTILLERY.replace('duration: 30', 'duration: "{{ long }}"').replace('60', '"{{ long }}"')),
    ],
    ['stages that are wrong', planLanguage(PLAN.replace('users: 5, duration: 30s', 'users: 5').replace('1m', 'soon'))],
  ])('%s: none, because nothing is guessed', (_, document) => {
    expect(document.loads()).toEqual([]);
  });

  test('stand where the text says so', () => {
    expect(
      planLanguage(PLAN)
        .loads()
        .map(({ span: [start, end] }) => PLAN.slice(start, end)),
    ).toEqual(['search', 'buy']);
  });
});

test('areas stand on each other, and end where the load does', () => {
  const segment = (fromMs: number, toMs: number, level: number) => [{ fromMs, toMs, from: level, to: level }];
  const curves = [
    { name: 'first', unit: 'users' as const, segments: segment(0, 10, 4) },
    { name: 'second', unit: 'users' as const, segments: segment(5, 10, 2) },
    { name: 'other', unit: 'arrivals' as const, segments: segment(0, 10, 9) },
  ];
  const areas = areasOf({ curves, totalMs: 10 }, 'users');
  expect(areas.map(({ name }) => name)).toEqual(['first', 'second']);
  const levels = areas.map(({ corners }) => corners.map(([, level]) => level));
  // Forth along the upper edge, back along the lower one: that of the second is the upper one of the first.
  const firstEdge = [4, 4, 4, 0];
  expect(levels).toEqual([
    [...firstEdge, 0, 0, 0, 0],
    [4, 4, 4, 6, 6, 0, ...firstEdge.toReversed()],
  ]);
});

test('a curve that begins where another one ends is not added to it', () => {
  const curve = (name: string, fromMs: number, level: number) => ({
    name,
    unit: 'users' as const,
    segments: [{ fromMs, toMs: fromMs + 10, from: level, to: level }],
  });
  const profile = { curves: [curve('first', 0, 5), curve('second', 10, 2)], totalMs: 20 };
  expect(peakOf(profile, 'users')).toBe(5);
  expect([0, 9, 10, 19, 20].map((ms) => levelAt(profile, 'users', ms))).toEqual([5, 5, 2, 2, 0]);
});
