import { describe, expect, it } from 'vitest';
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
