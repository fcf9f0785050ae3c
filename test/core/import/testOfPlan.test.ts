import { describe, expect, it } from 'vitest';
import { testOfPlan } from '../../../core/import/testOfPlan.ts';
import { parsePlan } from '../../../core/configs/plan/parsePlan.ts';

const K6 = 'shop: { runner: k6, script: a.js }';
const CODER = 'pods: { runner: coder, scaletest: create-workspaces, with: { template: pod } }';
const planOf = (...tests: string[]) => parsePlan(`headroom: 1\ntests:\n  ${tests.join('\n  ')}\n`).plan!;

const NAMED = { isNamed: true, isOnly: true };
const IN_FOLDER = { isNamed: false, isOnly: true };
const ONE_OF_TWO = { isNamed: true, isOnly: false };

describe('the test that a file is judged by', () => {
  it.each([
    ['the one that it is called like', [K6, CODER], { kind: 'k6-summary', nameSays: 'shop', ...IN_FOLDER }, undefined],
    ['the one that is named', [K6, CODER], { kind: 'k6-summary', nameSays: 'x', ...IN_FOLDER }, 'shop'],
    ['the only one, for a single file', [K6], { kind: 'k6-points', nameSays: 'x', ...NAMED }, undefined],
    ['that of another tool, where both are named', [K6], { kind: 'wrk-text', nameSays: 'x', ...NAMED }, 'shop'],
  ] as const)('is %s', (_, tests, file, chosen) => {
    expect(testOfPlan(planOf(...tests), file, chosen)).toMatchObject({ test: { id: 'shop' } });
  });

  it.each([
    [
      'of several by a name of none',
      [K6, CODER],
      { kind: 'k6-summary', nameSays: 'x', ...NAMED },
      undefined,
      /Say with --test which .*: shop, pods$/,
    ],
    [
      'the only one, for what a folder holds',
      [K6],
      { kind: 'k6-summary', nameSays: 'x', ...IN_FOLDER },
      undefined,
      /no test x/,
    ],
    [
      'the only one, for one of several files',
      [K6],
      { kind: 'k6-summary', nameSays: 'x', ...ONE_OF_TWO },
      undefined,
      /no test x/,
    ],
    [
      'the only one, of another tool',
      [K6],
      { kind: 'wrk-text', nameSays: 'x', ...NAMED },
      undefined,
      /^it is a wrk report, and test shop has runner: k6\. .* say --test shop$/,
    ],
    [
      'of another tool by its name alone',
      [K6, CODER],
      { kind: 'artillery-report', nameSays: 'shop', ...NAMED },
      undefined,
      /^it is an Artillery report/,
    ],
    [
      'of another tool in a folder',
      [K6],
      { kind: 'wrk-text', nameSays: 'x', ...IN_FOLDER },
      'shop',
      /name the file itself, and --test shop$/,
    ],
  ] as const)('is none: %s', (_, tests, file, chosen, why) => {
    expect(testOfPlan(planOf(...tests), file, chosen)).toEqual({ why: expect.stringMatching(why) });
  });
});
