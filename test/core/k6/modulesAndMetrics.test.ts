import { describe, expect, it } from 'vitest';
import { readK6Script } from '../../../core/configs/k6/readK6Script.ts';

describe('functions and metrics that another module may bring are not missed', () => {
  const SCENARIO = "export const options = { scenarios: { a: { executor: 'per-vu-iterations', exec: 'shop' } } };";
  const CUSTOM = "export const options = { thresholds: { my_own: ['rate>0.5'] } };";
  it.each([
    [`${SCENARIO} export function shop() {}`, []],
    [`${SCENARIO} export const shop = () => {};`, []],
    [`${SCENARIO} export const shop = make();`, []],
    [`${SCENARIO} function buy() {} export { buy as shop };`, []],
    [`${SCENARIO} export { shop } from './flows.js';`, []],
    [`${SCENARIO} export * from './flows.js';`, []],
    [`${SCENARIO} module.exports.shop = function () {};`, []],
    [SCENARIO, []],
    [`${SCENARIO} export default function () {}`, ['k6-function-not-exported']],
    [`${SCENARIO} export default function () {} export const shop = 5;`, ['k6-function-not-exported']],
    [`${CUSTOM} export default function () {}`, ['k6-unknown-metric']],
    [`import { Rate } from 'k6/metrics'; new Rate('my_own'); ${CUSTOM}`, []],
    [`import { Rate as R } from 'k6/metrics'; export const r = new R('my_own'); ${CUSTOM}`, []],
    [`import * as m from 'k6/metrics'; const all = { r: new m.Rate('my_own') }; ${CUSTOM}`, []],
    [`import metrics from 'k6/metrics'; new metrics.Rate('my_own'); ${CUSTOM}`, []],
    [`const { Rate } = require('k6/metrics'); new Rate('my_own'); ${CUSTOM}`, []],
    [`import { Rate } from 'k6/metrics'; const R = Rate; new R('my_own'); ${CUSTOM}`, []],
    [`import { Rate } from 'k6/metrics'; const R = Rate, Q = R; new Q('my_own'); ${CUSTOM}`, []],
    [`import * as m from 'k6/metrics'; const R = m.Rate; new R('my_own'); ${CUSTOM}`, []],
    [`import metrics from 'k6/metrics'; const { Rate } = metrics; new Rate('my_own'); ${CUSTOM}`, []],
    [`import metrics from 'k6/metrics'; const { Rate: R } = metrics; new R('my_own'); ${CUSTOM}`, []],
    [`import metrics from 'k6/metrics'; const m = metrics; new m.Rate('my_own'); ${CUSTOM}`, []],
    [`import { Trend } from 'k6/metrics'; const T = Trend; new T('my_own'); ${CUSTOM}`, ['k6-threshold-statistic']],
    [`import { Trend } from 'k6/metrics'; let R = Trend; R = make(R); new R('my_own'); ${CUSTOM}`, []],
    [`import { Rate } from 'k6/metrics'; class R extends Rate {} new R('my_own'); ${CUSTOM}`, []],
    [`import * as m from 'k6/metrics'; const { [__ENV.A]: R } = m; new R('my_own'); ${CUSTOM}`, []],
    [`import { Rate } from 'k6/metrics'; const [R] = [Rate]; new R('my_own'); ${CUSTOM}`, []],
    [`import { Rate } from 'k6/metrics'; const R = Rate; ${CUSTOM}`, ['k6-unknown-metric']],
    [`import { Rate } from 'k6/metrics'; for (const n of names) new Rate(n); ${CUSTOM}`, []],
    [`import { Rate } from 'k6/metrics'; make(Rate); ${CUSTOM}`, []],
    [`import './metrics.js'; ${CUSTOM}`, []],
    [`import x from 'k6/x/thing'; ${CUSTOM}`, []],
    [`import http from 'k6/http'; ${CUSTOM}`, ['k6-unknown-metric']],
    [`import { Trend } from 'k6/metrics'; new Trend('my_own'); ${CUSTOM}`, ['k6-threshold-statistic']],
  ])('%s', (script, codes) => {
    expect(readK6Script(script, 'javascript').problems.map(({ code }) => code)).toEqual(codes);
  });
});

