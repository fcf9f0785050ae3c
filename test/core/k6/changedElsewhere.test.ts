import { describe, expect, it } from 'vitest';
import { readK6Script } from '../../../core/configs/k6/readK6Script.ts';

const BODY = "import http from 'k6/http';\nexport default function () { http.get('http://127.0.0.1:1/'); }\n";
/** Incomplete, unless something else completes it. */
const A = "const a = { executor: 'constant-vus', vus: 1 };";
const LIST = `${A} const list = [a];`;
const MAP = `${A} const s = { a };`;
const OPTIONS = 'export const options = { scenarios: { a } };';

const codesOf = (script: string): string[] =>
  readK6Script(BODY + script, 'javascript').problems.map(({ code }) => code);

describe('a scenario that is completed by another way to it', () => {
  it.each([
    `${MAP} Object.values(s).forEach((x) => { x.duration = '10s'; });`,
    `${MAP} Object.entries(s).forEach(([name, x]) => { x.duration = '10s'; });`,
    `${MAP} s.a.duration = '10s';`,
    `${A} [a.duration] = ['10s'];`,
    `${A} ({ a: a.duration } = { a: '10s' });`,
    `${A} [a].forEach((x) => { x.duration = '10s'; });`,
    `${LIST} list.map((x) => { x.duration = '10s'; });`,
    `${LIST} list.reduce((all, x) => { x.duration = '10s'; return all; }, {});`,
    `${LIST} list.map((x) => Object.assign(x, { duration: '10s' }));`,
    `${LIST} list.filter(Boolean).forEach((x) => { x.duration = '10s'; });`,
    `${LIST} list.find((x) => true).duration = '10s';`,
    `${LIST} list.at(0).duration = '10s';`,
    `${LIST} const found = list.find((x) => true); found.duration = '10s';`,
    `${A} const w = { ...{ x: a } }; w.x.duration = '10s';`,
    `${A} const c = __ENV.X ? {} : a; c.duration = '10s';`,
    `${A} const get = () => a; get().duration = '10s';`,
    `${A} function set(x) { x.o.duration = '10s'; } set({ o: a });`,
    `${A} function set(x) { x.duration = '10s'; } set(...[a]);`,
  ])('%s', (script) => {
    expect(codesOf(`${script} ${OPTIONS}`)).toEqual([]);
  });

  it.each([
    ['nothing completes it', A],
    ['something beside it is changed', `${A} const w = { a, b: {} }; w.b.duration = '10s';`],
    ['only its copy is changed', `${A} const copy = { ...a }; copy.duration = '10s';`],
    ['it is only read', `${LIST} list.map((x) => x.vus); JSON.stringify({ a }); console.log([a]);`],
    ['a callback changes something else', `${LIST} const all = {}; list.map((x) => { all.x = 1; });`],
  ])('is not where %s', (_, script) => {
    expect(codesOf(`${script} ${OPTIONS}`)).toEqual(['k6-needs']);
  });
});

const UNKNOWN_NAMES =
  "export const options = { thresholds: { nowhere: ['avg<1'] }, scenarios: { a: { executor: 'constant-vus', duration: '1s', ratee: 1 } } };";

describe('a key that code removes', () => {
  it.each([
    'delete options.thresholds.nowhere;',
    "delete options.thresholds['nowhere'];",
    'if (__ENV.A) delete options.thresholds.nowhere;',
    'const t = options.thresholds; delete t.nowhere;',
    'Object.keys(options.thresholds).forEach((key) => { delete options.thresholds[key]; });',
    'for (const key in options.thresholds) delete options.thresholds[key];',
    'options.thresholds.nowhere = undefined;',
    'delete options.thresholds;',
  ])('is not judged among thresholds: %s', (script) => {
    expect(codesOf(`${UNKNOWN_NAMES} ${script}`)).toEqual(['k6-unknown-key']);
  });

  it.each(['delete options.scenarios.a.ratee;', 'const s = options.scenarios; delete s.a.ratee;'])(
    'is not judged in a scenario: %s',
    (script) => expect(codesOf(`${UNKNOWN_NAMES} ${script}`)).toEqual(['k6-unknown-metric']),
  );

  it('is not judged where its object is spread', () => {
    const script = "const all = { nowhere: ['avg<1'] }; delete all.nowhere;";
    expect(codesOf(`${script} export const options = { thresholds: { ...all } };`)).toEqual([]);
  });

  it.each([
    'delete options.thresholds.other;',
    "options.thresholds.nowhere = ['avg<2'];",
    "if (__ENV.A) options.thresholds.nowhere = ['avg<2'];",
    "options.thresholds.nowhere.push('avg<2');",
    'export function teardown() { delete options.thresholds.nowhere; }',
  ])('is still judged where it is kept: %s', (script) => {
    expect(codesOf(`${UNKNOWN_NAMES} ${script}`)).toEqual(['k6-unknown-metric', 'k6-unknown-key']);
  });

  it.each([
    ["options.thresholds.nowhere = ['avg<2'];", ['k6-unknown-metric']],
    ["if (__ENV.A) options.thresholds.nowhere = ['avg<2'];", []],
  ])('is judged where code adds it for certain: %s', (script, codes) => {
    expect(codesOf(`export const options = { thresholds: {} }; ${script}`)).toEqual(codes);
  });
});

describe('what k6 refuses', () => {
  it.each([
    ['a comment of HTML in a module', '<!-- hi\n', '<'],
    ['a tag', 'const page = <b>x</b>;', '<'],
    ['a return outside of a function', 'return 1;', 'return'],
    ['an export of nothing', 'export { nobody };', 'nobody'],
  ])('%s, where it stands', (_, script, where) => {
    const text = BODY + script;
    const { problems } = readK6Script(text, 'javascript');
    expect(problems.map(({ code }) => code)).toEqual(['k6-syntax']);
    expect(text.slice(problems[0]?.span[0]).startsWith(where)).toBe(true);
    expect(problems[0]?.message).not.toMatch(/plugin|sourceType/);
  });
});

describe('what k6 reads although the standard, or our parser, does not', () => {
  it('a function that is declared twice', () => {
    expect(codesOf('function f() {} function f() {}')).toEqual([]);
    expect(codesOf('let f = 1; function f() {}')).toEqual(['k6-syntax']);
  });

  it('an expression that is too deep for the parser', () => {
    const terms = Array.from({ length: 20_000 }, (_, index) => `'x${index}'`).join(' + ');
    const { problems } = readK6Script(`${BODY}const x = ${terms};`, 'javascript');
    expect(problems.map(({ code, severity }) => [code, severity])).toEqual([['k6-not-read', 'information']]);
  });
});
