import { metricMeant } from '../../checks/metricAliases.ts';
import type { Selector, Statistic } from '../../checks/check.ts';
import { readSubject } from '../../checks/targets/subject.ts';
import { tokenize } from '../../checks/targets/tokens.ts';
import { FOREIGN_WORDS, NEGATIVE_NOUNS, POSITIVE_NOUNS } from '../../checks/targets/wordLists.ts';
import type { CheckResult } from '../../run/runResult.ts';
import { dimensionOfBaseUnit, type Dimension } from '../../units.ts';
import { statisticMeant } from '../bindings/proposals/stated.ts';
import { wordsOf } from '../bindings/proposals/words.ts';
import { selectorOf } from '../evidence/ownLimits.ts';

/** What people call the ends of a row of values, beside "max" and "min". */
const ENDS: ReadonlyMap<string, Statistic> = new Map([
  ['longest', 'max'],
  ['slowest', 'max'],
  ['highest', 'max'],
  ['worst', 'max'],
  ['shortest', 'min'],
  ['fastest', 'min'],
  ['lowest', 'min'],
  ['best', 'min'],
]);

/** What the words before a blank ask for that a check does not measure; undefined where they ask for nothing else. */
export function askedBeside(label: string, check: CheckResult): string | undefined {
  const selector = selectorOf(check);
  if (selector === undefined) return undefined;
  const subject = subjectOf(label, dimensionOfBaseUnit(check.unit));
  const words = wordsOf(label);
  const asked = [...subject.statistics, ...words.flatMap((word) => ENDS.get(word) ?? [])];
  const measured = statisticMeant(selector);
  const [other] = asked;
  const isSame = asked.some((statistic) => statisticMeant({ ...selector, statistic }) === measured);
  if (other !== undefined && measured !== undefined && !isSame) return other;
  const own = new Set([...wordsOf(selector.metric), ...wordsOf(check.id)]);
  if (isCalled(words, selector)) return undefined;
  if (subject.metric !== undefined && subject.metric !== selector.metric) return subject.metric;
  return wordsBeside(subject.qualifierWords, selector.metric, own);
}

/** The same of a share that is told of a whole test, such as its headroom. */
export function otherShare(label: string): string | undefined {
  const { metric, qualifierWords } = subjectOf(label, 'ratio');
  return metric ?? wordsBeside(qualifierWords, '', new Set());
}

function subjectOf(label: string, dimension: Dimension): ReturnType<typeof readSubject> {
  // A unit in brackets is no word of the label.
  const tokens = tokenize(label.replace(/\([^()]{1,12}\)\s*$/u, ''));
  const found = readSubject([tokens], dimension);
  return found.metric === undefined ? readSubject([tokens], undefined) : found;
}

/** Whether all words of its name stand there: "CPU load" is of the monitor `cpu`. */
function isCalled(words: readonly string[], { metric }: Selector): boolean {
  return wordsOf(metric).every((word) => words.includes(word));
}

/** Words for something else that is measured; any others only describe. */
function wordsBeside(words: string, metric: string, own: ReadonlySet<string>): string | undefined {
  return words.split(/\s+/u).find((word) => {
    const [folded = ''] = wordsOf(word);
    const lower = word.toLowerCase();
    if (own.has(folded) || (isOfErrors(metric) && /^(?:err|fail)/u.test(lower))) return false;
    const meant = metricMeant(lower, undefined);
    if (meant !== undefined) return meant !== metric;
    return FOREIGN_WORDS.has(lower) || NEGATIVE_NOUNS.has(lower) || POSITIVE_NOUNS.has(lower);
  });
}

function isOfErrors(metric: string): boolean {
  return metric === 'error_rate' || metric === 'failures';
}
