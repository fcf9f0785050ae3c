import type { Span } from '../text/span.ts';
import { closest } from '../text/closest.ts';
import type { Problem } from '../problem.ts';
import type { Statistic } from './check.ts';
import { checkProblem } from './problems.ts';

type NamedStatistic = Exclude<Statistic, `p${number}`>;

export const NAMED_STATISTICS: readonly NamedStatistic[] = [
  'avg',
  'min',
  'max',
  'med',
  'stdev',
  'rate',
  'count',
  'sum',
  'last',
];

const SPELLINGS: ReadonlyMap<string, NamedStatistic> = new Map([
  ['mean', 'avg'],
  ['average', 'avg'],
  ['median', 'med'],
  ['minimum', 'min'],
  ['maximum', 'max'],
  ['peak', 'max'],
  ['std', 'stdev'],
  ['stddev', 'stdev'],
  ['total', 'sum'],
  ['latest', 'last'],
]);

/** `p95.0` is `p95`: one percentile has one name. */
function percentile(percent: number): Statistic | undefined {
  const statistic: Statistic = `p${percent}`;
  return percent > 0 && percent <= 100 && !statistic.includes('e') ? statistic : undefined;
}

export function isPercentile(statistic: Statistic): statistic is `p${number}` {
  return /^p\d/.test(statistic);
}

/** Whether the word reads as a statistic, in whatever case, even as one that does not exist such as `p101`. */
export function looksLikeStatistic(word: string): boolean {
  const lowerCase = word.toLowerCase();
  return /^p\d+(?:\.\d+)?$/.test(lowerCase) || NAMED_STATISTICS.some((statistic) => statistic === lowerCase);
}

/** What a word in the statistic's place means, and what is wrong with it. */
export function readStatistic(word: string, span: Span): { statistic?: Statistic; problem?: Problem } {
  const lowerCase = word.toLowerCase();
  const percentText = /^p(\d+(?:\.\d+)?)$/.exec(lowerCase)?.[1];
  const statistic =
    percentText === undefined ? NAMED_STATISTICS.find((name) => name === lowerCase) : percentile(Number(percentText));
  if (percentText !== undefined && statistic === undefined) {
    return { problem: checkProblem('check-percentile-range', span, word) };
  }
  if (statistic !== undefined) {
    return word === lowerCase
      ? { statistic }
      : { statistic, problem: checkProblem('check-statistic-case', span, word, lowerCase) };
  }
  const suggestion = SPELLINGS.get(lowerCase) ?? closest(word, NAMED_STATISTICS);
  return { problem: checkProblem('check-unknown-statistic', span, word, suggestion) };
}
