import { formatValue } from '../core/format.ts';
import { markdownCode, markdownTable, markdownText } from '../core/report/markdownTable.ts';
import { RUNS_FOR_SPREAD, type ComparedValue } from '../core/run/compare/compareRuns.ts';
import { observationText } from '../core/run/compare/observationText.ts';
import { dimensionOfBaseUnit } from '../core/units.ts';
import { textTable } from './textTable.ts';

/** One side of a comparison as it is named to the reader. */
export interface ComparedSide {
  name: string;
  runIds: string[];
  /** What to know of it: smoke, cut off, not trusted. */
  labels: string[];
}

export interface Comparison {
  testId: string;
  before: ComparedSide;
  after: ComparedSide;
  /** Where the two sides are not alike; empty unless that was allowed. */
  unalike: string[];
  values: ComparedValue[];
}

export const COMPARISON_FORMATS: Record<'text' | 'json' | 'md', (comparison: Comparison) => string> = {
  text: asText,
  json: (comparison) => JSON.stringify({ version: 1, ...comparison }, null, 2),
  md: asMarkdown,
};

const HEADINGS = ['value', 'before', 'after', 'change', ''];

function asText(comparison: Comparison): string {
  const { testId, before, after, values } = comparison;
  return [
    testId,
    `  before: ${sideText(before)}`,
    `  after:  ${sideText(after)}`,
    ...remarks(comparison).map((remark) => `  ${remark}`),
    '',
    ...textTable(
      HEADINGS,
      values.map((value) => [observationText(value), ...cells(value)]),
      ['before', 'after', 'change'],
    ),
  ].join('\n');
}

function asMarkdown(comparison: Comparison): string {
  const { testId, before, after, values } = comparison;
  return [
    `# ${markdownText(testId)}: comparison`,
    [
      `- before: ${markdownText(sideText(before))}`,
      `- after: ${markdownText(sideText(after))}`,
      ...remarks(comparison).map((remark) => `- ${markdownText(remark)}`),
    ].join('\n'),
    markdownTable(
      HEADINGS,
      values.map((value) => [markdownCode(observationText(value)), ...cells(value).map(markdownText)]),
    ),
  ].join('\n\n');
}

function sideText({ name, labels }: ComparedSide): string {
  return labels.length === 0 ? name : `${name} (${labels.join('; ')})`;
}

/** What the figures do not say by themselves. */
function remarks({ before, unalike }: Comparison): string[] {
  const runs = before.runIds.length;
  const trust =
    runs === 1
      ? 'One run against one run: a change, which chance may have made. A baseline of three runs or more tells more.'
      : runs < RUNS_FOR_SPREAD
        ? `The values before are medians of ${runs} runs: too few to tell a change from chance.`
        : `The values before are medians of ${runs} runs; a value outside what they measured is marked.`;
  return [...unalike.map((difference) => `NOT ALIKE, so changes may be due to this: ${difference}`), trust];
}

function cells({ before, after, change, effect, unit, spread }: ComparedValue): string[] {
  const format = (value: number | undefined): string =>
    value === undefined ? 'no data' : formatValue(value, dimensionOfBaseUnit(unit));
  const range = spread && `${format(spread.min)} to ${format(spread.max)}`;
  const place = spread && `${spread.isOutside ? 'OUTSIDE' : 'within'} ${range ?? ''} of ${spread.runs} runs`;
  return [
    format(before),
    format(after),
    change === undefined ? '–' : changeText(change),
    [effect === 'no-data' ? 'cannot be compared' : effect, ...(place === undefined ? [] : [place])].join(', '),
  ];
}

function changeText(change: number): string {
  const percent = change * 100;
  if (percent === 0) return '0 %';
  const size = Math.abs(percent);
  const digits = size < 0.1 ? '< 0.1' : size.toFixed(size < 100 ? 1 : 0);
  return `${percent < 0 ? '-' : '+'}${digits} %`;
}
