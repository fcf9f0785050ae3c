import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { k6ConfigLanguage, k6ScriptLanguage } from '../../../core/configs/k6/k6Language.ts';
import { loadInsight } from '../../../core/configs/k6/load/loadInsight.ts';
import { parseScript } from '../../../core/configs/k6/parseScript.ts';
import { readK6Config } from '../../../core/configs/k6/readK6Config.ts';
import { readK6Script } from '../../../core/configs/k6/readK6Script.ts';
import { readMarkers } from '../../support/markers.ts';

const FOLDER = path.resolve(import.meta.dirname, '../../fixtures/k6');
const files = readdirSync(FOLDER).map((name) => ({
  name,
  text: readMarkers(readFileSync(path.join(FOLDER, name), 'utf8')).text,
}));

/** Runs in CI; the long series sets `HEADROOM_MUTATIONS`. */
const RUNS = Number(process.env['HEADROOM_MUTATIONS'] ?? 800);

const PIECES = [
  ...[
    '{',
    '}',
    '[',
    ']',
    '(',
    ')',
    ',',
    ':',
    ';',
    "'",
    '"',
    '`',
    '${',
    '...',
    '=>',
    '=',
    '\n',
    '//',
    '/*',
    '*/',
    '/',
    '\\',
  ],
  ...[
    'options',
    'export ',
    'const ',
    'function ',
    '__ENV.X',
    'null',
    'NaN',
    '-1',
    '1e999',
    '0x',
    '\u0000',
    '\uFEFF',
    '😀',
  ],
  ...[
    'vus',
    "executor: 'ramping-vus',",
    'stages: [',
    'duration:',
    '<',
    'p(',
    '__proto__',
    'constructor',
    'as const',
    '!',
    '?',
  ],
];

const mutation = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  remove: fc.oneof(fc.constant(0), fc.nat(5), fc.nat(200)),
  insert: fc.oneof(fc.constantFrom(...PIECES), fc.string({ maxLength: 8 }), fc.constant('')),
});

function apply(text: string, mutations: { at: number; remove: number; insert: string }[]): string {
  return mutations.reduce((result, { at, remove, insert }) => {
    const start = Math.floor(at * result.length);
    return result.slice(0, start) + insert + result.slice(start + remove);
  }, text);
}

function read(name: string, text: string) {
  return name.endsWith('.json') ? readK6Config(text) : readK6Script(text, languageOf(name));
}

function languageOf(name: string): 'typescript' | 'javascript' {
  return name.endsWith('.ts') ? 'typescript' : 'javascript';
}

