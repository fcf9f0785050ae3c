import { describe, expect, it } from 'vitest';
import { groupsLeft, watchLine } from '../../core/node/watcher/watchLines.ts';

describe('what the watcher has to kill', () => {
  it.each([
    ['nothing was started', '', []],
    ['two run', watchLine.started(20) + watchLine.started(30), [20, 30]],
    ['one has ended', watchLine.started(20) + watchLine.started(30) + watchLine.ended(20), [30]],
    ['a pid came again', watchLine.started(20) + watchLine.ended(20) + watchLine.started(20), [20]],
    ['pids that would mean everybody', '+0\n+1\n', []],
    ['lines that were cut off', '+\n20\n+2x\n', []],
  ])('%s', (_, text, expected) => {
    expect(groupsLeft(text.split('\n'))).toEqual(expected);
  });
});
