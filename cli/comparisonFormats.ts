import { formatValue } from '../core/format.ts';
import { markdownCode, markdownTable, markdownText } from '../core/report/markdownTable.ts';
import { trustIn, type ComparedSide } from '../core/run/compare/comparedSide.ts';
import type { ComparedValue } from '../core/run/compare/compareRuns.ts';
import { changeText } from '../core/run/compare/changeText.ts';
import { observationText } from '../core/run/compare/observationText.ts';
import { dimensionOfBaseUnit } from '../core/units.ts';
import { textTable } from './textTable.ts';

/** One side of a comparison as it is named to the reader. */
export type NamedSide = Pick<ComparedSide, 'name' | 'runIds' | 'labels'>;

export interface Comparison {
  testId: string;
  before: NamedSide;
  after: NamedSide;
  /** Where the two sides are not alike; empty unless that was allowed. */
  unalike: string[];
  values: ComparedValue[];
}

export const COMPARISON_FORMATS: Record<'text' | 'json' | 'md', (comparison: Comparison) => string> = {
  text: asText,
  json: (comparison) => JSON.stringify({ version: 1, ...comparison }, null, 2),
  md: asMarkdown,
};

const EFFECT_WORDS: Record<ComparedValue['effect'], string> = {
  better: 'better',
  worse: 'worse',
  changed: 'changed',
  same: 'same',
  'within-noise': 'within noise',
  'no-data': 'cannot be compared',
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

function sideText({ name, labels }: NamedSide): string {
  return labels.length === 0 ? name : `${name} (${labels.join('; ')})`;
}

/** What the figures do not say by themselves. */
function remarks({ before, unalike }: Comparison): string[] {
  return [...unalike.map((difference) => `NOT ALIKE, so changes may be due to this: ${difference}`), trustIn(before)];
}

function cells({ before, after, change, effect, unit, spread }: ComparedValue): string[] {
  const format = (value: number | undefined): string =>
    value === undefined ? 'no data' : formatValue(value, dimensionOfBaseUnit(unit));
  const range = spread && `${format(spread.min)} to ${format(spread.max)}`;
  const where = effect === 'within-noise' ? '' : spread?.isOutside ? 'OUTSIDE ' : 'within ';
  const place = spread && `${where}${range ?? ''} of ${spread.runs} runs`;
  return [
    format(before),
    format(after),
    change === undefined ? '–' : changeText(change),
    [EFFECT_WORDS[effect], ...(place === undefined ? [] : [place])].join(', '),
  ];
}
