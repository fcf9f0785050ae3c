import { METRICS, STATISTICS_OF_KIND, type MetricName } from '../../metrics.ts';
import type { ComparisonOperator, Statistic } from '../check.ts';
import type { Clause } from './clauses.ts';
import type { Judgement } from './confidence.ts';
import { partsOf, statisticOf } from './names.ts';

/** The statistic whose name also says that a number is a lower or an upper limit. */
function boundOf(operator: ComparisonOperator | undefined): 'min' | 'max' | undefined {
  if (operator === '>' || operator === '>=') return 'min';
  return operator === '<' || operator === '<=' ? 'max' : undefined;
}

/**
 * The statistics that are meant. "> 100 RPS (minimum standard)" says that the number is a lower limit, and asks for no
 * minimum; where nothing else can be meant, it stays one, but less surely.
 */
export function withoutBounds(
  statistics: readonly Statistic[],
  metric: MetricName | undefined,
  { amount, after, aside }: Clause,
  judgement: Judgement,
): Statistic[] {
  const bound = boundOf(amount.operator);
  if (metric === undefined || bound === undefined || !statistics.includes(bound)) return [...statistics];
  const isBehind = [...after, ...aside].some((token) =>
    partsOf(token).some(({ lower }) => /^(?:min|max)/.test(lower) && statisticOf(lower) === bound),
  );
  const { kind } = METRICS[metric];
  // Of a response time the longest one is often meant, of a rate the lowest one hardly ever.
  if (!isBehind && kind === 'trend') return [...statistics];
  judgement.doubt(
    'likely',
    `"${bound}" may only say that the number is ${bound === 'min' ? 'a lower' : 'an upper'} limit`,
  );
  const others = statistics.filter((statistic) => statistic !== bound);
  const isTold = others.length > 0 || STATISTICS_OF_KIND[kind].whenUnnamed !== undefined;
  return isBehind && isTold ? others : [...statistics];
}
