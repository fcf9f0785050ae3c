import { describe, expect, it } from 'vitest';
import { k6ConfigLanguage, k6ScriptLanguage } from '../../../core/configs/k6/k6Language.ts';
import { readK6Config } from '../../../core/configs/k6/readK6Config.ts';
import { parseScript } from '../../../core/configs/k6/parseScript.ts';
import type { Completion } from '../../../core/language/languageDocument.ts';
import { atCursor } from '../../support/cursor.ts';

const HEAD = `import http from 'k6/http';
import { group } from 'k6';
import { Trend } from 'k6/metrics';
const answers = new Trend('answers', true);
`;
const TAIL = `
export default function () {
  group('login', () => group('form', () => http.get('http://127.0.0.1/', { tags: { name: 'home', kind: 'page' } })));
  console.log(__ENV.USER_NAME, __ENV['PASSWORD'], answers);
}
export function buy() {}
export function setup() {}
`;

/** The text after an offer is taken, with each stop of a snippet as what stands there at first. */
function taken(text: string, { span: [start, end], text: inserted, isSnippet, besides = [] }: Completion): string {
  const plain = isSnippet
    ? inserted
        .replace(/\$\{\d+\|([^,|}]*)[^}]*\}/g, '$1')
        .replace(/\$\{\d+:([^}]*)\}/g, '$1')
        .replace(/\$\d/g, '')
        .replace(/\\([$}\\])/g, '$1')
    : inserted;
  const edits = [{ span: [start, end] as const, text: plain }, ...besides].sort((a, b) => b.span[0] - a.span[0]);
  return edits.reduce((result, edit) => result.slice(0, edit.span[0]) + edit.text + result.slice(edit.span[1]), text);
}

function offersIn(marked: string, head: string, tail: string): Map<string, string> {
  const { text, offset } = atCursor(head + marked + tail);
  const offers = k6ScriptLanguage(text, 'javascript', 'load').completions(offset);
  return new Map(
    offers.map((offer) => [offer.label, taken(text, offer).slice(head.length, tail === '' ? undefined : -tail.length)]),
  );
}

/** Label that must be offered -> what the options read when it is taken; what must not be offered. */
type Case = [what: string, marked: string, offered: Record<string, string>, not?: string[]];

