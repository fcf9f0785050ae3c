import { describe, expect, it } from 'vitest';
import { artilleryLanguage } from '../../../core/configs/artillery/artilleryLanguage.ts';
import { k6ConfigLanguage, k6ScriptLanguage } from '../../../core/configs/k6/k6Language.ts';

const K6 = `import http from 'k6/http';
export const options = {
  scenarios: {
    browse: { executor: 'ramping-vus', stages: [{ duration: '30s', target: 10 }, { duration: '30s', target: 10 }] },
    buy: { executor: 'constant-arrival-rate', rate: 5, duration: '1m', preAllocatedVUs: 4 },
  },
};
export default function () { http.get('http://127.0.0.1/'); }
`;

describe('a k6 script in an editor', () => {
  const language = k6ScriptLanguage(K6, 'javascript', 'search');

  it('is one test under the name of its file', () => {
    expect(language.problems).toEqual([]);
    expect(language.tests().map(({ id, kind }) => [kind, id])).toEqual([['test', 'search']]);
  });

  it('hints at its load by the rules of k6, and shows it as a picture', () => {
    const [hint] = language.hints(new Map());
    expect(K6.slice(hint?.offset, (hint?.offset ?? 0) + 1)).toBe('{');
    expect(hint?.label).toBe(
      '1 m 00 s, up to 10 users, up to 5 arrivals/s, 300 in all, 14 users at most, at most 1 m 30 s with graceful stop',
    );
    const hover = language.hover(K6.indexOf('options') + 3);
    expect(hover && K6.slice(...hover.span)).toBe('options');
    expect(hover?.markdown).toContain('data:image/svg+xml,');
    expect(language.hover(K6.indexOf('http'))).toBeUndefined();
  });

  it.each([
    ["vus: 5, duration: '10s'", '10 s, up to 5 users, at most 40 s with graceful stop'],
    [
      "scenarios: { a: { executor: 'constant-arrival-rate', rate: 2, duration: '10s', preAllocatedVUs: 1 } }",
      '10 s, up to 2 arrivals/s, 20 in all, 1 user at most, at most 40 s with graceful stop',
    ],
  ])('says how many users there are once: %s', (options, label) => {
    const script = `export const options = { ${options} };\nexport default function () {}\n`;
    expect(k6ScriptLanguage(script, 'javascript', 'a').hints(new Map())[0]?.label).toBe(label);
  });

  it('says nothing of a load that is not known', () => {
    const unknown = K6.replace("'1m'", '__ENV.DURATION');
    expect(k6ScriptLanguage(unknown, 'javascript', 'search').hints(new Map())).toEqual([]);
  });

  it('as a file of options has problems and is no test', () => {
    const config = k6ConfigLanguage('{ "vus": 1, "duration": "10x" }');
    expect(config.problems.map(({ code }) => code)).toEqual(['k6-bad-duration']);
    expect(config.tests()).toEqual([]);
  });
});

const ARTILLERY = `config:
  target: http://127.0.0.1:8080
  phases:
    - { duration: 10, arrivalRate: 5 }
    - { pause: 20 }
  environments:
    big:
      phases: [{ duration: 60, arrivalRate: 50 }, { pause: 5 }]
scenarios:
  - name: browse
    flow: [{ get: { url: / } }]
  - flow: [{ get: { url: /b } }]
`;

describe('an Artillery script in an editor', () => {
  const open = (text: string) => artilleryLanguage(text, { files: {}, testId: 'load', isYaml: true });
  const language = open(ARTILLERY);

  it('is one test under the name of its file', () => {
    expect(language.problems).toEqual([]);
    expect(language.tests().map(({ id, kind }) => [kind, id])).toEqual([['test', 'load']]);
  });

  it('hints at the arrivals of its phases, in each environment that has its own', () => {
    const hints = language
      .hints(new Map())
      .map(({ offset, label }) => [ARTILLERY.slice(0, offset).split('\n').length, label]);
    expect(hints.sort()).toEqual([
      [3, '30 s, up to 5 arrivals/s, 50 in all'],
      [7 + 1, '1 m 05 s, up to 50 arrivals/s, 3,000 in all'],
    ]);
    expect(language.hover(ARTILLERY.indexOf('phases') + 2)?.markdown).toContain('data:image/svg+xml,');
  });

  it('has no hint where a phase is not known before the run', () => {
    expect(
      open(ARTILLERY.replace('arrivalRate: 5 }', "arrivalRate: '{{ $env.RATE }}' }")).hints(new Map()),
    ).toHaveLength(1);
  });

  it('has an outline with its scenarios, folds, and is formatted', async () => {
    const [config, scenarios] = language.symbols();
    expect(config?.children.map(({ name }) => name)).toEqual(['target', 'phases', 'environments']);
    expect(scenarios?.children.map(({ name }) => name)).toEqual(['browse', '2']);
    expect(language.folds().length).toBeGreaterThan(2);
    expect(await language.format()).toBe(ARTILLERY);
  });
});