it('a metric that k6 has removed is told with the one in its place', () => {
  const script = "import 'k6/browser'; export const options = { thresholds: { 'browser_web_vital_fid{a:b}': [] } };";
  const { problems } = readK6Script(`${script} export default function () {}`, 'javascript');
  const problem = problems.find(({ code }) => code === 'k6-unknown-metric');
  expect(problem?.message).toMatch(/k6 2\.0 has removed it; `browser_web_vital_inp`/);
  expect(problem?.message).not.toContain('Did you mean');
  expect(problem?.fix?.edits[0]?.text).toBe('browser_web_vital_inp{a:b}');
});

it.each([
  ["import x from 'k6/htttp'", 'javascript', ['error: Did you mean `k6/http`?']],
  ["import { Options } from 'k6/options'", 'javascript', ['error: It has only types. Remove the import.']],
  ["import { Options } from 'k6/options'", 'typescript', []],
  ["import x from 'k6/x/htttp'", 'javascript', []],
] as const)('a module that k6 refuses is an error: %s in %s', (statement, language, expected) => {
  const { problems } = readK6Script(`${statement};\nexport default function () {}`, language);
  const told = problems.map(({ severity, message }) => `${severity}: ${message}`);
  expect(told.map((one) => one.replace(/(?<=error: ).*refuses to start\. | Extensions.*/g, ''))).toEqual(expected);
});

it.each([
  ['{ vus: 1 }', '`vus` alone makes 1 user run one iteration, and'],
  ['{ vus: 2 }', '`vus` alone makes 2 users run one iteration each, and'],
  ["{ vus: 1, scenarios: { a: { executor: 'shared-iterations' } } }", 'run one user once.'],
  ["{ vus: 2, scenarios: { a: { executor: 'shared-iterations' } } }", 'run each of 2 users once.'],
  ['{ vus: 3, iterations: 1 }', '1 iteration is too few to share among 3 users;'],
  ['{ vus: 3, iterations: 2 }', '2 iterations are too few to share among 3 users;'],
])('one is told from several: %s', (options, words) => {
  const { problems } = readK6Script(`export const options = ${options}; export default function () {}`, 'javascript');
  expect(problems.map(({ message }) => message).join()).toContain(words);
});

it('conditions of a metric that is written twice belong into one list', () => {
  const options = "{ vus: 1, vus: 1, duration: '1s', thresholds: { checks: ['rate>0.1'], checks: ['rate>0.2'] } }";
  const { problems } = readK6Script(`export const options = ${options}; export default function () {}`, 'javascript');
  expect(problems.map(({ message }) => message.replace(/^.*counts\. /, ''))).toEqual([
    'Remove the other one.',
    'Put all its conditions into one list.',
  ]);
});

it.each([
  ['export default 5', ['k6-default-not-function']],
  ['export default {}', ['k6-default-not-function']],
  ["export default 'a'", ['k6-default-not-function']],
  ['export default { get() {} }', []],
  ['export default class {}', []],
  ["import run from './run.js'; export default run", []],
  ['export default make()', []],
])('what k6 is to run: %s', (statement, codes) => {
  const script = `import 'k6/http'; export const options = { vus: 1, iterations: 1 };\n${statement};`;
  expect(readK6Script(script, 'javascript').problems.map(({ code }) => code)).toEqual(codes);
});

it('a file of JSON is opened, not imported', () => {
  const script = "import data from './d.json';\nexport default function () { console.log(data); }";
  const [problem] = readK6Script(script, 'javascript').problems;
  expect(problem?.severity).toBe('warning');
  expect(problem?.fix?.edits).toEqual([{ span: [0, 28], text: "const data = JSON.parse(open('./d.json'));" }]);
});