const CASES: Case[] = [
  [
    'keys of the options',
    'export const options = { ‸ };',
    { vus: 'export const options = { vus: 1 };', duration: "export const options = { duration: '30s' };" },
    ['executor', 'target', 'out'],
  ],
  [
    'keys that are not there',
    'export const options = { vus: 1, ‸ };',
    { throw: 'export const options = { vus: 1, throw: true };' },
    ['vus', 'scenarios'],
  ],
  ['no second load', 'export const options = { stages: [], ‸ };', {}, ['duration', 'iterations', 'scenarios']],
  ['no `vus` that would go before scenarios', 'export const options = { scenarios: {}, ‸ };', {}, ['vus', 'stages']],
  [
    'a key that is begun',
    'export const options = { dur‸ };',
    { duration: "export const options = { duration: '30s' };" },
  ],
  [
    'a key with its colon',
    'export const options = { dur‸: 1 };',
    { duration: 'export const options = { duration: 1 };' },
  ],
  [
    'a key in quotes',
    "export const options = { 'dur‸' };",
    { duration: "export const options = { 'duration': '30s' };" },
  ],
  [
    'a key in quotes with its colon',
    "export const options = { 'dur‸': 1 };",
    { duration: "export const options = { 'duration': 1 };" },
  ],
  [
    'a key before others',
    'export const options = {\n  dur‸\n  vus: 1,\n};',
    { duration: "export const options = {\n  duration: '30s',\n  vus: 1,\n};" },
    ['vus'],
  ],
  [
    'a key behind a value without its comma',
    'export const options = {\n  vus: 1\n  dur‸\n};',
    { duration: "export const options = {\n  vus: 1,\n  duration: '30s'\n};" },
  ],
  [
    'keys of options that are not closed',
    'export const options = {\n  vus: 1,\n  dur‸\n',
    { duration: "export const options = {\n  vus: 1,\n  duration: '30s'\n" },
    ['vus'],
  ],
  [
    'keys of a scenario that is not closed',
    "export const options = { scenarios: { a: { executor: 'constant-vus', ‸\n",
    { duration: "export const options = { scenarios: { a: { executor: 'constant-vus', duration: '30s'\n" },
    ['executor', 'rate', 'stages'],
  ],
  [
    'keys of the executor that is written further down',
    "export const options = { scenarios: { a: { ‸ executor: 'constant-arrival-rate', rate: 1 } } };",
    {
      preAllocatedVUs:
        "export const options = { scenarios: { a: { preAllocatedVUs: 10, executor: 'constant-arrival-rate', rate: 1 } } };",
    },
    ['rate', 'vus', 'stages'],
  ],
  [
    'the executor first',
    'export const options = { scenarios: { a: { ‸ } } };',
    { executor: "export const options = { scenarios: { a: { executor: 'shared-iterations' } } };" },
  ],
  [
    'whole scenarios',
    'export const options = { scenarios: { ‸ } };',
    {
      'scenario: constant-vus':
        "export const options = { scenarios: { scenario: { executor: 'constant-vus', vus: 1, duration: '30s' } } };",
    },
  ],
  [
    'executors',
    "export const options = { scenarios: { a: { executor: '‸' } } };",
    { 'ramping-vus': "export const options = { scenarios: { a: { executor: 'ramping-vus' } } };" },
  ],
  [
    'executors without quotes',
    'export const options = { scenarios: { a: { executor: ‸ } } };',
    { 'ramping-vus': "export const options = { scenarios: { a: { executor: 'ramping-vus' } } };" },
  ],
  [
    'executors in double quotes',
    'export const options = { scenarios: { a: { executor: "ram‸" } } };',
    { 'ramping-vus': 'export const options = { scenarios: { a: { executor: "ramping-vus" } } };' },
  ],
  [
    'executors in quotes that are not closed',
    "export const options = { scenarios: { a: { executor: 'ram‸\n } } };",
    { 'ramping-vus': "export const options = { scenarios: { a: { executor: 'ramping-vus'\n } } };" },
  ],
  [
    'exported functions',
    "export const options = { scenarios: { a: { exec: '‸' } } };",
    {
      buy: "export const options = { scenarios: { a: { exec: 'buy' } } };",
      default: "export const options = { scenarios: { a: { exec: 'default' } } };",
    },
    ['setup', 'options'],
  ],
  [
    'keys of a stage',
    'export const options = { stages: [{ duration: 1, ‸ }] };',
    { target: 'export const options = { stages: [{ duration: 1, target: 10 }] };' },
    ['duration', 'vus'],
  ],
  [
    'a stage',
    'export const options = { stages: [‸] };',
    { '{ duration, target }': "export const options = { stages: [{ duration: '1m', target: 10 }] };" },
  ],
  ['flags', 'export const options = { throw: ‸ };', { true: 'export const options = { throw: true };' }],
  ['no flags in quotes', "export const options = { throw: '‸' };", {}, ['true', 'false']],
  [
    'units of a number',
    "export const options = { duration: '30‸' };",
    { '30s': "export const options = { duration: '30s' };", '30m': "export const options = { duration: '30m' };" },
  ],
  [
    'units of a bare number',
    'export const options = { duration: 30‸ };',
    { '30s': "export const options = { duration: '30s' };" },
  ],
  ['durations', 'export const options = { duration: ‸ };', { '1m': "export const options = { duration: '1m' };" }],
  [
    'choices',
    "export const options = { dns: { select: '‸' } };",
    { first: "export const options = { dns: { select: 'first' } };" },
  ],
  [
    'items that are not in the list',
    "export const options = { systemTags: ['url', '‸'] };",
    { proto: "export const options = { systemTags: ['url', 'proto'] };" },
    ['url'],
  ],
  [
    'metrics',
    'export const options = { thresholds: { ‸ } };',
    {
      http_req_duration: "export const options = { thresholds: { http_req_duration: ['p(95)<500'] } };",
      checks: "export const options = { thresholds: { checks: ['rate>0.99'] } };",
      answers: "export const options = { thresholds: { answers: ['p(95)<500'] } };",
    },
    ['browser_data_sent'],
  ],
  [
    'metrics in front of a brace',
    "export const options = { thresholds: { 'http‸{scenario:a}': [] } };",
    { http_reqs: "export const options = { thresholds: { 'http_reqs{scenario:a}': [] } };" },
  ],
  [
    'tags',
    "export const options = { thresholds: { 'http_reqs{‸}': [] } };",
    {
      scenario: "export const options = { thresholds: { 'http_reqs{scenario:}': [] } };",
      kind: "export const options = { thresholds: { 'http_reqs{kind:}': [] } };",
    },
    ['vu', 'iter'],
  ],
  [
    'scenarios in a selector',
    "export const options = { scenarios: { calm: {} }, thresholds: { 'http_reqs{scenario:‸}': [] } };",
    { calm: "export const options = { scenarios: { calm: {} }, thresholds: { 'http_reqs{scenario:calm}': [] } };" },
  ],
  [
    'groups in a selector',
    "export const options = { thresholds: { 'http_reqs{method:GET,group:‸}': [] } };",
    { '::login::form': "export const options = { thresholds: { 'http_reqs{method:GET,group:::login::form}': [] } };" },
  ],
  [
    'names of requests in a selector',
    "export const options = { thresholds: { 'http_reqs{name:‸}': [] } };",
    { home: "export const options = { thresholds: { 'http_reqs{name:home}': [] } };" },
  ],
  [
    'statistics of a trend',
    "export const options = { thresholds: { answers: ['‸'] } };",
    { 'p(95)': "export const options = { thresholds: { answers: ['p(95)<500'] } };" },
    ['rate', 'count', 'value'],
  ],
  [
    'statistics of a counter',
    "export const options = { thresholds: { http_reqs: ['‸'] } };",
    { count: "export const options = { thresholds: { http_reqs: ['count>100'] } };" },
    ['p(95)', 'value'],
  ],
  [
    'statistics in front of an operator',
    "export const options = { thresholds: { answers: ['a‸ < 200'] } };",
    { avg: "export const options = { thresholds: { answers: ['avg < 200'] } };" },
  ],
  [
    'operators',
    "export const options = { thresholds: { answers: ['p(95)‸'] } };",
    { '<': "export const options = { thresholds: { answers: ['p(95)<'] } };" },
  ],
  [
    'statistics in quotes that are not closed',
    "export const options = { thresholds: { answers: ['a‸], http_reqs: ['count>0'] } };",
    { avg: "export const options = { thresholds: { answers: ['avg<500], http_reqs: ['count>0'] } };" },
  ],
  [
    'a threshold that is an object',
    "export const options = { thresholds: { answers: [{ threshold: '‸' }] } };",
    { med: "export const options = { thresholds: { answers: [{ threshold: 'med<500' }] } };" },
  ],
  [
    'keys of a threshold',
    "export const options = { thresholds: { answers: [{ threshold: 'avg<1', ‸ }] } };",
    { abortOnFail: "export const options = { thresholds: { answers: [{ threshold: 'avg<1', abortOnFail: true }] } };" },
    ['threshold'],
  ],
  [
    'variables of a scenario',
    'export const options = { scenarios: { a: { env: { ‸ } } } };',
    { USER_NAME: "export const options = { scenarios: { a: { env: { USER_NAME: '' } } } };" },
  ],
  [
    'objects that are named',
    "const calm = { executor: 'constant-vus', ‸ };\nexport const options = { scenarios: { calm } };",
    {
      duration:
        "const calm = { executor: 'constant-vus', duration: '30s' };\nexport const options = { scenarios: { calm } };",
    },
  ],
  [
    'objects that are spread',
    'const base = { ‸ };\nexport const options = { ...base, vus: 1 };',
    { throw: 'const base = { throw: true };\nexport const options = { ...base, vus: 1 };' },
  ],
  [
    'objects that a function makes',
    "const make = (rate) => ({ executor: 'constant-arrival-rate', rate, ‸ });\nexport const options = { scenarios: { a: make(1) } };",
    {
      duration:
        "const make = (rate) => ({ executor: 'constant-arrival-rate', rate, duration: '30s' });\nexport const options = { scenarios: { a: make(1) } };",
    },
    ['rate'],
  ],
];

