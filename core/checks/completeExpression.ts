import { STATISTICS_OF_KIND, type MetricDefinition } from '../metrics.ts';
import { UNITS, type Dimension, type Unit } from '../units.ts';
import { dimensionOf } from './dimensions.ts';
import { printTagValue } from './readTags.ts';
import { looksLikeStatistic, readStatistic } from './statistics.ts';

/** The names that a check may use where it stands. */
export interface ExpressionNames {
  metrics: readonly { name: string; definition?: MetricDefinition; detail?: string }[];
  tagsOf: (metric: string) => readonly string[];
  valuesOf: (tag: string) => readonly string[];
}

export interface ExpressionOffer {
  text: string;
  kind: 'metric' | 'statistic' | 'operator' | 'unit' | 'name' | 'value';
  detail?: string;
  documentation?: string;
  /** How many characters before the cursor it takes the place of. */
  replaces: number;
}

export type ExpressionPart = 'expression' | 'selector' | 'condition';

const STATISTIC_MEANINGS: Record<string, string> = {
  p50: 'Half of the values are at most this.',
  p90: '90 % of the values are at most this.',
  p95: '95 % of the values are at most this.',
  p99: '99 % of the values are at most this.',
  avg: 'The mean.',
  min: 'The smallest value.',
  max: 'The largest value.',
  med: 'The median, as p50.',
  stdev: 'The standard deviation.',
  rate: 'Per second, or the share of all.',
  count: 'How many there were.',
  sum: 'All of them added up.',
  last: 'The value at the end.',
};
const OPERATORS: Record<string, string> = {
  '<': 'less than',
  '<=': 'at most',
  '>': 'more than',
  '>=': 'at least',
  '==': 'equal to',
  '!=': 'different from',
};

/**
 * What may come next in a check that is written as far as `before`. `measured` is the selector that a condition
 * belongs to, where the two stand apart.
 */
export function completeExpression(
  before: string,
  names: ExpressionNames,
  part: ExpressionPart,
  measured = '',
): ExpressionOffer[] {
  const inTags = /([\w./:-]+)\s*\{([^}]*)$/.exec(before);
  if (inTags && part !== 'condition') return completeTags(inTags[1] ?? '', inTags[2] ?? '', names);
  const operator = /(?:[<>]=?|[=!]=)(?!.*[<>=])/.exec(before.replace(/\{[^}]*\}/g, blanks));
  if (operator && part !== 'selector') {
    const selector = part === 'condition' ? measured : before.slice(0, operator.index);
    return completeLimit(before.slice(operator.index + operator[0].length), dimensionMeasured(selector, names));
  }
  if (part === 'condition') return operators(before.trim() === '' ? 0 : undefined);
  return completeSelector(before, names, part);
}

function completeSelector(before: string, names: ExpressionNames, part: ExpressionPart): ExpressionOffer[] {
  const prefix = /[\w.:/-]*$/.exec(before)?.[0] ?? '';
  const words = before.slice(0, before.length - prefix.length).trim();
  const metricOffers = (statistic?: string): ExpressionOffer[] =>
    names.metrics
      .filter(({ definition }) => statistic === undefined || !definition || answers(definition, statistic))
      .map(({ name, definition, detail }) => ({
        text: name,
        kind: 'metric',
        ...(detail === undefined ? {} : { detail }),
        ...(definition ? { documentation: definition.meaning } : {}),
        replaces: prefix.length,
      }));
  if (words === '') {
    const statistics = Object.entries(STATISTIC_MEANINGS).map(([text, detail]): ExpressionOffer => ({
      text,
      kind: 'statistic',
      detail,
      replaces: prefix.length,
    }));
    return [...statistics, ...metricOffers()];
  }
  const last = words.split(/\s+/).at(-1) ?? '';
  if (looksLikeStatistic(last) && !/[{}]/.test(words)) return metricOffers(last);
  // A selector is complete with its metric.
  return part === 'selector' || prefix !== '' ? [] : operators(0);
}

function operators(replaces: number | undefined): ExpressionOffer[] {
  if (replaces === undefined) return [];
  return Object.entries(OPERATORS).map(([text, detail]) => ({ text, kind: 'operator', detail, replaces }));
}

function completeTags(metric: string, inside: string, names: ExpressionNames): ExpressionOffer[] {
  const current = inside.slice(inside.lastIndexOf(',') + 1).trimStart();
  const [key = '', value] = current.split('=', 2);
  if (value !== undefined) {
    const typed = value.trimStart();
    return names
      .valuesOf(key.trim())
      .map((text) => ({ text: printTagValue(text), kind: 'name', replaces: typed.length }));
  }
  return names.tagsOf(metric).map((text) => ({ text: `${text}=`, kind: 'name', replaces: key.length }));
}

function completeLimit(limit: string, dimension: Dimension | undefined): ExpressionOffer[] {
  const number = /^\s*[\d.]+(?:\s*-\s*[\d.]+)?([a-zA-Z%/]*)$/.exec(limit);
  if (number) {
    const typed = number[1] ?? '';
    return unitsOf(dimension).map((text) => ({ text, kind: 'unit', replaces: typed.length }));
  }
  const typed = /[a-z]*$/.exec(limit)?.[0] ?? '';
  const begun = limit.slice(0, limit.length - typed.length);
  if (begun.trim() === '') {
    const baseline = { kind: 'value', replaces: typed.length } as const;
    return [
      { ...baseline, text: 'baseline + 10%', detail: 'against the committed reference runs' },
      { ...baseline, text: 'baseline', detail: 'no worse than the committed reference runs' },
    ];
  }
  if (!/(?:[\d%a-zA-Z/])\s+$/.test(begun) || /\b(?:for|over)\b/.test(begun)) return [];
  return [
    { text: 'for 10s', kind: 'value', detail: 'in every second of 10 s', replaces: typed.length },
    { text: 'over 30s', kind: 'value', detail: 'as one value of 30 s', replaces: typed.length },
  ];
}

function unitsOf(dimension: Dimension | undefined): Unit[] {
  return (Object.keys(UNITS) as Unit[]).filter(
    (unit) => dimension === undefined || UNITS[unit].dimension === dimension,
  );
}

function dimensionMeasured(selector: string, names: ExpressionNames): Dimension | undefined {
  const words = selector
    .replace(/\{[^}]*\}/g, '')
    .trim()
    .split(/\s+/);
  const definition = names.metrics.find(({ name }) => name === words.at(-1))?.definition;
  if (!definition) return undefined;
  const written = words.length > 1 ? readStatistic(words[0] ?? '', [0, 0]).statistic : undefined;
  const statistic = written ?? STATISTICS_OF_KIND[definition.kind].whenUnnamed;
  return statistic === undefined ? definition.dimension : dimensionOf(definition, statistic);
}

function answers({ kind }: MetricDefinition, statistic: string): boolean {
  const known: readonly string[] = STATISTICS_OF_KIND[kind].answers;
  return known.includes(statistic) || (/^p\d/.test(statistic) && known.includes('pN'));
}

function blanks(text: string): string {
  return ' '.repeat(text.length);
}
