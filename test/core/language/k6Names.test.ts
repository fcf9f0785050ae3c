import { describe, expect, it } from 'vitest';
import { k6ConfigLanguage, k6ScriptLanguage } from '../../../core/configs/k6/k6Language.ts';
import type { SymbolNode } from '../../../core/language/languageDocument.ts';
import { K6_SCRIPT } from './k6Sample.ts';

const language = k6ScriptLanguage(K6_SCRIPT, 'javascript', 'load');

function outline(symbols: readonly SymbolNode[]): unknown[] {
  return symbols.map(({ name, detail, children }) => [name, detail, outline(children)]);
}

describe('the outline of a k6 script', () => {
  it('has its scenarios and thresholds', () => {
    expect(outline(language.symbols())).toEqual([
      [
        'scenarios',
        undefined,
        [
          ['browse', 'ramping-vus', []],
          ['buy', 'constant-arrival-rate', []],
        ],
      ],
      [
        'thresholds',
        undefined,
        [
          ['search_time{scenario:browse}', 'p(95)<500, avg<200', []],
          ['http_req_failed', 'rate<0.01', []],
          ['refused', 'rate<0.5', []],
        ],
      ],
    ]);
  });

  it.each([
    K6_SCRIPT,
    "const calm = { executor: 'constant-vus' };\nconst scenarios = { calm, loud: calm };\nexport const options = { scenarios };",
    "export const options = { scenarios: { ...more, calm: { executor: 'constant-vus' } } };\nvar more = { loud: {} };",
  ])('holds each name in its stretch, and each stretch in that of its section', (text) => {
    const symbols = k6ScriptLanguage(text, 'javascript', 'load').symbols();
    expect(symbols.length).toBeGreaterThan(0);
    for (const section of symbols) {
      for (const { span, nameSpan } of [section, ...section.children]) {
        expect(span[0]).toBeLessThanOrEqual(nameSpan[0]);
        expect(span[1]).toBeGreaterThanOrEqual(nameSpan[1]);
        expect(section.span[0]).toBeLessThanOrEqual(span[0]);
        expect(section.span[1]).toBeGreaterThanOrEqual(span[1]);
      }
    }
  });

  it('is there for a config file, and empty for options that are not known', () => {
    const config = '{ "scenarios": { "a": { "executor": "constant-vus", "duration": "1m" } } }';
    expect(outline(k6ConfigLanguage(config).symbols())).toEqual([
      ['scenarios', undefined, [['a', 'constant-vus', []]]],
    ]);
    expect(k6ScriptLanguage('export const options = make();', 'javascript', 'load').symbols()).toEqual([]);
  });
});

describe('names in a k6 script', () => {
  const found = language.occurrences().map(({ kind, name, span, isDefinition }) => {
    const line = K6_SCRIPT.slice(K6_SCRIPT.lastIndexOf('\n', span[0]) + 1, span[1]).trim();
    return `${isDefinition ? 'declares' : 'uses'} ${kind} ${name}: ${line}`;
  });

  it('lead from scenarios to functions, and from thresholds to metrics and scenarios', () => {
    expect(found).toEqual([
      "declares metric search_time: const searchTime = new Trend('search_time",
      "declares metric refused: const refused = new Rate('refused",
      'declares scenario browse: browse',
      "uses function browse: exec: 'browse",
      'declares scenario buy: buy',
      "uses function buy: buy: { executor: 'constant-arrival-rate', exec: 'buy",
      "uses metric search_time: 'search_time",
      "uses scenario browse: 'search_time{scenario:browse",
      'uses metric refused: refused',
      'declares function browse: export function browse',
      'declares function buy: export const buy',
    ]);
  });

  it('are told by what they are exactly', () => {
    for (const { name, span } of language.occurrences()) expect(K6_SCRIPT.slice(...span)).toBe(name);
  });

  it('find the default function by its two words', () => {
    const text = "export const options = { scenarios: { a: { exec: 'default' } } };\nexport default function () {}";
    const spans = k6ScriptLanguage(text, 'javascript', 'load')
      .occurrences()
      .map(({ span }) => text.slice(...span));
    expect(spans).toEqual(['a', 'default', 'export default']);
  });

  it('leave alone what is not declared in the script', () => {
    const text =
      "export const options = { thresholds: { http_reqs: ['count>0'] }, scenarios: { a: { exec: 'gone' } } };";
    const kinds = k6ScriptLanguage(text, 'javascript', 'load')
      .occurrences()
      .map(({ kind }) => kind);
    expect(kinds).toEqual(['scenario']);
  });

  it('of files lead to them', () => {
    expect(language.links().map(({ path, span }) => [path, K6_SCRIPT.slice(...span)])).toEqual([
      ['./rows.csv', './rows.csv'],
    ]);
    const others = "open('https://127.0.0.1/a'); open('/etc/hosts'); open(name); open(`a${b}`);";
    expect(k6ScriptLanguage(others, 'javascript', 'load').links()).toEqual([]);
  });
});
