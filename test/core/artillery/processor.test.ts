import { describe, expect, it } from 'vitest';
import { readProcessor } from '../../../core/configs/artillery/processor/readProcessor.ts';

function exportsOf(text: string, language: 'javascript' | 'typescript' = 'javascript') {
  const reading = readProcessor(text, language);
  if (reading.kind === 'broken') throw new Error(reading.reason);
  return { names: [...reading.exports.keys()].sort(), isComplete: reading.isComplete };
}

describe('what a processor exports is known', () => {
  it.each([
    ['an object', 'module.exports = { a, b: c, d() {}, "e-f": 1 };', ['a', 'b', 'd', 'e-f']],
    ['names one by one', 'module.exports.a = f; exports.b = () => {}; exports["c"] = 1;', ['a', 'b', 'c']],
    ['a chain', 'exports = module.exports = { a };', ['a']],
    ['a name given to two', 'module.exports.a = exports.b = f;', ['a', 'b']],
    ['a name in a condition', 'if (process.env.X) { exports.a = f; }', ['a']],
    [
      'compiled TypeScript',
      'Object.defineProperty(exports, "__esModule", { value: true }); exports.a = a;',
      ['__esModule', 'a'],
    ],
    [
      'its own names used',
      'exports.a = f; exports.b = () => exports.a(); if (require.main === module) run();',
      ['a', 'b'],
    ],
    [
      'a module',
      'export function a() {} export const b = 1, { c, d: [e] } = x; export class F {}',
      ['F', 'a', 'b', 'c', 'e'],
    ],
    ['names behind', 'const a = 1; export { a as b, c } from "./x.js"; export * as d from "y";', ['b', 'c', 'd']],
    ['a default object', 'export default { a, async b() {} };', ['a', 'b', 'default']],
    ['a default function', 'export default function a() {}', ['default']],
    ['nothing', 'function a() {}', []],
    ['`exports` as a word for something else', 'const x = { exports: 1 }; x.module = 2; exports.a = f;', ['a']],
  ])('%s', (_, text, names) => {
    expect(exportsOf(text)).toEqual({ names, isComplete: true });
  });

  it('also in TypeScript', () => {
    const text =
      'import type { Page } from "x"; export async function a(page: Page) {} export type B = 1; export interface C {}';
    expect(exportsOf(text, 'typescript').names).toContain('a');
    expect(exportsOf(text, 'typescript').isComplete).toBe(true);
  });
});

describe('where something else may be exported, the list is not said to be complete', () => {
  it.each([
    ['another module', 'export * from "./x.js";'],
    ['another module as it is', 'module.exports = require("./x");'],
    ['a spread', 'module.exports = { a, ...require("./x") };'],
    ['a key that is computed', 'module.exports = { [name]: f };'],
    ['a name that is computed', 'for (const n of names) exports[n] = f;'],
    ['an object with a name', 'const all = { a }; all[b] = c; module.exports = all;'],
    ['what a function returns', 'module.exports = create();'],
    ['something assigned to it', 'Object.assign(module.exports, other);'],
    ['given away', 'fill(exports);'],
    ['given another name', 'const e = exports; e.a = f;'],
    ['this', 'this.a = f;'],
    ['a default that is computed', 'export default create();'],
    ['the default of another module', 'export { default } from "./x.js";'],
    ['the module as a whole', 'register(module); exports.a = f;'],
    ['an assignment of TypeScript', 'export = x;'],
  ])('%s', (_, text) => {
    expect(exportsOf(text, text.startsWith('export =') ? 'typescript' : 'javascript').isComplete).toBe(false);
  });
});

describe('a processor', () => {
  it('that is no program says where', () => {
    const reading = readProcessor('exports.a = f;\nfunction (\n', 'javascript');
    expect(reading).toMatchObject({ kind: 'broken', reason: expect.stringMatching(/\(line 2\)$/) as string });
  });

  it('tells which variables its functions set', () => {
    const reading = readProcessor(
      'exports.a = (context) => { context.vars.token = 1; userContext.vars["id"] = 2; x.y.z = 3; };',
      'javascript',
    );
    expect(reading).toMatchObject({ variables: ['token', 'id'] });
  });
});
