import { describe, expect, test } from 'vitest';
import { importArguments, importEnding, type JudgingPlan } from '../../../client/runs/actions/importArguments.ts';

describe('importing by a plan', () => {
  test.each<[string, JudgingPlan, string[]]>([
    ['alone', { plan: '/shop/a.yaml' }, ['--plan=/shop/a.yaml']],
    ['with a test', { plan: '/shop/a.yaml', test: 'search' }, ['--plan=/shop/a.yaml', '--test=search']],
    [
      'with an environment',
      { plan: '/shop/a.yaml', environment: '-live' },
      ['--plan=/shop/a.yaml', '--environment=-live'],
    ],
  ])('%s', (_, judging, expected) => {
    expect(importArguments(['/r/-1.json', '/r/2'], judging)).toEqual([
      'import',
      ...expected,
      '--',
      '/r/-1.json',
      '/r/2',
    ]);
  });

  test.each<[string, Parameters<typeof importEnding>[0], string[], string, RegExp]>([
    ['all passed', { exitCode: 0 }, [], 'info', /judged by a\.yaml: all passed/],
    ['a failed check', { exitCode: 1 }, [], 'info', /not all passed/],
    ['a crash', { exitCode: 1 }, ['', 'TypeError: x'], 'warning', /not everything.*TypeError: x/i],
    ['what is not to be trusted', { exitCode: 3 }, [], 'warning', /not all of it is to be trusted/],
    ['a refusal', { exitCode: 2 }, ['a.json: it is empty.'], 'warning', /a\.json: it is empty\./],
    ['a refusal without a word', { exitCode: 2 }, [], 'warning', /ended with 2/],
    ['no end', { failure: 'it took longer than 5 s' }, [], 'warning', /did not come to its end: it took longer/],
  ])('tells of %s', (_, outcome, said, level, words) => {
    expect(importEnding(outcome, 'a.yaml', said)).toEqual({ level, words: expect.stringMatching(words) as string });
  });
});
