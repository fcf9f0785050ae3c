import type { Signature } from '../language/languageDocument.ts';
import type { ExpressionPart } from './completeExpression.ts';
import { looksLikeStatistic } from './statistics.ts';

const SELECTOR = [
  {
    text: '[statistic]',
    meaning: 'avg, min, max, med, stdev, p95, rate, count, sum or last. A ratio, a counter and a rate need none.',
  },
  {
    text: 'metric',
    meaning: 'What is measured: latency, error_rate, throughput, a monitor of the plan, or a metric of the tool.',
  },
  { text: '[{tag=value}]', meaning: 'Only a part of it, such as {stage=peak} or {request=pay}.' },
] as const;
const CONDITION = [
  { text: 'operator', meaning: '<, <=, >, >=, == or !=.' },
  { text: 'value', meaning: 'A number with its unit, such as 500ms, 1% or 50/s, or `baseline + 10%`.' },
  {
    text: '[for|over duration]',
    meaning: '`for`: in every second of a stretch. `over`: one value of a stretch. Without it the whole run.',
  },
] as const;

/** What a check is made of, and which of it comes next behind `before`. */
export function expressionSignature(before: string, part: ExpressionPart): Signature {
  const parts = [...(part === 'condition' ? [] : SELECTOR), ...(part === 'selector' ? [] : CONDITION)];
  const at = placeIn(before, part);
  const active = parts.findIndex(({ text }) => text === at);
  return { label: parts.map(({ text }) => text).join(' '), parts, active: Math.max(0, active) };
}

function placeIn(before: string, part: ExpressionPart): string {
  if (part !== 'condition' && /\{[^}]*$/.test(before)) return SELECTOR[2].text;
  const operator = /(?:[<>]=?|[=!]=)(?!.*[<>=])/.exec(before.replace(/\{[^}]*\}/g, (tags) => ' '.repeat(tags.length)));
  if (operator && part !== 'selector') {
    const limit = before.slice(operator.index + operator[0].length);
    return /\S\s+[a-z]*(?:\s+\S*)?$/.test(limit) && !/[+*-]\s*\S*$/.test(limit) ? CONDITION[2].text : CONDITION[1].text;
  }
  if (part === 'condition') return CONDITION[0].text;
  const whole = before.slice(0, before.length - (/\S*$/.exec(before)?.[0].length ?? 0)).trim();
  if (whole === '') return SELECTOR[0].text;
  const words = whole.split(/\s+/);
  const isMetricNext = words.length === 1 && looksLikeStatistic(words[0] ?? '');
  return isMetricNext || part === 'selector' ? SELECTOR[1].text : CONDITION[0].text;
}