describe('completion in the options of a k6 script', () => {
  it.each(CASES)('offers %s', (_, marked, offered, not = []) => {
    const offers = offersIn(marked, HEAD, TAIL);
    for (const [label, result] of Object.entries(offered)) expect(offers.get(label), label).toBe(result);
    for (const label of not) expect([...offers.keys()]).not.toContain(label);
  });

  it('offers what is needed first', () => {
    const { text, offset } = atCursor(
      "export const options = { scenarios: { a: { executor: 'constant-arrival-rate', ‸ } } };",
    );
    const labels = k6ScriptLanguage(text, 'javascript', 'load')
      .completions(offset)
      .map(({ label }) => label);
    expect(labels.slice(0, 3)).toEqual(['rate', 'duration', 'preAllocatedVUs']);
  });

  it('writes keys in TypeScript, too', () => {
    const { text, offset } = atCursor('export const options: Options = { ‸ } satisfies Options;');
    const [first] = k6ScriptLanguage(text, 'typescript', 'load').completions(offset);
    expect(first?.label).toBe('vus');
  });

  it.each([
    ['a function', 'export const options = { vus: 1 };\nexport default function () { ‸ }'],
    ['an argument', 'export default function () { http.get(‸); }'],
    ['an object of something else', "export default function () { check(1, { '‸' }); }"],
    ['another object', 'const headers = { ‸ };\nexport const options = { vus: 1 };'],
    ['a comment in the options', 'export const options = {\n  // du‸\n};'],
    ['a long comment in the options', 'export const options = { /* du‸ */ };'],
    ['a template', 'export const options = { vus: `${‸}` };'],
    ['the value of a variable', "export const options = { scenarios: { a: { env: { A: '‸' } } } };"],
    ['a number', 'export const options = { vus: 1‸ };'],
    ['front of a value', "export const options = { duration: ‸'1m' };"],
    ['front of an object', 'export const options = { thresholds:‸ { } };'],
    ['what follows a value', 'export const options = { vus: 1 ‸ };'],
    ['what follows a text', "export const options = { duration: '1m'‸ };"],
    ['the limit of a threshold', "export const options = { thresholds: { answers: ['p(95)<5‸'] } };"],
    ['the top of the script', '‸\nexport const options = { vus: 1 };'],
    ['the end of the script', 'export const options = { vus: 1 };\n‸'],
  ])('offers nothing in %s', (_, marked) => {
    const { text, offset } = atCursor(marked);
    expect(k6ScriptLanguage(text, 'javascript', 'load').completions(offset)).toEqual([]);
  });
});

