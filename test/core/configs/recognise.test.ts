import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recognise, type Dialect } from '../../../core/configs/recognise.ts';
import { FILES as OUR_FILES } from './recogniseFiles.ts';
import { UNRELATED_FILES } from './unrelatedFiles.ts';

const FILES = [...OUR_FILES, ...UNRELATED_FILES];

const dialectOf = (path: string, text: string): Dialect | undefined => recognise(path, text).dialect;

describe('which dialect a file is in', () => {
  it.each(FILES)('$what', ({ path, text, dialect }) => {
    expect(dialectOf(path, text)).toBe(dialect);
  });

  it.each(FILES.filter(({ dialect }) => dialect === undefined))('$what: says why not', ({ path, text, why }) => {
    const recognised = recognise(path, text);
    expect(recognised.dialect === undefined && recognised.reason).toMatch(why ?? /^it /);
  });

  it.each(FILES)('$what: the same with the line ends of Windows and a byte order mark', ({ path, text, dialect }) => {
    expect(dialectOf(path, `\uFEFF${text.replaceAll('\n', '\r\n')}`)).toBe(dialect);
  });
});

describe('only the first 64 KB of a file are looked at', () => {
  const filler = (comment: string): string => `${comment} ${'x'.repeat(60)}\n`.repeat(1500);

  it('takes a script of k6 for one, although its default function is further down', () => {
    const text = `import http from 'k6/http';\n${filler('//')}export default function () { http.get('http://x/'); }\n`;
    expect(dialectOf('bundle.js', text)).toBe('k6-script');
    expect(dialectOf('bundle.js', text.slice(0, 65_536))).toBe('k6-script');
  });

  it('reads a script of Artillery that is cut in the middle of a line', () => {
    const text = `config:\n  target: http://x\nscenarios:\n  - flow:\n${'      - get: { url: "/some/path" }\n'.repeat(3000)}`;
    expect(dialectOf('load.yml', text)).toBe('artillery');
    const json = JSON.stringify({
      config: { target: 'http://x' },
      scenarios: [{ flow: Array.from({ length: 5000 }, () => ({ get: { url: '/some/path' } })) }],
    });
    expect(dialectOf('load.json', json)).toBe('artillery');
  });
});

describe('whatever a file holds', () => {
  it('never throws and gives a reason where it gives no dialect', () => {
    const pieces = fc.constantFrom(
      ...[
        'import ',
        "'k6'",
        '`',
        '${',
        '}',
        '/',
        '*',
        '//',
        '"',
        '\\',
        'export default ',
        'from ',
        '{',
        ')',
        '\n',
        '.',
      ],
      ...['config:', 'scenarios:', ' - flow:', 'function', '\uD800', '#!', '=>', '[', 'a', '1e', '\t', '?', '<!--'],
    );
    const text = fc.oneof(
      fc.array(pieces, { maxLength: 60 }).map((all) => all.join('')),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.constantFrom('a.js', 'a.ts', 'a.yml', 'a.json', 'a.md'), text, (path, content) => {
        const recognised = recognise(path, content);
        expect(recognised.dialect ?? recognised.reason).not.toBe('');
      }),
    );
  });

  it('comes to an end with the worst 64 KB, which more than linear time would not', () => {
    const worst = ['`${', '/', '"\\', "import { a } from 'k6';\n", '{[(', '/*', 'a/b/', '<!--\n'];
    for (const piece of worst) {
      const text = piece.repeat(Math.ceil(65_536 / piece.length));
      expect(recognise('a.js', text)).toHaveProperty('dialect');
    }
  });
});
