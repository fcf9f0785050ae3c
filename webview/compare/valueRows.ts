import { formatValue } from '../../core/format.ts';
import { changeText } from '../../core/run/compare/changeText.ts';
import { isPercentile, type ComparedValue } from '../../core/run/compare/compareRuns.ts';
import { observationText } from '../../core/run/compare/observationText.ts';
import { dimensionOfBaseUnit } from '../../core/units.ts';

/** One row of the table of differences, in words. Undefined: not measured, or nothing to take a difference of. */
export interface ValueRow {
  name: string;
  before: string | undefined;
  after: string | undefined;
  difference: string | undefined;
  percent: string | undefined;
  effect: ComparedValue['effect'];
  tolerance: string;
}

export const EFFECT_WORDS: Record<ComparedValue['effect'], string> = {
  worse: 'worse',
  better: 'better',
  changed: 'changed',
  'no-data': 'cannot be compared',
  same: 'same',
  'within-noise': 'within noise',
};

export function valueRow(value: ComparedValue): ValueRow {
  const { before, after, change, effect, unit } = value;
  const dimension = dimensionOfBaseUnit(unit);
  const format = (one: number | undefined): string | undefined =>
    one === undefined ? undefined : formatValue(one, dimension);
  return {
    name: observationText(value),
    before: format(before),
    after: format(after),
    difference: before === undefined || after === undefined ? undefined : differenceText(after - before, unit),
    percent: change === undefined ? undefined : changeText(change),
    effect,
    tolerance: toleranceText(value),
  };
}

function differenceText(difference: number, unit: string): string {
  const dimension = dimensionOfBaseUnit(unit);
  const size = formatValue(Math.abs(difference), dimension);
  // 1 % more than 2 % could be 3 % or 2.02 %.
  const text = dimension === 'ratio' ? size.replace(' %', ' points') : size;
  if (difference === 0) return text;
  return `${difference < 0 ? '−' : '+'}${text}`;
}

/** How far two values may lie apart by measuring alone, or did in the runs of the baseline. */
function toleranceText({ statistic, spread, unit }: ComparedValue): string {
  if (spread !== undefined) {
    const [min, max] = [spread.min, spread.max].map((one) => formatValue(one, dimensionOfBaseUnit(unit)));
    return `${spread.isOutside ? 'outside' : 'within'} ${min ?? ''} to ${max ?? ''} of ${String(spread.runs)} runs`;
  }
  return isPercentile(statistic) ? '1 % each' : 'none';
}

export const ORDER_COLUMNS = ['name', 'change', 'effect'] as const;
export type OrderColumn = (typeof ORDER_COLUMNS)[number];

export interface ValueOrder {
  column: OrderColumn;
  isTurned: boolean;
}

/** What a press on a heading makes of the order: first this way, then turned round, then as it was measured. */
export function nextOrder(order: ValueOrder | undefined, column: OrderColumn): ValueOrder | undefined {
  if (order?.column !== column) return { column, isTurned: false };
  return order.isTurned ? undefined : { column, isTurned: true };
}

/** `largest` first for changes, worst first for effects, by name for names. */
export const FIRST_DIRECTION: Record<OrderColumn, 'ascending' | 'descending'> = {
  name: 'ascending',
  change: 'descending',
  effect: 'descending',
};

const GRAVITY: Record<ComparedValue['effect'], number> = {
  worse: 5,
  better: 4,
  changed: 3,
  'no-data': 2,
  'within-noise': 1,
  same: 0,
};
/** stage 2 comes before stage 10. */
const NATURAL = new Intl.Collator('en', { numeric: true });

/** Those that are to be shown, in order; equal ones stay as they were measured. */
export function shownValues(
  values: readonly ComparedValue[],
  order: ValueOrder | undefined,
  onlyChanged: boolean,
): ComparedValue[] {
  const shown = values.filter(({ effect }) => !onlyChanged || (effect !== 'same' && effect !== 'within-noise'));
  if (order === undefined) return shown;
  const sign = order.isTurned ? -1 : 1;
  return shown.toSorted((one, other) => {
    switch (order.column) {
      case 'name':
        return sign * NATURAL.compare(observationText(one), observationText(other));
      case 'effect':
        return sign * (GRAVITY[other.effect] - GRAVITY[one.effect]);
      case 'change':
        return compareChanges(one.change, other.change, sign);
    }
  });
}

/** Where there is no share to tell, the row comes last either way. */
function compareChanges(one: number | undefined, other: number | undefined, sign: number): number {
  if (one === undefined || other === undefined) return Number(one === undefined) - Number(other === undefined);
  return sign * (Math.abs(other) - Math.abs(one));
}
