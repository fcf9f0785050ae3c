import { judge, type JudgedCheck } from './judge.ts';
import { whyNothing } from './explain.ts';
import type { BaselineLookup } from './limits.ts';
import { mergedSource, type MeasuredSource } from './measuredSource.ts';
import { definitionOf, measure } from './measure.ts';
import type { CheckResult, RunState, Verdict } from './runResult.ts';

/** One test of a suite with what its run measured. */
export interface SuiteMember {
  testId: string;
  /** Absent when the suite ended before this test was run. */
  run?: { source: MeasuredSource; state: RunState; verdict: Verdict };
}

/**
 * Judges a suite's checks on what its members measured together: counters and failures are added up, percentiles come
 * from merged histograms, times are added because members run one after the other. A value that a member has no part
 * in is not that of the suite, so such a check has no data, and neither has one that passes by a run that was not
 * completed or cannot be trusted.
 */
export function judgeSuite(
  checks: readonly JudgedCheck[],
  members: readonly SuiteMember[],
  baseline?: BaselineLookup,
): CheckResult[] {
  const sources = members.map(({ run }, index) => (run === undefined ? undefined : inOrder(run.source, index)));
  const merged = mergedSource(sources.filter((source) => source !== undefined));
  return checks.map((check) => {
    const silent = members.filter((_, index) => !measures(sources[index], check)).map(({ testId }) => testId);
    const isMeasured = members.length > 0 && silent.length === 0;
    const result = judge(
      check,
      {
        measure: (selector, definition) => (isMeasured ? measure(merged, selector, definition) : undefined),
        windowed: () => ({ kind: 'missing', reason: 'a suite has no common time line for a window' }),
        whyNothing: (selector, definition) =>
          silent.length > 0 ? `nothing measured in ${namesOf(silent)}` : whyNothing(merged, selector, definition),
      },
      baseline,
    );
    return withoutUntrusted(result, members);
  });
}

function measures(source: MeasuredSource | undefined, { selector, definition }: JudgedCheck): boolean {
  if (source === undefined) return false;
  return measure(source, selector, definition ?? definitionOf(source, selector)) !== undefined;
}

/** `last` of a gauge is the last member's, however long the members before it took. */
function inOrder(source: MeasuredSource, index: number): MeasuredSource {
  const secondsPerMember = 1e9;
  return {
    aggregate(metric, filter) {
      const aggregate = source.aggregate(metric, filter);
      if (aggregate?.kind !== 'gauge') return aggregate;
      return { ...aggregate, lastSecond: aggregate.lastSecond + index * secondsPerMember };
    },
    durationMs: (filter) => source.durationMs(filter),
    secondRates: (metric, filter) => source.secondRates(metric, filter),
  };
}

function withoutUntrusted(result: CheckResult, members: readonly SuiteMember[]): CheckResult {
  const untrusted = members
    .filter(({ run }) => run !== undefined && (run.state !== 'completed' || run.verdict === 'invalid'))
    .map(({ testId }) => testId);
  const isHarmless = untrusted.length === 0 || result.verdict === 'fail' || result.verdict === 'no-data';
  if (isHarmless) return result;
  return {
    ...result,
    verdict: 'no-data',
    notes: [`not completed or not to be trusted: ${namesOf(untrusted)}`, ...result.notes],
  };
}

function namesOf(testIds: readonly string[]): string {
  return testIds.map((testId) => `\`${testId}\``).join(', ');
}
