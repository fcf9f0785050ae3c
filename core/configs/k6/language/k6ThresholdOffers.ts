import type { Completion } from '../../../language/languageDocument.ts';
import { METRIC_MEANINGS } from '../metricMeanings.ts';
import { STATISTICS_OF_TYPE, type K6MetricType } from '../metrics.ts';
import { SYSTEM_TAGS } from '../optionFields.ts';
import { parseSelector } from '../selector.ts';
import { THRESHOLD_STATISTICS } from '../thresholdExpression.ts';
import type { Value } from '../value.ts';
import type { K6Cursor } from './k6Cursor.ts';
import type { K6Names } from './k6Names.ts';
import { valueAt } from './k6Shape.ts';
import type { Writing } from './k6Writing.ts';

/** Metrics in front of a brace, tags and their values behind it. */
export function selectorOffers({ root, hasColon }: K6Cursor, writing: Writing, names: K6Names): Completion[] {
  const { typed, written } = writing;
  const brace = typed.indexOf('{');
  if (brace >= 0) return tagOffers(root, brace, writing, names);
  return [...names.metrics].map(([name, { type }]) => {
    const own = names.ownMetrics.has(name) ? 'A metric of this script.' : undefined;
    const documentation = (Object.hasOwn(METRIC_MEANINGS, name) ? METRIC_MEANINGS[name] : own) ?? '';
    const described = { detail: type, documentation };
    const selector = written.indexOf('{');
    if (selector >= 0) return writing.part({ label: name, kind: 'metric', text: name, ...described }, 0, selector);
    const value = `['\${1:${exampleFor(name, type)}}']`;
    return { ...writing.key(name, hasColon ? '' : value, described), kind: 'metric' };
  });
}

function exampleFor(metric: string, type: K6MetricType): string {
  switch (type) {
    case 'rate':
      return metric === 'checks' ? 'rate>0.99' : 'rate<0.01';
    case 'counter':
      return 'count>100';
    case 'gauge':
      return 'value<100';
    case 'trend':
      return 'p(95)<500';
  }
}

/** Tags that k6 does not tell samples apart by. */
const NEVER: readonly string[] = ['vu', 'iter'];

function tagOffers(root: Value & { kind: 'object' }, brace: number, writing: Writing, names: K6Names): Completion[] {
  const { typed, written } = writing;
  const from = Math.max(brace, typed.lastIndexOf(',')) + 1;
  const behind = /[,}]/.exec(written.slice(typed.length));
  const end = behind ? typed.length + behind.index : written.length;
  const colon = typed.indexOf(':', from);
  if (colon < 0) {
    const tags = [...SYSTEM_TAGS.filter((tag) => !NEVER.includes(tag)), ...names.tagValues().keys(), ...ownTags(root)];
    const rest = written.slice(typed.length, end);
    return [...new Set(['scenario', 'group', 'name', ...tags])].map((tag) => {
      const hasValue = rest.includes(':');
      const to = hasValue ? typed.length + rest.indexOf(':') : end;
      return writing.part({ label: tag, kind: 'name', text: hasValue ? tag : `${tag}:` }, from, to);
    });
  }
  const tag = typed.slice(from, colon).trim();
  return valuesOfTag(tag, root, names).map((value) =>
    writing.part({ label: value, kind: 'value', text: value }, colon + 1, end),
  );
}

function ownTags(root: Value & { kind: 'object' }): string[] {
  const scenarios = keysOf(valueAt(root, ['scenarios']));
  return [['tags'], ...scenarios.map((name) => ['scenarios', name, 'tags'])].flatMap((path) =>
    keysOf(valueAt(root, path)),
  );
}

function valuesOfTag(tag: string, root: Value & { kind: 'object' }, names: K6Names): string[] {
  const known = [...(names.tagValues().get(tag) ?? [])];
  switch (tag) {
    case 'scenario':
      return keysOf(valueAt(root, ['scenarios']));
    case 'method':
      return ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'];
    case 'expected_response':
      return ['true', 'false'];
    default:
      return known;
  }
}

function keysOf(value: Value | undefined): string[] {
  return value?.kind === 'object' ? value.entries.map(({ key }) => key) : [];
}

const OPERATORS: readonly [sign: string, meaning: string][] = [
  ['<', 'below'],
  ['<=', 'at most'],
  ['>', 'above'],
  ['>=', 'at least'],
  ['==', 'exactly'],
  ['!=', 'anything but'],
];

const STATISTIC_MEANINGS: Readonly<Record<string, string>> = {
  avg: 'the average',
  min: 'the smallest value',
  med: 'the median',
  max: 'the largest value',
  'p(90)': 'the 90th percentile',
  'p(95)': 'the 95th percentile',
  'p(99)': 'the 99th percentile',
  count: 'the sum',
  value: 'the last value',
};

/** Statistics that the metric has, and operators behind one. */
export function expressionOffers(selector: string, writing: Writing, names: K6Names): Completion[] {
  const reading = parseSelector(selector);
  const metric = 'selector' in reading ? reading.selector.metric : selector;
  const type = names.metrics.get(metric)?.type;
  const { typed, written, isQuoted } = writing;
  if (!/^\s*[a-z]*(\([\d.]*\)?)?\s*$/.test(typed)) return [];
  const operator = written.search(/\s*[<>=!]/);
  const offers = statisticsOf(type).map((statistic): Completion => {
    const meaning = statistic === 'rate' ? (type === 'counter' ? 'the sum per second' : 'the share, from 0 to 1') : '';
    const described = {
      label: statistic,
      kind: 'statistic',
      detail: meaning || STATISTIC_MEANINGS[statistic],
    } as const;
    if (operator >= 0) return writing.part({ ...described, text: statistic }, 0, operator);
    const text = `${statistic}${comparisonFor(metric, statistic)}`;
    return writing.part({ ...described, text, isSnippet: true }, 0, written.length);
  });
  const isComplete = statisticsOf(type).includes(typed.trim()) || /^\s*p\([\d.]+\)\s*$/.test(typed);
  const operators = OPERATORS.map(([sign, meaning]): Completion =>
    writing.part({ label: sign, kind: 'operator', detail: meaning, text: sign }, typed.length, typed.length),
  );
  const row = "{ threshold: '${1:" + (type ? exampleFor(metric, type) : 'p(95)<500') + "}', abortOnFail: ${2:true} }";
  return [
    ...(isQuoted && isComplete && operator < 0 ? operators : []),
    ...offers,
    ...writing.snippet('{ threshold, abortOnFail }', row, { detail: 'a threshold that can end the run' }),
  ];
}

function statisticsOf(type: K6MetricType | undefined): string[] {
  const statistics: readonly string[] = type ? STATISTICS_OF_TYPE[type] : THRESHOLD_STATISTICS;
  return statistics.flatMap((name) => (name === 'p' ? ['p(95)', 'p(99)', 'p(90)'] : [name]));
}

/** The operator and a limit to be written over. */
function comparisonFor(metric: string, statistic: string): string {
  if (statistic === 'rate') return metric === 'checks' ? '>${1:0.99}' : '<${1:0.01}';
  return statistic === 'count' ? '>${1:100}' : '<${1:500}';
}
