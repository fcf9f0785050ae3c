import { describe, expect, it } from 'vitest';
import { planLanguage } from '../../../core/configs/plan/language/planLanguage.ts';
import type { SymbolNode } from '../../../core/language/languageDocument.ts';
import { atCursor } from '../../support/cursor.ts';
import { PLAN } from './planSample.ts';

const language = planLanguage(PLAN);

/** The text with the cursor behind the first place where `before` stands. */
function at(before: string): number {
  const { text, offset } = atCursor(PLAN.replace(before, () => `${before}‸`));
  expect(text).toBe(PLAN);
  return offset;
}

it('has no problem in the sample', () => {
  expect(language.problems).toEqual([]);
});

describe('names', () => {
  const placesOf = (identity: string): string[] =>
    language
      .occurrences()
      .filter((occurrence) => occurrence.identity === identity)
      .map(({ span, isDefinition }) => {
        const line = PLAN.slice(0, span[0]).split('\n').length;
        return `${isDefinition ? 'declared' : 'used'} in line ${String(line)}: ${PLAN.slice(...span)}`;
      });
  it.each([
    ['requirement::14.9', ['declared in line 13: 14.9', 'used in line 21: 14.9']],
    ['requirement::14.10', ['declared in line 14: 14.10', 'used in line 33: 14.10']],
    [
      'variable::max_users',
      ['declared in line 3: max_users', 'declared in line 11: max_users', 'used in line 30: max_users'],
    ],
    ['secret::TOKEN', ['declared in line 4: TOKEN', 'used in line 22: TOKEN']],
    ['captured value:search:item', ['declared in line 26: item', 'used in line 27: item']],
    ['stage:search:peak', ['declared in line 30: peak', 'used in line 32: peak']],
    ['request:search:find', ['declared in line 24: find']],
    ['monitor::cpu', ['declared in line 16: cpu', 'used in line 33: cpu']],
    ['test::browse', ['declared in line 35: browse', 'used in line 41: browse']],
  ])('%s', (identity, places) => {
    expect(placesOf(identity)).toEqual(places);
  });

  it('a name that another test captures is not the same name', () => {
    const text = `tests:
  a:
    runner: http
    requests: [{ request: GET http://127.0.0.1:1/, capture: { id: $.id } }]
  b:
    runner: http
    requests: [{ request: GET http://127.0.0.1:1/, capture: { id: $.id } }]
`;
    const identities = planLanguage(text)
      .occurrences()
      .map(({ identity }) => identity);
    expect(identities).toEqual(['test::a', 'captured value:a:id', 'test::b', 'captured value:b:id']);
  });
});

describe('hover', () => {
  it.each([
    ['    stages', '1 m 10 s, up to 50 users'],
    ['checks:\n      - p95 late', 'http measures'],
    ["requirements: ['14.", 'Search answers within 500 ms'],
    ["users: '${max_", '`500`'],
    ['secrets.TO', 'stays outside the plan'],
    ['nightly: [sear', '**Test search**: Search under load (Built-in HTTP engine)'],
    ['    runner: k', 'users: exact'],
    ['  bi', '**Environment big** `http://127.0.0.1:8081`'],
    ['{ on: max c', 'Monitor `cpu`'],
    ['name: peak, us', 'Virtual users at the same time'],
    ['duration: 10', 'up to 10 users. Left out of whole-run figures.'],
    ['    runn', 'What generates the load.'],
  ])('behind %j', (before, wanted) => {
    expect(language.hover(at(before))?.markdown ?? 'nothing').toContain(wanted);
  });

  it('shows the load of the stages as a picture that says the same in words', () => {
    const markdown = language.hover(at('    stages'))?.markdown ?? '';
    const [, words, picture = ''] = /!\[(.*)\]\(data:image\/svg\+xml,(.*)\)/.exec(markdown) ?? [];
    expect(words).toBe('1 m 10 s, up to 50 users');
    expect(decodeURIComponent(picture)).toMatch(/^<svg [\s\S]*<polygon points="[\d., ]+"[\s\S]*<\/svg>$/);
  });

  it.each(['# com', 'name: Sh'])('says nothing behind %j', (before) => {
    const text = `# comment\n${PLAN}`;
    const { offset } = atCursor(text.replace(before, () => `${before}‸`));
    expect(planLanguage(text).hover(offset)).toBeUndefined();
  });
});

describe('the rest of what an editor shows', () => {
  it('outlines what is declared and what a test is made of', () => {
    const lines = (nodes: readonly SymbolNode[], depth = 0): string[] =>
      nodes.flatMap((node) => [
        `${'  '.repeat(depth)}${node.name}${node.detail === undefined ? '' : ` (${node.detail})`}`,
        ...lines(node.children, depth + 1),
      ]);
    const outline = lines(language.symbols());
    expect(outline).toContain('headroom (1)');
    expect(outline.slice(outline.indexOf('tests'), outline.indexOf('  browse (k6)'))).toEqual([
      ...['tests', '  search (http)', '    requests', '      find', '      GET ${target}/items/${item}'],
      ...['    stages', '      warm', '      peak', '    checks', '      p95 latency{stage=peak} < 500ms'],
      ...['      max cpu', '      error_rate < 1%'],
    ]);
  });

  it('holds every name inside the span of its symbol', () => {
    const check = ({ span, nameSpan, children }: SymbolNode): void => {
      expect(nameSpan[0]).toBeGreaterThanOrEqual(span[0]);
      expect(nameSpan[1]).toBeLessThanOrEqual(span[1]);
      children.forEach(check);
    };
    language.symbols().forEach(check);
  });

  it('folds what goes over several lines', () => {
    const folded = language
      .folds()
      .map(([start, end]) => [PLAN.slice(0, start).split('\n').length, PLAN.slice(0, end).split('\n').length]);
    expect(folded).toContainEqual([18, 34]);
    expect(folded).toContainEqual([28, 30]);
    expect(folded.filter(([start, end]) => start === end)).toEqual([]);
  });

  it('links the files that it names', () => {
    expect(language.links().map(({ path, span }) => [path, PLAN.slice(...span)])).toEqual([['browse.js', 'browse.js']]);
  });

  it('hints at the load of each test', () => {
    expect(language.hints(new Map()).map(({ offset, label }) => [PLAN.slice(offset - 7, offset), label])).toEqual([
      ['stages:', '1 m 10 s, up to 50 users'],
    ]);
  });

  it('lists tests with their checks, and suites', () => {
    const tests = language
      .tests()
      .map(({ id, kind, span, checks }) => [kind, id, PLAN.slice(...span), checks.map((check) => check.id)]);
    expect(tests).toEqual([
      ['test', 'search', 'search', ['search/p95-latency{stage=peak}', 'search/cpu', 'search/error_rate']],
      ['test', 'browse', 'browse', ['browse/error_rate']],
      ['suite', 'nightly', 'nightly', []],
    ]);
  });
});
