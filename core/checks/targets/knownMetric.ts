import { METRICS, type MetricName } from '../../metrics.ts';
import type { Amount } from './amount.ts';
import type { Clause } from './clauses.ts';
import type { Judgement } from './confidence.ts';
import { partsOf, statisticOf } from './names.ts';
import { readSubject, type Subject } from './subject.ts';
import { isInOtherScript, type Token } from './tokens.ts';
import { FILLERS, LEVEL_WORDS, MODIFIERS, NEUTRAL_WORDS, RELATING_WORDS, REMARKS } from './wordLists.ts';

const NO_UNITS: readonly ReadonlySet<string>[] = [FILLERS, LEVEL_WORDS, MODIFIERS, RELATING_WORDS, REMARKS];

/** The metric of the subject, unless it is of something else or its number has a unit that nobody knows. */
export function knownMetric(
  amount: Amount,
  clause: Clause,
  { metric, qualifier }: Subject,
  judgement: Judgement,
): MetricName | undefined {
  if (qualifier === 'foreign' || metric === undefined) {
    const [next] = clause.after;
    if (amount.unit === undefined && next !== undefined && isInOtherScript(next))
      judgement.doubt('guess', `"${next.text}" is no unit that is known`);
    return undefined;
  }
  const unit = unknownUnit(amount, clause, metric);
  if (unit === undefined) return metric;
  judgement.doubt('guess', `"${unit.text}" is no unit of ${metric}`);
  return undefined;
}

/**
 * The word behind a number that must be its unit, and none that is known: "latency < 2 tuntia". In what unit of the
 * metric it is, nobody can tell.
 */
function unknownUnit(amount: Amount, { after }: Clause, metric: MetricName): Token | undefined {
  const { dimension } = METRICS[metric];
  const next = amount.noun[0] ?? after[0];
  if (amount.unit !== undefined || next?.kind !== 'word') return undefined;
  if (dimension === 'count') return undefined;
  // What a rate counts stands there as well: "throughput > 100 requests".
  if (dimension === 'rate' && NEUTRAL_WORDS.has(next.lower)) return undefined;
  if (NO_UNITS.some((words) => words.has(next.lower)) || readSubject([after], dimension).metric === metric)
    return undefined;
  return partsOf(next).every(({ lower }) => statisticOf(lower) === undefined) ? next : undefined;
}
