import { describe, expect, it } from 'vitest';
import { loadInsight } from '../../../core/configs/k6/load/loadInsight.ts';
import { readK6Script } from '../../../core/configs/k6/readK6Script.ts';

/** What is known of `vus`, `duration` and the like, or the word unknown. */
function known(script: string, key = 'vus'): unknown {
  const { options, unknownOptions } = readK6Script(`${script}\nexport default function () {}`, 'typescript');
  if (unknownOptions) return 'unknown';
  const reading = options?.numbers.get(key);
  if (reading?.state === 'known') return reading.value;
  return reading?.state ?? (options?.hasMore === true ? 'maybe' : undefined);
}

describe('options are found however they are written', () => {
  it.each([
    ['export const options = { vus: 7 };', 7],
    ['export let options = { vus: 7 };', 7],
    ['export var options: Options = { vus: 7 };', 7],
    ['const options = { vus: 7 }; export { options };', 7],
    ['const mine = { vus: 7 }; export { mine as options };', 7],
    ['module.exports.options = { vus: 7 };', 7],
    ['exports.options = { vus: 7 };', 7],
    ['module.exports = { options: { vus: 7 } };', 7],
    ['exports = module.exports = { options: { vus: 7 } };', 7],
    ["export { options } from './shared.js';", 'unknown'],
    ["import { options } from './shared.js'; export { options };", 'unknown'],
    ["const all = require('./shared.js'); export const options = all.options;", 'unknown'],
    ['const options = { vus: 7 };', undefined],
    ["export const options = JSON.parse(open('./options.json'));", 'unknown'],
    ['export const options = ({ vus: 7 } as const) satisfies Options;', 7],
    ['export const options = Object.freeze({ vus: 7 });', 7],
    ['export const options = Object.assign({}, { vus: 1 }, { vus: 7 });', 7],
    ['const base = { vus: 7 }; export const options = { ...base, duration: 1 };', 7],
    ['const base = { vus: 7 }; export const options = { ...base, vus: 8 };', 8],
    ["import base from './base.js'; export const options = { ...base, vus: 7 };", 7],
    ["import base from './base.js'; export const options = { vus: 7, ...base };", 'unknown'],
    ["import base from './base.js'; export const options = { ...base };", 'maybe'],
    ['function make(vus = 7) { return { vus }; } export const options = make();', 7],
    ['const make = (vus) => ({ vus: vus * 2 }); export const options = make(3.5);', 7],
    ['const make = (vus) => { const top = vus + 1; return { vus: top }; }; export const options = make(6);', 7],
    [
      'function make() { if (__ENV.A) return { vus: 1 }; return { vus: 2 }; } export const options = make();',
      'unknown',
    ],
    ['const make = () => make(); export const options = make();', 'unknown'],
  ])('%s', (script, expected) => expect(known(script)).toBe(expected));
});

