import { describe, expect, it } from 'vitest';
import { parsePlan } from '../../../core/configs/plan/parsePlan.ts';
import { planLanguage } from '../../../core/configs/plan/language/planLanguage.ts';
import { formatYaml } from '../../../core/configs/yaml/formatYaml.ts';
import { atCursor } from '../../support/cursor.ts';
import { PLAN } from './planSample.ts';

/** The text after the one change that is offered at `‸`. */
function changed(marked: string): { title: string; text: string } {
  const { text, offset } = atCursor(marked);
  const [change, ...others] = planLanguage(text).refactorings([offset, offset]);
  expect(others).toEqual([]);
  if (!change) throw new Error('Nothing is offered.');
  const edits = change.edits.toSorted((a, b) => b.span[0] - a.span[0]);
  const result = edits.reduce((now, { span, text: put }) => now.slice(0, span[0]) + put + now.slice(span[1]), text);
  return { title: change.title, text: result };
}

const test = (id: string, checks: string): string => `  ${id}:
    runner: http
    request: GET http://127.0.0.1:1/
    stages: [{ users: 1, duration: 1s }]
    checks:
${checks}`;

describe('changes of a plan', () => {
  it.each([
    ['with others', "requirements:\n  '14.9': Fast\n", "requirements:\n  '14.9': Fast\n  '14.10': \n"],
    ['in braces', "requirements: { '14.9': Fast }\n", "requirements: { '14.9': Fast, '14.10':  }\n"],
    ['without any', '', "requirements:\n  '14.10': \n\n"],
  ])('declares a requirement %s', (_, written, wanted) => {
    const rest = `tests:\n${test('a', "      - { on: p95 latency, target: '< 1s', requirement: '14.1‸0' }\n")}`;
    const { title, text } = changed(`headroom: 1\n${written}${rest}`);
    expect(title).toBe('Declare requirement 14.10');
    expect(text).toBe(`headroom: 1\n${wanted}${rest.replace('‸', '')}`);
    expect(parsePlan(text).problems.map(({ code }) => code)).not.toContain('unknown-requirement');
  });

  it('moves a check of all tests to the defaults', () => {
    const both = `tests:\n${test('a', '      - error_rate ‸< 1%\n      - p95 latency < 1s\n')}${test('b', '      - error_rate < 1%\n')}`;
    const { text } = changed(`headroom: 1\n${both}`);
    expect(text).toBe(
      `headroom: 1\ndefaults:\n  checks:\n    - error_rate < 1%\n\ntests:\n${test('a', '      - p95 latency < 1s\n')}${test('b', '').replace('    checks:\n', '')}`,
    );
    const ids = (source: string): string[] =>
      (parsePlan(source).plan?.tests ?? []).flatMap(({ checks }) => checks.map(({ check }) => check.id)).sort();
    expect(parsePlan(text).problems).toEqual([]);
    expect(ids(text)).toEqual(ids(`headroom: 1\n${both.replace('‸', '')}`));
  });

  it('adds to defaults that are there', () => {
    const both = `defaults:\n  checks:\n    - p99 latency < 2s\ntests:\n${test('a', '      - error_rate ‸< 1%\n')}${test('b', '      - error_rate < 1%\n')}`;
    expect(changed(`headroom: 1\n${both}`).text).toContain('    - p99 latency < 2s\n    - error_rate < 1%\ntests:');
  });

  it('offers nothing for a check that some test does not have: it would get it', () => {
    const { text, offset } = atCursor(
      `headroom: 1\ntests:\n${test('a', '      - error_rate ‸< 1%\n')}${test('b', '      - p95 latency < 1s\n')}`,
    );
    expect(planLanguage(text).refactorings([offset, offset])).toEqual([]);
  });
});

describe('formatting', () => {
  it('keeps comments, order and what everything means', async () => {
    const untidy = `headroom:   1   # the format\n\n\n\n# who\nvariables: {a: 1,   b: '14.10'}\ntests:\n    search:\n        runner:   http # built in\n        checks: ["p95 latency < 1s",   "error_rate < 1%"]\n`;
    expect(await formatYaml(untidy)).toBe(
      `headroom: 1 # the format\n\n# who\nvariables: { a: 1, b: "14.10" }\ntests:\n  search:\n    runner: http # built in\n    checks: ["p95 latency < 1s", "error_rate < 1%"]\n`,
    );
  });

  it('leaves what is well formed as it is', async () => {
    expect(await formatYaml(PLAN)).toBe(PLAN);
    expect(await formatYaml(PLAN.replaceAll('\n', '\r\n'))).toBe(PLAN.replaceAll('\n', '\r\n'));
  });

  it.each(['a: [1', 'a: 1\na: 2\n', 'a:\n\t- x\n'])('does not touch %j, which has a fault', async (text) => {
    expect(await formatYaml(text)).toBeUndefined();
  });
});