describe('random mutations of k6 files', () => {
  it(`are read without a crash, with every problem and mend inside the text (${RUNS})`, { timeout: 3_600_000 }, () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...files),
        fc.array(mutation, { minLength: 1, maxLength: 6 }),
        ({ name, text: original }, mutations) => {
          const text = apply(original, mutations);
          const { problems, options, load } = read(name, text);
          if (options && load) loadInsight(options, load);
          for (const { span, message, code, fix } of problems) {
            for (const [start, end] of [span, ...(fix?.edits ?? []).map((edit) => edit.span)]) {
              expect(start, code).toBeGreaterThanOrEqual(0);
              expect(end, code).toBeGreaterThanOrEqual(start);
              expect(end, code).toBeLessThanOrEqual(text.length);
            }
            expect(message).not.toContain('``');
          }
        },
      ),
      { numRuns: RUNS },
    );
  });

  it(
    'are answered in the editor without a crash, with all that is shown inside the text',
    { timeout: 3_600_000 },
    () => {
      fc.assert(
        fc.property(
          fc.constantFrom(...files),
          fc.array(mutation, { minLength: 1, maxLength: 3 }),
          fc.double({ min: 0, max: 1, noNaN: true }),
          ({ name, text: original }, mutations, at) => {
            const text = apply(original, mutations);
            const offset = Math.floor(at * text.length);
            const language = name.endsWith('.json')
              ? k6ConfigLanguage(text)
              : k6ScriptLanguage(text, languageOf(name), 'a');
            const spans = [
              ...language
                .completions(offset)
                .flatMap(({ span, besides = [] }) => [span, ...besides.map((edit) => edit.span)]),
              ...language.symbols().flatMap((symbol) => [symbol, ...symbol.children].map(({ span }) => span)),
              ...[...language.occurrences(), ...language.links()].map(({ span }) => span),
              ...[language.hover(offset) ?? []].flat().map(({ span }) => span),
            ];
            language.signature(offset);
            for (const [start, end] of spans) {
              expect(start).toBeGreaterThanOrEqual(0);
              expect(end).toBeGreaterThanOrEqual(start);
              expect(end).toBeLessThanOrEqual(text.length);
            }
          },
        ),
        { numRuns: RUNS / 2 },
      );
    },
  );

  it.each([
    ['nested brackets', `export const options = ${'['.repeat(20_000)}`],
    ['nested calls', `export const options = ${'f('.repeat(3000)}1${')'.repeat(3000)};`],
    ['a long sum', `export const options = { vus: ${'1+'.repeat(20_000)}1 };`],
    ['a long chain', `export const options = a${'.b'.repeat(20_000)};`],
    [
      'doubling',
      `const a0 = [1, 1];\n${Array.from({ length: 60 }, (_, n) => `const a${n + 1} = [...a${n}, ...a${n}];`).join('\n')}\nexport const options = { stages: a60 };`,
    ],
    [
      'growing texts',
      `const t0 = 'ab';\n${Array.from({ length: 60 }, (_, n) => `const t${n + 1} = t${n} + t${n};`).join('\n')}\nexport const options = { userAgent: t60 };`,
    ],
    [
      'objects of which each is in the next one twice',
      `const o0 = { a: 1 };\n${Array.from({ length: 60 }, (_, n) => `const o${n + 1} = { a: o${n}, b: o${n} };`).join('\n')}\nexport const options = { cloud: o60 };`,
    ],
    [
      'functions that call each other',
      `const f = (n) => g(n) + g(n);\nconst g = (n) => f(n) + f(n);\nexport const options = { vus: f(1) };`,
    ],
    [
      'a few names for thousands of things',
      `${'const t = e.x, n = t.y, e = n.z;\n'.repeat(300)}export const options = e;`,
    ],
    ['nested JSON', '['.repeat(100_000)],
  ])('%s are survived, and soon', (name, text) => {
    const start = performance.now();
    const { problems } = read(name === 'nested JSON' ? 'a.json' : 'a.js', text);
    expect(Array.isArray(problems)).toBe(true);
    expect(performance.now() - start).toBeLessThan(5000);
  });

  it('a script that is too large or too deep is said not to be read', () => {
    const large = `export const options = {};\n${'// padding\n'.repeat(100_000)}`;
    expect(readK6Script(large, 'javascript').problems.map(({ code }) => code)).toEqual(['k6-not-read']);
  });
});

describe('1,000 lines', () => {
  const requests = Array.from(
    { length: 330 },
    (_, n) =>
      `  const r${n} = http.get(\`\${BASE}/items/${n}\`);\n  check(r${n}, { 'is found': (r) => r.status === 200 });\n  sleep(1);`,
  );
  const text = [
    "import http from 'k6/http';",
    "import { check, sleep } from 'k6';",
    "const BASE = __ENV.BASE || 'http://127.0.0.1';",
    "export const options = { stages: [{ duration: '1m', target: 10 }], thresholds: { http_req_duration: ['p(95)<500'] } };",
    `export default function () {\n${requests.join('\n')}\n}`,
  ].join('\n');

  const bestMs = (work: () => void): number =>
    Math.min(
      ...Array.from({ length: 15 }, () => {
        const start = performance.now();
        work();
        return performance.now() - start;
      }),
    );

  it('are completed in not much more time than they are read, wherever the cursor is', () => {
    const readMs = bestMs(() => void readK6Script(text, 'javascript'));
    const language = k6ScriptLanguage(text, 'javascript', 'a');
    for (const place of ["'1m'", 'target', 'p(95)', 'is found', 'sleep(1)']) {
      const offset = text.indexOf(place) + 2;
      expect(
        bestMs(() => void language.completions(offset)),
        place,
      ).toBeLessThan(Math.max(50, 4 * readMs));
    }
    const open = text.replace(/ \} \};\n/, '\n');
    const half = k6ScriptLanguage(open, 'javascript', 'a');
    expect(half.completions(open.indexOf('p(95)') + 1).length).toBeGreaterThan(0);
    expect(bestMs(() => void half.completions(open.indexOf('p(95)') + 1))).toBeLessThan(Math.max(100, 8 * readMs));
  });

  it('are read in less than 50 ms', () => {
    expect(readK6Script(text, 'javascript').problems).toEqual([]);
    const parserMs = bestMs(() => void parseScript(text, 'javascript'));
    // On a machine that does other things, too, the parser alone takes longer than that.
    expect(bestMs(() => void readK6Script(text, 'javascript'))).toBeLessThan(Math.max(50, 8 * parserMs));
  });
});