describe('values are known, or unknown, but never guessed', () => {
  it.each([
    ['7', 7],
    ["'7'", 7],
    ['3 + 4', 7],
    ['-(-7)', 7],
    ['14 / 2', 7],
    ['TOP', 7],
    ['LIST.length + 5', 7],
    ['SETTINGS.deep.vus', 7],
    ["SETTINGS['deep'].vus", 7],
    ['Number(`${TOP}`)', 7],
    ["parseInt('7 users', 10)", 7],
    ['Math.max(TOP, 3)', 7],
    ['TOP > 3 ? 7 : 1', 7],
    ['undefined ?? 7', 7],
    ["'' || 7", 7],
    ['__ENV.VUS', 'unknown'],
    ['__ENV.VUS || 7', 'unknown'],
    ['__ENV.VUS ? 7 : 8', 'unknown'],
    ['+__ENV.VUS || 7', 'unknown'],
    ['parseInt(__ENV.VUS)', 'unknown'],
    ['`${__ENV.VUS}`', 'unknown'],
    ['imported', 'unknown'],
    ['imported()', 'unknown'],
    ['LATER', 'unknown'],
    ['CHANGING', 'unknown'],
    ['MUTATED.vus', 'unknown'],
    ['GIVEN.vus', 'unknown'],
    ['ALIASED.vus', 'unknown'],
    ['Math.random()', 'unknown'],
    ['(() => { while (true) {} })()', 'unknown'],
    ['null', undefined],
    ['void 0', undefined],
  ])('%s', (expression, expected) => {
    const script = `
      import { imported, change } from './helpers.js';
      const TOP = 7;
      const LIST = [1, 2];
      const SETTINGS = { deep: { vus: TOP } };
      let LATER; LATER = 7;
      let CHANGING = 7; CHANGING += 1;
      const MUTATED = { vus: 7 }; MUTATED.vus = 8;
      const GIVEN = { vus: 7 }; change(GIVEN);
      const ALIASED = { vus: 7 }; const other = ALIASED; other.vus = 8;
      export const options = { vus: ${expression} };`;
    expect(known(script)).toBe(expected);
  });

  it.each([
    ['options.vus = 8;', 'unknown'],
    ['options[__ENV.KEY] = 8;', 'unknown'],
    ["options['duration'] = '5s';", 7],
    ['options.scenarios.a.vus = 8;', 7],
    ['delete options.vus;', 'unknown'],
    ['Object.assign(options, { vus: 8 });', 'unknown'],
    ['for (const key of Object.keys(options)) options[key] = 8;', 'unknown'],
    ['console.log(options);', 7],
    ['if (__ENV.A) options.vus = 8;', 'unknown'],
    ['[options.vus] = [8];', 'unknown'],
    ['[options.vus = 1] = [8];', 'unknown'],
    ['[, ...options.vus] = [1, 8];', 'unknown'],
    ['({ vus: options.vus } = { vus: 8 });', 'unknown'],
    ['({ a: [{ vus: options.vus = 1 }] } = make());', 'unknown'],
    ['for (options.vus of [7, 8]);', 'unknown'],
    ['for (options.vus in [7, 8]);', 'unknown'],
    ['[options.scenarios.a.exec] = [8];', 7],
    ['const [now = options.vus] = [];', 7],
    ['export function setup() { return options; }', 7],
    ['export function teardown() { options.vus = 8; }', 7],
  ])('after the options: %s', (change, expected) => {
    expect(known(`export const options = { vus: 7, scenarios: { a: {} } };\n${change}`)).toBe(expected);
  });
});

/** Codes that are found, each in a script that is unknown elsewhere. */
describe('a fault in the known part of partly known options is found', () => {
  it.each([
    ["{ ...base, duration: '10 s' }", ['k6-bad-duration']],
    ["{ vus: __ENV.VUS, duration: '10 s' }", ['k6-bad-duration']],
    ["{ scenarios: { ...base, a: { executor: 'constant-vus', duration: '1x' } } }", ['k6-bad-duration']],
    ["{ scenarios: { a: { ...base, executor: 'constant-vus' } } }", []],
    ['{ scenarios: { a: { executor: __ENV.A, foo: 1 } } }', ['k6-unknown-key']],
    ['{ scenarios: { a: { executor: __ENV.A, rate: 1 } } }', []],
    ["{ stages: [{ duration: '1x', target: 1 }, ...base] }", ['k6-bad-duration']],
    ["{ stages: __ENV.A ? [] : [{ duration: '1x', target: 1 }] }", []],
    ["{ thresholds: { [`http_reqs{a:${__ENV.A}}`]: ['avg<1'], http_reqs: ['avg<1'] } }", ['k6-threshold-statistic']],
    ['{ thresholds: { http_reqs: [`avg<${__ENV.A}`] } }', []],
    ["{ iterations: __ENV.A, stages: [{ duration: '1s', target: 1 }] }", []],
    ["{ duration: '5s', stages: base }", []],
    ['{ vus: 10, iterations: __ENV.A }', []],
  ])('%s', (options, codes) => {
    const script = `import base from './base.js';\nexport const options = ${options};\nexport default function () {}`;
    const found = readK6Script(script, 'javascript').problems.filter(({ severity }) => severity === 'error');
    expect(found.map(({ code }) => code)).toEqual(codes);
  });
});

describe('keys inside of options count in any case', () => {
  it.each([
    ["thresholds: { iterations: [{ Threshold: 'count>5', AbortOnFail: true, DELAYAbortEval: '5s' }] }", []],
    ["thresholds: { iterations: [{ Threshold: 'nonsense' }] }", ['k6-threshold-syntax']],
    ["thresholds: { iterations: [{ threshold: 'count>5', ABORTONFAIL: 'x' }] }", ['k6-wrong-kind']],
    // Of two, the one that is written right counts.
    ["thresholds: { iterations: [{ Threshold: 'count>5', threshold: 'nonsense' }] }", ['k6-threshold-syntax']],
    ["thresholds: { iterations: [{ threshold: 'count>5', Threshold: 'nonsense' }] }", []],
    ["tlsVersion: { MIN: 'tls1.9' }", ['k6-bad-choice']],
    ['tlsAuth: [{ Cert: 5 }]', ['k6-wrong-kind']],
    ["dns: { Select: 'nobody' }", ['k6-bad-choice']],
  ])('%s', (options, codes) => {
    const script = `export const options = { ${options} };\nexport default function () {}`;
    expect(readK6Script(script, 'javascript').problems.map(({ code }) => code)).toEqual(codes);
  });
});

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

