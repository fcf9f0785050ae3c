import { describe, expect, it } from 'vitest';
import { staircase } from '../../../core/runners/staircase.ts';
import { frameLengths } from '../../../core/runners/stepFrames.ts';
import { stagesOf } from './stepSupport.ts';

function stairs(stages: string, wholeSecondsOnly = false): string[] {
  return staircase('wrk', stagesOf(stages), { wholeSecondsOnly }).steps.map(
    ({ stage, users, durationMs }) => `${stage}: ${users} for ${durationMs}`,
  );
}

describe('stages as steps', () => {
  it.each([
    [
      'levels stay as they are',
      '[{ users: 5, duration: 3s }, { users: 2, duration: 1500ms }]',
      ['1: 5 for 3000', '2: 2 for 1500'],
    ],
    [
      'a ramp up ends at its level',
      '[{ users: 3, duration: 6s, ramp: true }]',
      ['1: 1 for 2000', '1: 2 for 2000', '1: 3 for 2000'],
    ],
    [
      'a ramp down begins at the level before',
      '[{ users: 9, duration: 1s }, { users: 3, duration: 6s, ramp: true }]',
      ['1: 9 for 1000', '2: 9 for 2000', '2: 7 for 2000', '2: 5 for 2000'],
    ],
    ['a ramp too short for steps has one', '[{ users: 50, duration: 3s, ramp: true }]', ['1: 50 for 3000']],
    [
      'a low ramp has a step for each user',
      '[{ users: 2, duration: 10s, ramp: true }]',
      ['1: 1 for 5000', '1: 2 for 5000'],
    ],
    [
      'what is left of a second is in the last',
      '[{ users: 2, duration: 4500ms, ramp: true }]',
      ['1: 1 for 2000', '1: 2 for 2500'],
    ],
  ])('%s', (_, stages, expected) => {
    expect(stairs(stages)).toEqual(expected);
  });

  it('a long ramp has ten steps that fill its time', () => {
    const steps = stairs('[{ users: 100, duration: 65s, ramp: true }]').map((text) => text.split(/[: ]+/).map(Number));
    expect(steps.map(([, users]) => users)).toEqual([10, 20, 30, 40, 50, 60, 70, 80, 90, 100]);
    expect(steps.reduce((sum, [, , , ms = 0]) => sum + ms, 0)).toBe(65_000);
  });

  it('says what was not exact', () => {
    const { notes } = staircase('wrk', stagesOf('[{ name: up, users: 2, duration: 3500ms, ramp: true }]'), {
      wholeSecondsOnly: true,
    });
    expect(notes).toEqual([
      'stage `up` was made 4 s long instead of 3.50 s: wrk takes whole seconds',
      'the ramp of stage `up` was a staircase of users: 1 for 2 s, 2 for 2 s',
    ]);
  });

  it('refuses a stage without users', () => {
    expect(() => stairs('[{ users: 1, duration: 1s }, { users: 0, duration: 1s }]')).toThrow(/0 users/);
  });
});

describe('the frames of a step', () => {
  it.each([
    [2004, [1000, 1004]],
    [2080, [1000, 1000, 80]],
    [1500, [1000, 500]],
    [300, [300]],
    [0, [1]],
  ])('that took %d ms', (took, expected) => {
    expect(frameLengths(took)).toEqual(expected);
  });
});
