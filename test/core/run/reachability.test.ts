import { describe, expect, it } from 'vitest';
import type { SeriesSample } from '../../../core/run/aggregate.ts';
import { foldRun, runResult, startRun } from '../../../core/run/foldRun.ts';
import { Reachability } from '../../../core/run/reachability.ts';
import type { Frame } from '../../../core/run/runEvent.ts';
import { recordSetup, restoreSetup } from '../../../core/run/setupRecord.ts';
import { check, counter, frame, selector } from './helpers.ts';

const REFUSED = ['refused', 'dns'];

/** A second by its letter: a(nswers), r(efused), d(ns), t(imeouts), m(ixed: an answer among refusals), nothing ended (.). */
function second(letter: string, at: number): Frame {
  const failed = (error: string): SeriesSample[] => [
    counter('requests', 2),
    counter('responses', 0),
    counter('failures', 0, { request: 'x' }),
    counter('failures', 2, { request: 'x', error }),
  ];
  switch (letter) {
    case 'a':
      return frame(at, [counter('requests', 9), counter('responses', 9), counter('failures', 0)]);
    case 'r':
      return frame(at, failed('refused'));
    case 'd':
      return frame(at, failed('dns'));
    case 't':
      return frame(at, failed('timeout'));
    case 'm':
      return frame(at, [counter('responses', 1), counter('failures', 2, { error: 'refused' })]);
    default:
      return frame(at, [counter('requests', 0), counter('responses', 0)]);
  }
}

function watch(course: string, errors: readonly string[] = REFUSED): { said: string[]; warnings: string[] } {
  const reachability = new Reachability(errors);
  const said = Array.from(course).flatMap((letter, at) => {
    const line = reachability.add(second(letter, at));
    return line === undefined ? [] : [`${at}: ${line}`];
  });
  return { said, warnings: reachability.warnings() };
}

describe('a target that cannot be reached', () => {
  it.each([
    ['all is well', 'aaaaaa', [], []],
    ['it is away for too short a time to be told', 'aarraa', [], []],
    [
      'it is away for a while',
      'aarrrraa',
      ['4: target not reachable since 2 s', '6: target reachable again at 6 s; target not reachable from 2 s to 6 s'],
      ['target not reachable from 2 s to 6 s'],
    ],
    [
      'users wait before they try again',
      'ar..r..a',
      ['4: target not reachable since 1 s', '7: target reachable again at 7 s; target not reachable from 1 s to 5 s'],
      ['target not reachable from 1 s to 5 s'],
    ],
    ['it is away to the end', 'aardd', ['4: target not reachable since 2 s'], ['target not reachable from 2 s to 5 s']],
    ['it never was there', 'rrr', ['2: target not reachable since 0 s'], ['target not reachable from 0 s to 3 s']],
    ['it is slow', 'attttta', [], []],
    ['some attempts get through', 'ammmmma', [], []],
    ['nothing ends at all', 'a......', [], []],
    [
      'it goes away twice',
      'rrrarrra',
      [
        '2: target not reachable since 0 s',
        '3: target reachable again at 3 s; target not reachable from 0 s to 3 s',
        '6: target not reachable since 4 s',
        '7: target reachable again at 7 s; target not reachable from 4 s to 7 s',
      ],
      ['target not reachable from 0 s to 3 s', 'target not reachable from 4 s to 7 s'],
    ],
  ])('%s: %s', (_, course, said, warnings) => {
    expect(watch(course)).toEqual({ said, warnings });
  });

  it('is not guessed where the runner does not tell why attempts failed', () => {
    expect(watch('aarrrraa', [])).toEqual({ said: [], warnings: [] });
  });

  it('is told a bounded number of times', () => {
    const { warnings } = watch('rrra'.repeat(500));
    expect(warnings).toHaveLength(11);
    expect(warnings.at(-1)).toBe('target not reachable 490 more times');
  });

  it('makes a pass a warning, also when the run is read again from disk', () => {
    const setup = {
      checks: [check(selector('error_rate'), { target: ['<', 0.9] })],
      guards: [],
      connectErrors: REFUSED,
    };
    for (const used of [setup, restoreSetup(recordSetup(setup)).setup]) {
      const run = startRun(used);
      Array.from('aaarrraaa').forEach((letter, at) => foldRun(run, { at, kind: 'frame', frame: second(letter, at) }));
      foldRun(run, { at: 9, kind: 'finished', outcome: { kind: 'completed' } });
      expect(runResult(run)).toMatchObject({ verdict: 'warn', reasons: ['target not reachable from 3 s to 6 s'] });
    }
  });
});
