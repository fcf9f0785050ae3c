import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ComparisonOperator, Level, Selector, Window } from '../../../core/checks/check.ts';
import { GuardWatch } from '../../../core/run/guards.ts';
import { check, resultOf } from './helpers.ts';
import {
  anySelector,
  frameOf,
  inScope,
  isClose,
  isRounded,
  limits,
  naiveCompare,
  naiveValue,
  OPERATORS,
  rawRun,
  timeline,
  type Line,
} from './naive.ts';

const settings = { numRuns: 400 };

/** Stretches without a break, since a stage or the measured run can only be interrupted by what is out of scope. */
function stretchesOf(line: Line, what: Selector, withWarmup: boolean): Line[] {
  const scope = new Set(inScope(line, what.tags, withWarmup));
  const runs: Line[] = [[]];
  for (const second of line) {
    if (scope.has(second)) runs.at(-1)?.push(second);
    else if ((runs.at(-1)?.length ?? 0) > 0) runs.push([]);
  }
  return runs;
}

/** Every full window: for each second the shortest stretch of at least the window's length that ends with it. */
function fullWindows(runs: readonly Line[], ms: number): Line[] {
  return runs.flatMap((line) =>
    line.flatMap((_, end) => {
      for (let start = end; start >= 0; start -= 1) {
        const part = line.slice(start, end + 1);
        if (part.reduce((sum, { durationMs }) => sum + durationMs, 0) >= ms) return [part];
      }
      return [];
    }),
  );
}

/** For a guard a second without data is as the measured one before it. */
function truthsInTurn(
  run: Line,
  truth: (part: Line) => boolean | undefined,
  isCarried: boolean,
): [Line[number], boolean | undefined][] {
  let last: boolean | undefined;
  return run.map((second) => {
    const own = truth([second]);
    last = own ?? (isCarried ? last : undefined);
    return [second, last];
  });
}

type Told = 'pass' | 'fail' | 'no-data' | 'either';

/** By the words of the design, window by window. `either` when some value is too near the limit to be sure. */
function naiveWindowVerdict(
  line: Line,
  what: Selector,
  level: Level,
  operator: ComparisonOperator,
  limit: number,
  window: Window,
  withWarmup: boolean,
): Told {
  const windows = fullWindows(stretchesOf(line, what, withWarmup), window.ms);
  const near: number[] = [];
  const truth = (part: Line): boolean | undefined => {
    const value = naiveValue(part, what);
    if (value === undefined) return undefined;
    if (isClose(value, limit, isRounded(what) ? 0.02 : 1e-6)) near.push(value);
    return naiveCompare(operator, value, limit);
  };
  const bySecond = new Map(
    stretchesOf(line, what, withWarmup).flatMap((run) => truthsInTurn(run, truth, level === 'stop')),
  );
  const truths = windows.map((part): boolean | undefined => {
    if (window.kind === 'over') return truth(part);
    const seconds = part.map((second) => bySecond.get(second));
    const last = part.at(-1);
    if (last !== undefined && !seconds.includes(false) && truth([last]) === undefined) return undefined;
    if (seconds.includes(false)) return false;
    return seconds.includes(undefined) ? undefined : true;
  });
  if (near.length > 0) return 'either';
  if (truths.every((one) => one === undefined)) return 'no-data';
  const isTarget = level === 'target';
  if (isTarget && window.kind === 'over') {
    if (truths.includes(false)) return 'fail';
    return truths.includes(undefined) ? 'no-data' : 'pass';
  }
  return truths.includes(true) === isTarget ? 'pass' : 'fail';
}

const windows = fc.record({
  kind: fc.constantFrom<Window['kind']>('for', 'over'),
  ms: fc.constantFrom(1000, 2000, 3000, 5000, 2500),
});

describe('windows agree with a reference that looks at every stretch anew', () => {
  it.each<Level>(['target', 'critical', 'stop'])('as %s', (level) => {
    fc.assert(
      fc.property(
        rawRun,
        anySelector,
        fc.constantFrom(...OPERATORS),
        limits,
        windows,
        (run, what, op, limit, window) => {
          const row = check(what, { [level]: [op, limit, window] });
          const setup = level === 'stop' ? { guards: [row] } : { checks: [row] };
          const [result] = resultOf(setup, run.map(frameOf)).checks;
          const expected = naiveWindowVerdict(timeline(run), what, level, op, limit, window, level === 'stop');
          if (expected === 'either') return;
          expect(result?.verdict).toBe(expected);
        },
      ),
      settings,
    );
  });

  it('and a guard trips in the run exactly when its row fails in the result', () => {
    fc.assert(
      fc.property(
        rawRun,
        anySelector,
        fc.constantFrom(...OPERATORS),
        limits,
        windows,
        (run, what, op, limit, window) => {
          const row = check(what, { stop: [op, limit, window] });
          const frames = run.map(frameOf);
          const watch = new GuardWatch([row]);
          const trips = frames.map((frame) => watch.add(frame)).filter((trip) => trip !== undefined);
          const [result] = resultOf({ guards: [row] }, frames).checks;
          expect(trips.length).toBe(result?.verdict === 'fail' ? 1 : 0);
          for (const { nearness } of watch.distances()) expect(nearness >= 0 && nearness <= 1).toBe(true);
        },
      ),
      settings,
    );
  });
});
