import { describe, expect, test } from 'vitest';
import { dryRunArguments, NOTHING_GIVEN, runArguments, type RunChoice } from '../../../client/running/runChoice.ts';

const plain: RunChoice = { file: '/shop/load.headroom.yaml', isSmoke: false };
const leaving = { graceSeconds: 30, whenLeft: 'stop' } as const;
const left = ['--grace=30', '--when-left=stop'];

describe('the arguments of a run', () => {
  test.each<[string, Partial<RunChoice>, string[]]>([
    ['all of a file', {}, []],
    ['tests', { tests: ['one', '-two'] }, ['--test=one', '--test=-two']],
    ['a suite', { suite: 'all' }, ['--suite=all']],
    ['what failed of it', { suite: 'all', isOnlyFailed: true }, ['--suite=all', '--failed']],
    ['a smoke run', { tests: ['one'], isSmoke: true }, ['--test=one', '--smoke']],
    ['an environment', { environment: 'staging' }, ['--environment=staging']],
    ['variables', { variables: { users: '5', hold: 'a=b' } }, ['--set=users=5', '--set=hold=a=b']],
  ])('%s', (_, choice, expected) => {
    expect(runArguments({ ...plain, ...choice }, NOTHING_GIVEN, leaving)).toEqual([
      'run',
      '/shop/load.headroom.yaml',
      ...expected,
      ...left,
    ]);
  });

  test('what was given, and what becomes of the run when the window goes', () => {
    const given = { confirmed: ['shop.example', '700'], isParallel: true };
    expect(runArguments(plain, given, { graceSeconds: 0, whenLeft: 'continue' })).toEqual([
      'run',
      '/shop/load.headroom.yaml',
      '--confirm=shop.example',
      '--confirm=700',
      '--parallel',
      '--grace=0',
      '--when-left=continue',
    ]);
  });

  test('a dry run asks for nothing that is said of a host', () => {
    expect(dryRunArguments({ ...plain, tests: ['one'] })).toEqual([
      'run',
      '/shop/load.headroom.yaml',
      '--test=one',
      '--dry-run',
    ]);
  });
});
