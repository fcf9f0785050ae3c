import { parseGoFloat } from './goNumbers.ts';

/** The expression of a threshold of k6, such as `p(95)<500`. The only reader of them. */
export interface ThresholdExpression {
  statistic: ThresholdStatistic;
  /** Of `p(95)`; 0 for a bare `p`, which k6 takes for the minimum. */
  percent?: number;
  operator: ThresholdOperator;
  limit: number;
}

export const THRESHOLD_STATISTICS = ['value', 'count', 'rate', 'avg', 'min', 'med', 'max', 'p'] as const;
export type ThresholdStatistic = (typeof THRESHOLD_STATISTICS)[number];

/** k6 looks for them in this order, not from left to right. */
const OPERATORS = ['<=', '<', '>=', '>', '===', '==', '!='] as const;
export type ThresholdOperator = (typeof OPERATORS)[number];

export type ThresholdReading = { expression: ThresholdExpression } | ThresholdFault;

export interface ThresholdFault {
  fault: 'no-operator' | 'statistic' | 'percent' | 'limit';
  /** What the fault is about, by its place in the text. */
  from: number;
  to: number;
}

/** What Go cuts off the ends of a text. */
const BLANK = '[\\s\\u0085]';
const LEADING = new RegExp(`^${BLANK}*`);
const TRAILING = new RegExp(`${BLANK}*$`);

export function parseThreshold(text: string): ThresholdReading {
  for (const operator of OPERATORS) {
    const at = text.indexOf(operator);
    if (at < 0 || at + operator.length === text.length) continue;
    return parseParts(text, at, operator);
  }
  return { fault: 'no-operator', from: 0, to: text.length };
}

function parseParts(text: string, at: number, operator: ThresholdOperator): ThresholdReading {
  const left = trimmed(text, 0, at);
  const right = trimmed(text, at + operator.length, text.length);
  const found = parseStatistic(left.text);
  if (typeof found === 'string') return { fault: found, from: left.from, to: left.to };
  const limit = parseGoFloat(right.text);
  if (limit === undefined) return { fault: 'limit', from: right.from, to: right.to };
  return { expression: { ...found, operator, limit } };
}

function parseStatistic(text: string): { statistic: ThresholdStatistic; percent?: number } | 'statistic' | 'percent' {
  const statistic = THRESHOLD_STATISTICS.find((name) => name === text);
  if (statistic !== undefined) return statistic === 'p' ? { statistic, percent: 0 } : { statistic };
  if (!text.startsWith('p(') || !text.endsWith(')')) return 'statistic';
  const percent = parseGoFloat(text.slice(2, -1));
  return percent !== undefined && percent >= 0 && percent <= 100 ? { statistic: 'p', percent } : 'percent';
}

function trimmed(text: string, start: number, end: number): { text: string; from: number; to: number } {
  const part = text.slice(start, end);
  const from = start + (LEADING.exec(part)?.[0].length ?? 0);
  const to = Math.max(from, end - (TRAILING.exec(part)?.[0].length ?? 0));
  return { text: text.slice(from, to), from, to };
}
