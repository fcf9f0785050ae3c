import type { K6Metric, K6MetricType } from '../metrics.ts';
import type { MetricSelector } from '../selector.ts';
import type { ThresholdExpression, ThresholdOperator } from '../thresholdExpression.ts';

/** What is known of the metric that a threshold judges. */
export interface JudgedMetric {
  type: K6MetricType;
  contains: K6Metric['contains'] | 'unknown';
}

const OPERATOR_WORDS: Readonly<Record<ThresholdOperator, string>> = {
  '<': 'below',
  '<=': 'at most',
  '>': 'above',
  '>=': 'at least',
  '==': 'exactly',
  '===': 'exactly',
  '!=': 'anything but',
};

/** A threshold as a sentence. */
export function thresholdInWords(
  { metric, tags }: MetricSelector,
  expression: ThresholdExpression,
  judged: JudgedMetric | undefined,
): string {
  const { operator } = expression;
  const subject = `${statisticInWords(expression, judged?.type)} of \`${metric}\``;
  return `Holds if ${subject} is ${OPERATOR_WORDS[operator]} ${limitInWords(expression, judged)}${tagsInWords(tags)}.`;
}

/** Which samples are judged: " , over samples with …", or nothing for all of them. */
export function tagsInWords(tags: MetricSelector['tags']): string {
  if (!tags || tags.length === 0) return '';
  return `, over samples with ${tags.map(({ key, value }) => `\`${key}\` \`${value}\``).join(' and ')}`;
}

function statisticInWords({ statistic, percent }: ThresholdExpression, type: K6MetricType | undefined): string {
  switch (statistic) {
    case 'avg':
      return 'the average';
    case 'min':
      return 'the smallest value';
    case 'med':
      return 'the median';
    case 'max':
      return 'the largest value';
    case 'p':
      return `the ${ordinal(percent ?? 0)} percentile`;
    case 'count':
      return 'the sum';
    case 'rate':
      return type === 'counter' ? 'the sum per second' : 'the share';
    case 'value':
      return 'the last value';
  }
}

/** The limit with the unit that k6 counts in. It is not rounded: it is what is judged. */
function limitInWords({ statistic, limit }: ThresholdExpression, judged: JudgedMetric | undefined): string {
  if (judged === undefined) return String(limit);
  if (judged.type === 'rate') return `${String(Number((limit * 100).toPrecision(12)))} %`;
  const unit = judged.contains === 'time' ? ' ms' : judged.contains === 'data' ? ' bytes' : '';
  return `${String(limit)}${unit}${statistic === 'rate' ? ' per second' : ''}`;
}

function ordinal(value: number): string {
  const tens = Math.floor(value / 10) % 10;
  const ending = Number.isInteger(value) && tens !== 1 ? { 1: 'st', 2: 'nd', 3: 'rd' }[value % 10] : undefined;
  return `${String(value)}${ending ?? 'th'}`;
}