describe('a script is one test, a module that scripts share is none', () => {
  const SCENARIO = "export const options = { scenarios: { a: { executor: 'per-vu-iterations', exec: 'shop' } } };";
  it.each([
    ['export default function () {}', 'export default function () {}', []],
    [`export function shop() {}\n${SCENARIO}`, 'shop', ['a']],
    [`export * from './flows.js';\n${SCENARIO}`, 'options', ['a']],
    [SCENARIO, undefined, []],
    ['export function helper() {}', undefined, []],
    ['export default function () {', undefined, []],
  ])('%s', (script, place, scenarios) => {
    const [test] = readK6Script(script, 'javascript').tests;
    expect(test && script.slice(...test.span)).toBe(place);
    expect(test?.scenarios ?? []).toEqual(scenarios);
  });
});

describe('the load of scenarios', () => {
  const loadOf = (options: string) => {
    const reading = readK6Script(`export const options = ${options}; export default function () {}`, 'javascript');
    return reading.options && reading.load && loadInsight(reading.options, reading.load);
  };

  it('has one curve each, in users or iterations per second, on one time line', () => {
    const insight = loadOf(`{ scenarios: {
      ramp: { executor: 'ramping-vus', startVUs: 0, stages: [{ duration: '10s', target: 5 }, { duration: 0, target: 2 }, { duration: '5s', target: 2 }] },
      open: { executor: 'constant-arrival-rate', startTime: '20s', rate: 30, timeUnit: '1m', duration: '1m', preAllocatedVUs: 4, maxVUs: 9 },
    } }`);
    expect(insight?.scenarios.map(({ segments }) => segments)).toEqual([
      [
        { fromMs: 0, toMs: 10_000, from: 0, to: 5, kind: 'users' },
        { fromMs: 10_000, toMs: 15_000, from: 2, to: 2, kind: 'users' },
      ],
      [{ fromMs: 20_000, toMs: 80_000, from: 0.5, to: 0.5, kind: 'rate' }],
    ]);
    expect(insight).toMatchObject({ activeMs: 80_000, totalMs: 110_000, peakUsers: 14, preparedUsers: 9 });
  });

  it.each(['{ vus: __ENV.A, duration: "5s" }', '{ ...base }', '{ executionSegment: "0:1/2" }', '{ duration: "x" }'])(
    'is not told for %s',
    (options) => expect(loadOf(options)).toBeUndefined(),
  );

  const STAGES = "const st = [{ duration: '5s', target: 1 }]; export const options = { stages: st };";
  it.each([
    "const st = []; for (const n of [1, 2]) st.push({ duration: '5s', target: n }); export const options = { stages: st };",
    "export const options = { stages: [] }; options.stages.push({ duration: '5s', target: 1 });",
    "export const options = { vus: 3, duration: '5s', stages: [] }; options.stages.push({ duration: '5s', target: 1 });",
    "export const options = { stages: [{ target: 1 }] }; options.stages.push({ duration: '5s', target: 1 });",
    `${STAGES} if (__ENV.A) st.length = 0;`,
    `${STAGES} st.forEach((stage) => { stage.duration = '9s'; });`,
  ])('is not told where stages are changed later: %s', (script) => {
    const { options, load } = readK6Script(`${script} export default function () {}`, 'javascript');
    expect(load?.kind === 'scenarios' && options && loadInsight(options, load)).toBeFalsy();
  });

  it.each(['{ stages: [] }', '{ stages: [{ target: 1 }] }'])('is one iteration for %s', (options) => {
    expect(loadOf(options)).toMatchObject({ totalMs: 630_000, peakUsers: 1 });
  });

  it('of a hundred million users is told at once, without their peak where it would have to be counted', () => {
    const insight = loadOf("{ stages: [{ duration: '1h', target: 100000000 }] }");
    expect(insight).toMatchObject({ totalMs: 3_630_000, activeMs: 3_600_000 });
  });
});
