import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { insertChecks } from '../../../core/configs/plan/edits/insertChecks.ts';
import type { NewCheck } from '../../../core/configs/plan/edits/checkRowText.ts';
import { parsePlan } from '../../../core/configs/plan/parsePlan.ts';

const P95: NewCheck = { selector: 'p95 latency', levels: { target: '< 300ms' } };
const ERRORS: NewCheck = {
  selector: 'error_rate',
  levels: { target: '< 1%', critical: '> 5%' },
  action: 'Look at the log: now',
  requirement: '3.10',
};

/** A plan whose test `search` is written like this. */
const withTest = (test: string): string => `headroom: 1
requirements: { '3.10': It works }
tests:
${test}`;

const RUNNER = 'runner: k6\n    script: search.js';

describe('adding checks to a test', () => {
  it.each<[string, string, string]>([
    [
      'behind the last row',
      `  search:\n    ${RUNNER}\n    checks:\n      - 'error_rate < 2%'\n    guards: []\n`,
      `  search:\n    ${RUNNER}\n    checks:\n      - 'error_rate < 2%'\n      - 'p95 latency < 300ms'\n    guards: []\n`,
    ],
    [
      'behind its comment, and before what belongs to the next key',
      `  search:\n    ${RUNNER}\n    checks:\n      - throughput > 1/s # little\n\n    # Guards.\n    guards: []\n`,
      `  search:\n    ${RUNNER}\n    checks:\n      - throughput > 1/s # little\n      - 'p95 latency < 300ms'\n\n    # Guards.\n    guards: []\n`,
    ],
    [
      'behind a row of several lines',
      `  search:\n    ${RUNNER}\n    checks:\n      - on: error_rate\n        target: '< 2%'\n`,
      `  search:\n    ${RUNNER}\n    checks:\n      - on: error_rate\n        target: '< 2%'\n      - 'p95 latency < 300ms'\n`,
    ],
    [
      'with dashes that are not indented',
      `  search:\n    ${RUNNER}\n    checks:\n    - 'error_rate < 2%'\n`,
      `  search:\n    ${RUNNER}\n    checks:\n    - 'error_rate < 2%'\n    - 'p95 latency < 300ms'\n`,
    ],
    [
      'in brackets',
      `  search:\n    ${RUNNER}\n    checks: ['error_rate < 2%'] # one\n`,
      `  search:\n    ${RUNNER}\n    checks: ['error_rate < 2%', 'p95 latency < 300ms'] # one\n`,
    ],
    [
      'in empty brackets',
      `  search:\n    ${RUNNER}\n    checks: [ ]\n`,
      `  search:\n    ${RUNNER}\n    checks: ['p95 latency < 300ms' ]\n`,
    ],
    [
      'in brackets over several lines, with a comma at the end and a comment',
      `  search:\n    ${RUNNER}\n    checks: [\n      'error_rate < 2%', # few\n    ]\n`,
      `  search:\n    ${RUNNER}\n    checks: [\n      'error_rate < 2%', 'p95 latency < 300ms', # few\n    ]\n`,
    ],
    [
      'where the key has no value',
      `  search:\n    ${RUNNER}\n    checks: # none yet\n  other: { runner: k6, script: o.js }\n`,
      `  search:\n    ${RUNNER}\n    checks: # none yet\n      - 'p95 latency < 300ms'\n  other: { runner: k6, script: o.js }\n`,
    ],
    [
      'where there is no key',
      `  search:\n    ${RUNNER} # theirs\n\n  # The other one.\n  other: { runner: k6, script: o.js }\n`,
      `  search:\n    ${RUNNER} # theirs\n    checks:\n      - 'p95 latency < 300ms'\n\n  # The other one.\n  other: { runner: k6, script: o.js }\n`,
    ],
    [
      'in a test in braces',
      `  search: { runner: k6, script: search.js }\n`,
      `  search: { runner: k6, script: search.js, checks: ['p95 latency < 300ms'] }\n`,
    ],
    [
      'in a test in braces, with a comment that looks like more',
      `  search: {\n    runner: k6,\n    script: search.js # ', }\n  }\n`,
      `  search: {\n    runner: k6,\n    script: search.js, checks: ['p95 latency < 300ms'] # ', }\n  }\n`,
    ],
    [
      'in a test in braces with a list in it',
      `  search: {\n    runner: k6,\n    script: search.js,\n    checks: ['error_rate < 2%'],\n  }\n`,
      `  search: {\n    runner: k6,\n    script: search.js,\n    checks: ['error_rate < 2%', 'p95 latency < 300ms'],\n  }\n`,
    ],
    [
      'at the end of a text without a last line break',
      `  search:\n    ${RUNNER}`,
      `  search:\n    ${RUNNER}\n    checks:\n      - 'p95 latency < 300ms'`,
    ],
    [
      'with the quotes that the plan uses',
      `  search:\n    runner: "k6"\n    script: "search.js"\n`,
      `  search:\n    runner: "k6"\n    script: "search.js"\n    checks:\n      - "p95 latency < 300ms"\n`.replaceAll(
        "'",
        '"',
      ),
    ],
  ])('%s', (_, test, expected) => {
    const plan = withTest(test);
    const quoted = expected.includes('"k6"') ? plan.replace("'3.10'", '"3.10"') : plan;
    const { text, refused } = insertChecks(quoted, [{ test: 'search', rows: [P95] }]);
    expect(refused).toEqual([]);
    expect(text).toBe(quoted.replace(test, () => expected));
    expect(insertChecks(quoted.replaceAll('\n', '\r\n'), [{ test: 'search', rows: [P95] }]).text).toBe(
      text.replaceAll('\n', '\r\n'),
    );
    expect(parsePlan(text).problems).toEqual([]);
    const checks = parsePlan(text).plan?.tests[0]?.checks.map(({ check }) => check.id);
    expect(checks).toContain('search/p95-latency');
  });

  it('writes levels, action and requirement, and more than one row', () => {
    const plan = withTest(`  search:\n    ${RUNNER}\n`);
    const { text, written } = insertChecks(plan, [{ test: 'search', rows: [P95, ERRORS] }]);
    expect(text).toBe(
      `${plan}    checks:\n      - 'p95 latency < 300ms'\n      - { on: error_rate, target: '< 1%', critical: '> 5%', requirement: '3.10', action: 'Look at the log: now' }\n`,
    );
    expect(written.map(({ span }) => text.slice(...span))).toEqual([
      "'p95 latency < 300ms'",
      expect.stringMatching(/^\{ on: error_rate.* \}$/),
    ]);
    expect(parsePlan(text).problems).toEqual([]);
  });

  it('writes a long row over several lines', () => {
    const plan = withTest(`  search:\n    ${RUNNER}\n`);
    const action = `Tell ${'everybody '.repeat(12)}`.trim();
    const { text } = insertChecks(plan, [{ test: 'search', rows: [{ ...ERRORS, action }] }]);
    expect(text).toContain(
      `      - on: error_rate\n        target: '< 1%'\n        critical: '> 5%'\n        requirement: '3.10'\n        action: Tell everybody`,
    );
    expect(parsePlan(text).plan?.tests[0]?.checks[0]?.check.action).toBe(action);
  });

  it.each([
    ["It's time", "action: 'It''s time' }"],
    ['yes', "action: 'yes' }"],
    ['a, b', "action: 'a, b' }"],
    ['Scale up', 'action: Scale up }'],
  ])('quotes %j where YAML would read something else', (action, written) => {
    const { text } = insertChecks(withTest(`  search:\n    ${RUNNER}\n`), [
      { test: 'search', rows: [{ ...P95, action }] },
    ]);
    expect(text).toContain(written);
    expect(parsePlan(text).plan?.tests[0]?.checks[0]?.check.action).toBe(action);
  });

  it.each([
    [
      'checks of an alias',
      `  base: &base\n    ${RUNNER}\n    checks: &rows ['error_rate < 2%']\n  search:\n    ${RUNNER}\n    checks: *rows\n`,
    ],
    [
      'checks that others use',
      `  search:\n    ${RUNNER}\n    checks: &rows ['error_rate < 2%']\n  other:\n    ${RUNNER}\n    checks: *rows\n`,
    ],
    [
      'checks that are merged in',
      `  base: &base\n    ${RUNNER}\n    checks: ['error_rate < 2%']\n  search:\n    <<: *base\n`,
    ],
    ['a test that others take over', `  search: &search\n    ${RUNNER}\n  other:\n    <<: *search\n`],
    ['a test that is an alias', `  base: &base\n    ${RUNNER}\n  search: *base\n`],
    ['no list', `  search:\n    ${RUNNER}\n    checks: none\n`],
    ['another test', `  other:\n    ${RUNNER}\n`],
  ])('leaves %s as it is, and says why', (_, test) => {
    const plan = withTest(test);
    const { text, edits, refused } = insertChecks(plan, [{ test: 'search', rows: [P95] }]);
    expect(text).toBe(plan);
    expect(edits).toEqual([]);
    expect(refused).toEqual([{ test: 'search', why: expect.stringContaining('search') as string }]);
  });

  it('adds to a test that takes other keys over', () => {
    const plan = withTest(`  base: &base\n    ${RUNNER}\n  search:\n    <<: *base\n    title: Search\n`);
    const { text } = insertChecks(plan, [{ test: 'search', rows: [P95] }]);
    expect(text).toBe(`${plan}    checks:\n      - 'p95 latency < 300ms'\n`);
    expect(parsePlan(text).plan?.tests.map(({ checks }) => checks.length)).toEqual([0, 1]);
  });

  it('changes nothing but what it adds, however the plan is written', () => {
    const comment = fc.constantFrom('', ' # note', " # it's [one] {of} them", ' # "quoted"');
    const lineBreak = fc.constantFrom('\n', '\r\n');
    const rows = fc.array(
      fc.constantFrom("'throughput > 1/s'", 'med latency < 1s', '{ on: p50 latency, target: "< 1s" }'),
      {
        maxLength: 3,
      },
    );
    const style = fc.constantFrom('block', 'flat', 'brackets', 'lines in brackets', 'none', 'empty');
    const test = fc.tuple(style, rows, comment, comment, fc.boolean()).map(([how, list, one, two, hasGap]) => {
      const lines = ['runner: k6', `script: a.js${one}`];
      if (how === 'none') return [...lines, ...(hasGap ? [`title: A${two}`] : [])];
      if (how === 'empty' || list.length === 0) return [...lines, `checks:${two}`, ...(hasGap ? ['title: A'] : [])];
      if (how === 'brackets') return [...lines, `checks: [${list.join(', ')}]${two}`];
      if (how === 'lines in brackets')
        return [...lines, 'checks: [', ...list.map((row) => `  ${row},${one}`), `]${two}`, 'title: A'];
      const indent = how === 'flat' ? '' : '  ';
      return [
        ...lines,
        `checks:${one}`,
        ...list.map((row) => `${indent}- ${row}${two}`),
        ...(hasGap ? ['', '# Next.', 'title: A'] : []),
      ];
    });
    fc.assert(
      fc.property(fc.array(test, { minLength: 1, maxLength: 4 }), lineBreak, fc.boolean(), (tests, end, hasEnd) => {
        const body = tests.map((lines, at) => [
          `  t${at}:`,
          ...lines.map((line) => (line === '' ? '' : `    ${line}`)),
        ]);
        const plan = ['headroom: 1', 'tests:', ...body.flat()].join(end) + (hasEnd ? end : '');
        const before = parsePlan(plan);
        const { text, edits, refused } = insertChecks(
          plan,
          tests.map((_, at) => ({ test: `t${at}`, rows: [P95, { ...P95, selector: 'p90 latency', action: 'x: y' }] })),
        );
        expect(refused).toEqual([]);
        expect(edits.every(({ span }) => span[0] === span[1])).toBe(true);
        expect(text.length).toBe(plan.length + edits.reduce((sum, { text: added }) => sum + added.length, 0));
        const after = parsePlan(text);
        // A list that was empty is none any more.
        const had = before.problems.map(({ message }) => message).filter((one) => !one.includes('has no value'));
        expect(after.problems.map(({ message }) => message)).toEqual(had);
        after.plan?.tests.forEach(({ checks }, at) => {
          const own = before.plan?.tests[at]?.checks.map(({ check }) => check.id) ?? [];
          expect(checks.map(({ check }) => check.id)).toEqual([...own, `t${at}/p95-latency`, `t${at}/p90-latency`]);
        });
      }),
    );
  });
});