const CONFIG_CASES: Case[] = [
  ['keys', '{ ‸ }', { vus: '{ "vus": 1 }', duration: '{ "duration": "30s" }', out: '{ "out": [""] }' }],
  ['a key in quotes', '{ "dur‸" }', { duration: '{ "duration": "30s" }' }],
  ['a key that is begun', '{ dur‸ }', { duration: '{ "duration": "30s" }' }],
  [
    'a key before others',
    '{\n  "dur‸"\n  "vus": 1\n}',
    { duration: '{\n  "duration": "30s",\n  "vus": 1\n}' },
    ['vus'],
  ],
  ['a key behind others', '{\n  "vus": 1\n  "dur‸"\n}', { duration: '{\n  "vus": 1,\n  "duration": "30s"\n}' }],
  ['stages', '{ "stages": [‸] }', { '{ duration, target }': '{ "stages": [{ "duration": "1m", "target": 10 }] }' }],
  [
    'executors',
    '{ "scenarios": { "a": { "executor": ‸ } } }',
    { 'ramping-vus': '{ "scenarios": { "a": { "executor": "ramping-vus" } } }' },
  ],
  [
    'whole scenarios',
    '{ "scenarios": { ‸ } }',
    {
      'scenario: ramping-vus':
        '{ "scenarios": { "scenario": { "executor": "ramping-vus", "stages": [{ "duration": "1m", "target": 10 }] } } }',
    },
  ],
  ['metrics', '{ "thresholds": { "ht‸" } }', { http_reqs: '{ "thresholds": { "http_reqs": ["count>100"] } }' }],
  ['statistics', '{ "thresholds": { "checks": ["‸"] } }', { rate: '{ "thresholds": { "checks": ["rate>0.99"] } }' }],
  [
    'the whole value',
    '{ "scenarios": ‸ }',
    { '{ }': '{ "scenarios": { "name": { "executor": "constant-vus", "vus": 10, "duration": "1m" } } }' },
  ],
];

describe('completion in a config file of k6', () => {
  it.each(CONFIG_CASES)('offers %s as JSON', (_, marked, offered, not = []) => {
    const { text, offset } = atCursor(marked);
    const offers = k6ConfigLanguage(text).completions(offset);
    const results = new Map(offers.map((offer) => [offer.label, taken(text, offer)]));
    for (const [label, result] of Object.entries(offered)) {
      expect(results.get(label), label).toBe(result);
      expect(readK6Config(result).problems.filter(({ code }) => code === 'k6-json-syntax')).toEqual([]);
    }
    for (const label of not) expect([...results.keys()]).not.toContain(label);
  });
});

describe('every offer', () => {
  const places = CASES.filter(([what]) => !/not closed/.test(what));

  it.each(places)('of %s leaves a script that can be read', (_, marked) => {
    const { text, offset } = atCursor(HEAD + marked + TAIL);
    for (const offer of k6ScriptLanguage(text, 'javascript', 'load').completions(offset)) {
      const result = taken(text, offer);
      expect(parseScript(result, 'javascript').fault, result).toBeUndefined();
    }
  });
});
