import type { ComparisonOperator, Selector, Statistic } from '../check.ts';
import { printCondition, printExpression } from '../print.ts';
import type { Dimension } from '../../units.ts';
import type { Amount } from './amount.ts';
import { conditionOf, dimensionOfUnit } from './amount.ts';
import { isLimitRange, readBareLevel } from './bareLevel.ts';
import { withoutBounds } from './bounds.ts';
import type { Clause } from './clauses.ts';
import { Judgement } from './confidence.ts';
import type { Previous } from './measured.ts';
import { findMeasured } from './measured.ts';
import type { ReadTarget } from './readTarget.ts';
import { selectorsOf } from './selector.ts';
import { asPercent, readQuotient, unitForMetric, unitFromNames } from './settleUnit.ts';
import type { Subject } from './subject.ts';
import { isVersionedThing, NO_SUBJECT } from './subject.ts';
import type { Surroundings } from './surroundings.ts';
import type { Token } from './tokens.ts';
import { knownMetric } from './knownMetric.ts';
import { REMARKS } from './wordLists.ts';

/** What one clause says, and what the next one may continue. */
export interface Interpretation {
  targets: ReadTarget[];
  previous: Previous;
}

/** Turns an amount and the words around it into a target for each statistic that it limits. */
export function interpret(
  clause: Clause,
  line: readonly Token[],
  surroundings: Surroundings,
  previous: Previous | undefined,
): Interpretation | undefined {
  const judgement = new Judgement();
  const bare = clause.amount.operator === undefined && clause.amount.high === undefined;
  const level = bare ? readBareLevel(clause, surroundings) : undefined;
  if (bare && level === undefined) return undefined;
  if (clause.amount.high !== undefined && !isLimitRange(clause, surroundings)) return undefined;
  let amount = unitFromNames(clause.amount, clause.before, [...surroundings.label, ...clause.label]);
  const quotient = readQuotient(clause.before);
  if (quotient?.metric !== undefined) amount = asPercent(amount);

  // A bare count is never a time or a ratio whose unit was forgotten.
  const dimension = dimensionOfUnit(amount.unit) ?? (bare ? 'count' : undefined);
  const found =
    quotient === undefined
      ? findMeasured(clause, dimension, surroundings, previous, judgement)
      : quotientSubject(quotient);
  if (isVersionedThing(found)) return undefined;
  const subject = withDefaultMetric(withStatistics(found, clause), dimension, judgement);
  noteDoubts(clause, amount, level, subject, surroundings, judgement);

  const metric = knownMetric(amount, clause, subject, judgement);
  const statistics = withoutBounds(subject.statistics, metric, clause, judgement);
  const selectors = metric === undefined ? [undefined] : selectorsOf(metric, statistics, judgement);
  if (metric !== undefined) amount = unitForMetric(amount, metric, judgement);
  else if (subject.metric === undefined || subject.qualifier === 'foreign')
    judgement.doubt('likely', subject.words === '' ? 'no metric is named' : 'the metric is not in the vocabulary');
  const operator = amount.operator ?? level ?? '<=';
  const targets = selectors.map((selector) => toTarget(selector, amount, operator, subject, line, judgement));
  return { targets, previous: { subject, dimension, label: clause.label, confidence: judgement.confidence } };
}

function toTarget(
  selector: Selector | undefined,
  amount: Amount,
  operator: ComparisonOperator,
  subject: Subject,
  line: readonly Token[],
  judgement: Judgement,
): ReadTarget {
  const condition = conditionOf(amount, operator);
  const words = selector === undefined ? unknownWords(subject) : subject.qualifierWords;
  return {
    span: [line[amount.from]?.start ?? 0, line[amount.to - 1]?.end ?? 0],
    ...(selector && { selector }),
    condition,
    text: selector === undefined ? printCondition(condition) : printExpression({ selector, condition }),
    confidence: judgement.confidence,
    reason: judgement.reason,
    ...(words !== '' && { metricWords: words }),
  };
}

/** Words of an unknown metric, with a statistic that was written apart from them: `(P95)`. */
function unknownWords(subject: Subject): string {
  const apart = subject.statistics.filter((statistic) => /^p\d/.test(statistic) && !subject.parts.includes(statistic));
  return [...apart, subject.words].filter((words) => words !== '').join(' ');
}

function quotientSubject(quotient: NonNullable<ReturnType<typeof readQuotient>>): Subject {
  return { ...NO_SUBJECT, words: quotient.words, ...(quotient.metric && { metric: quotient.metric }) };
}

function withStatistics(subject: Subject, clause: Clause): Subject {
  const extra: Statistic[] = clause.amount.share === undefined ? [] : [clause.amount.share];
  return extra.length === 0 ? subject : { ...subject, statistics: extra };
}

/** A percentile or average of some time, with no word of what takes that time, is one of the response time. */
function withDefaultMetric(subject: Subject, dimension: Dimension | undefined, judgement: Judgement): Subject {
  const isPlain = subject.metric === undefined && subject.qualifierCount === 0 && subject.statistics.length > 0;
  if (!isPlain || dimension !== 'time') return subject;
  judgement.doubt('likely', 'a statistic of a time without a name is read as latency');
  return { ...subject, metric: 'latency' };
}

function noteDoubts(
  clause: Clause,
  amount: Amount,
  level: ComparisonOperator | undefined,
  subject: Subject,
  surroundings: Surroundings,
  judgement: Judgement,
): void {
  for (const doubt of amount.doubts) judgement.doubt('guess', doubt);
  if (level !== undefined) {
    // Loads are written without a comparison as a rule; nothing but "at least" makes sense for them.
    const isClear = (subject.metric === 'users' || subject.metric === 'throughput') && level === '>=';
    judgement.doubt(isClear ? 'likely' : 'guess', `no comparison is written, read as ${level}`);
  }
  if (amount.isRounded) judgement.doubt('likely', 'a rate of an hour or a day is rounded to one of a minute');
  if (amount.high !== undefined) judgement.doubt('likely', 'a range is read as both a lower and an upper limit');
  const isPlainNumber = ['time', 'count', undefined].includes(dimensionOfUnit(amount.unit));
  if (amount.isLooselySaid && isPlainNumber && subject.metric === undefined && surroundings.label.length === 0) {
    judgement.doubt('guess', 'a number in a sentence may be something else than a limit');
  }
  for (const token of clause.after) {
    if (REMARKS.has(token.lower)) judgement.doubt('likely', `"${token.lower}" is written, but not for how long`);
  }
  if (amount.isShareTurned) judgement.doubt('likely', 'a share of slow ones is read as a percentile');
  if (subject.metric === undefined || subject.qualifier === 'foreign') return;
  if (subject.isLoose) judgement.doubt('likely', 'the words can mean another metric');
  if (subject.qualifier === 'part') judgement.doubt('likely', 'the limit may hold for a part of the requests only');
  if (subject.qualifier === 'unknown') {
    judgement.doubt('guess', `unknown words narrow the metric: ${subject.qualifierWords}`);
  }
}
