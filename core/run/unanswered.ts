import { descriptionOf, type JudgedCheck } from './judge.ts';
import type { MeasuredSource } from './measuredSource.ts';
import type { CheckResult } from './runResult.ts';
import { withoutOutcomeTags } from './seriesSet.ts';

export interface UnansweredFacts {
  /** Of how many requests it is told how they ended, and how many of these got no response; undefined: it is not told. */
  requests: number;
  noResponse: number | undefined;
  /** `noResponse` counts all that failed: of which kind the failures were is not told. */
  isAtMost: boolean;
  /** All times are 0, which no answer takes. */
  isNothing: boolean;
}

/**
 * What a time is worth into which k6 takes requests without a response, as 0 ms: nothing where none was answered, and
 * less than it seems where some were not.
 */
export function worthOfTimes({
  requests,
  noResponse,
  isAtMost,
  isNothing,
}: UnansweredFacts): { noData: string } | { note: string | undefined } {
  if (noResponse === undefined) {
    return { noData: 'how many requests got a response is not told, and k6 counts those without, too' };
  }
  if (noResponse === 0) return { note: undefined };
  // Of a part of the requests it is not told how many were answered, but none was in no time at all.
  if (noResponse >= requests || isNothing) {
    const what = isAtMost
      ? 'every request failed, and of one without a response k6 counts'
      : 'no request got a response, which k6 counts as';
    return { noData: `${what} 0 ms` };
  }
  const many = `${isAtMost ? 'up to ' : ''}${noResponse} of ${requests}`;
  return { note: `${many} requests got no response, and k6 counts these, too` };
}

/** A check of such a time by what it is worth. One that fails, fails all the same: waiting for an answer that never came is no excuse. */
export function withoutUnanswered(source: MeasuredSource, row: JudgedCheck, result: CheckResult): CheckResult {
  const isJudged = result.verdict === 'pass' || result.verdict === 'warn';
  if (row.definition?.countsUnanswered !== true || !isJudged) return result;
  const { metric, tags } = row.selector;
  const times = source.aggregate(metric, tags);
  const longest = times?.kind === 'trend' ? times.histogram.max() : times?.kind === 'summary' ? times.max : NaN;
  const isNothing = longest === 0 && metric === 'http_req_duration';
  const worth = worthOfTimes({ ...answersOf(source, withoutOutcomeTags(tags)), isNothing });
  if ('noData' in worth) {
    return { ...descriptionOf(row), verdict: 'no-data', notes: [worth.noData] };
  }
  return worth.note === undefined ? result : { ...result, notes: [...result.notes, worth.note] };
}

function answersOf(
  source: MeasuredSource,
  tags: JudgedCheck['selector']['tags'],
): Pick<UnansweredFacts, 'requests' | 'noResponse' | 'isAtMost'> {
  const counted = (metric: string): number | undefined => {
    const aggregate = source.aggregate(metric, tags);
    return aggregate?.kind === 'counter' ? aggregate.total : undefined;
  };
  const [requests = 0, responses] = [counted('requests'), counted('responses')];
  if (responses !== undefined) return { requests, noResponse: Math.max(0, requests - responses), isAtMost: false };
  return { requests, noResponse: counted('failures'), isAtMost: true };
}
