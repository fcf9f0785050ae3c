import type { Dimension } from '../../units.ts';
import type { Clause } from './clauses.ts';
import type { Confidence } from './readTarget.ts';
import type { Judgement } from './confidence.ts';
import type { Subject } from './subject.ts';
import { narrow, readSubject } from './subject.ts';
import type { Surroundings } from './surroundings.ts';
import type { Token } from './tokens.ts';

/** What the clause before in the same line was found to measure. */
export interface Previous {
  subject: Subject;
  dimension: Dimension | undefined;
  label: readonly Token[];
  confidence: Confidence;
}

/** Two words of its own name a thing; a single one ("utilization") completes the name in the label. */
const WORDS_THAT_NAME = 2;

/**
 * Finds out what an amount limits. The words beside it come first, then the label in the text, what the clause before
 * was about, the label of the row, and at last the headings. Words that name something unknown end the search: a
 * limit of "alert response" is no limit of the latency that a heading mentions.
 */
export function findMeasured(
  clause: Clause,
  dimension: Dimension | undefined,
  surroundings: Surroundings,
  previous: Previous | undefined,
  judgement: Judgement,
): Subject {
  const read = (...groups: (readonly Token[])[]): Subject => readSubject(groups, dimension);
  const own = readOwn(clause, read);
  if (own.metric !== undefined) return narrow(narrow(own, read(clause.label)), read(surroundings.label));
  if (own.qualifierCount >= WORDS_THAT_NAME) return own;

  const withOwnStatistics = (subject: Subject): Subject =>
    own.statistics.length > 0 ? { ...subject, statistics: own.statistics } : subject;
  const ownWords = [clause.before, clause.amount.noun, clause.after];
  const inLabel = read(clause.label, ...ownWords);
  if (inLabel.metric !== undefined) return narrow(withOwnStatistics(inLabel), read(surroundings.label));
  if (continues(own, clause, dimension, previous)) {
    const why = 'the metric is that of the limit before';
    if (previous.confidence === 'certain') judgement.note(why);
    else judgement.doubt('likely', why);
    return withOwnStatistics({ ...previous.subject, statistics: [] });
  }
  const inRow = withOwnStatistics(read(surroundings.label, clause.label, ...(own.qualifierCount > 0 ? ownWords : [])));
  if (inRow.metric !== undefined || inRow.qualifierCount > 0) return inRow;
  for (const heading of surroundings.headings) {
    const above = read(heading);
    if (above.metric === undefined) continue;
    judgement.doubt('likely', 'the metric is named by a heading only');
    const statistics = [own, inRow, above].find((subject) => subject.statistics.length > 0)?.statistics ?? [];
    // The other words of a heading name a chapter, not a part of the test.
    return { ...above, statistics, qualifier: 'none', qualifierWords: '' };
  }
  return own.words !== '' && inRow.words === '' ? own : inRow;
}

/** Words before the number name the metric; words behind it do so only in "< 1% error rate". */
function readOwn(clause: Clause, read: (...groups: (readonly Token[])[]) => Subject): Subject {
  const beside = read(clause.aside).statistics;
  const addStatistics = (subject: Subject, more: Subject['statistics']): Subject => ({
    ...subject,
    statistics: [...new Set([...subject.statistics, ...more, ...beside])],
  });
  const before = read(clause.before);
  if (before.metric === undefined) return addStatistics(read(clause.before, clause.amount.noun, clause.after), []);
  const after = read(clause.after);
  // What a rate counts is no remark: "throughput > 5K docs/hour" is none of requests.
  const counted = narrow(before, { ...read(clause.amount.noun), statistics: [] });
  const narrowed =
    after.qualifierCount > 0 && counted.qualifier === 'none' ? { ...counted, qualifier: 'part' as const } : counted;
  return addStatistics(narrowed, after.statistics);
}

/** "latency p95 < 1s and p99 < 2s": the second limit has only a statistic of its own. */
function continues(
  own: Subject,
  clause: Clause,
  dimension: Dimension | undefined,
  previous: Previous | undefined,
): previous is Previous {
  if (previous?.subject.metric === undefined || own.qualifierCount > 0 || dimension !== previous.dimension)
    return false;
  return clause.label.length === 0 || clause.label[0]?.start === previous.label[0]?.start;
}
