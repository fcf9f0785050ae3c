import { describe, expect, test } from 'vitest';
import { noticeOfItem, noticeOfLoss } from '../../../client/running/notices.ts';
import type { HostPlace } from '../../../client/running/followedHost.ts';
import { foldHosted, waitingTests, type HostedTests } from '../../../core/protocol/hostedTests.ts';
import type { HostItem } from '../../../core/protocol/runHost.ts';

const SINCE = 1000;
type Host = Parameters<typeof noticeOfItem>[0];
const place: HostPlace = {
  socket: '/s',
  file: '/shop/a.headroom.yaml',
  tests: ['search'],
  suites: [],
  startedBy: 'command',
};
const after = (...items: HostItem[]): HostedTests => items.reduce(foldHosted, waitingTests(['search']));
const host = (rest: Partial<Host> = {}): Host => ({
  place,
  hosted: after(),
  isStopping: false,
  lost: undefined,
  ...rest,
});

const begun: HostItem = { kind: 'run', sequence: 0, testId: 'search', runId: 'r1', folder: '/runs/r1' };
const notRun: HostItem = { kind: 'not-run', sequence: 1, testId: 'search' };
const note: HostItem = { kind: 'note', sequence: 0, text: 'Preflight of search failed.' };
const guard = (at: number): HostItem => ({
  kind: 'event',
  sequence: 2,
  runId: 'r1',
  event: { at, kind: 'guard', guardId: 'g', expression: 'e', observed: 1, message: 'error_rate was over 10 %' },
});

describe('what is told in a notification', () => {
  test.each<[string, Host, HostItem, ReturnType<typeof noticeOfItem>]>([
    [
      'a test that was not run, with the reason',
      host({ hosted: after(note, notRun) }),
      notRun,
      { level: 'error', message: 'search was not run. Preflight of search failed.' },
    ],
    ['not one that a person has stopped', host({ hosted: after(notRun), isStopping: true }), notRun, undefined],
    ['not one of a terminal', host({ place: { ...place, startedBy: 'elsewhere' } }), notRun, undefined],
    [
      'a guard that tripped, with its test',
      host({ hosted: after(begun) }),
      guard(SINCE + 1),
      { level: 'warning', message: 'search was stopped by a guard: error_rate was over 10 %', folder: '/runs/r1' },
    ],
    ['not one that tripped before this window', host({ hosted: after(begun) }), guard(SINCE - 1), undefined],
    ['not that a run began', host({ hosted: after(begun) }), begun, undefined],
  ])('%s', (_, telling, item, expected) => {
    expect(noticeOfItem(telling, item, SINCE)).toEqual(expected);
  });

  test('that a host is gone, with its test; nothing of one that said goodbye', () => {
    expect(noticeOfLoss(host({ hosted: after(begun), lost: 'it was killed' }))).toEqual({
      level: 'warning',
      message: expect.stringMatching(/run host of search is gone.*it was killed/) as string,
      folder: '/runs/r1',
    });
    expect(noticeOfLoss(host())).toBeUndefined();
  });

  test('nothing of a host that was over before a word of it came', () => {
    const elsewhere = { ...place, startedBy: 'elsewhere', tests: [] } as const;
    expect(noticeOfLoss(host({ place: elsewhere, hosted: waitingTests([]), lost: 'ENOENT' }))).toBeUndefined();
    expect(noticeOfLoss(host({ place: elsewhere, hosted: after(begun), lost: 'it was killed' }))).toBeDefined();
  });
});
