import type { Level } from '../checks/check.ts';
import { LEVELS } from '../checks/levels.ts';
import { printExpression } from '../checks/print.ts';
import { dimensionOfCheck, type JudgedCheck } from './judge.ts';
import { limitsOf, resolveCondition, type BaselineLookup, type ResolvedCondition } from './limits.ts';

/** A level of a check or guard as a chart of its metric shows it: a line at each limit, a band where it is bad. */
export interface ChartLimit {
  /** Of the chart: `latency`, or the id of a monitor. */
  metric: string;
  level: Level;
  /** Canonical text. */
  expression: string;
  /** In base units; two of a range, lower first. */
  values: number[];
  /** Where values are not wanted; `nowhere` for what a band cannot show. */
  bad: 'above' | 'below' | 'inside' | 'outside' | 'nowhere';
  /** Only for this stage. */
  stage?: string;
}

/** What of the rows can stand in a chart of the whole load: nothing that asks for single requests or outcomes. */
export function chartLimits(rows: readonly JudgedCheck[], baseline: BaselineLookup | undefined): ChartLimit[] {
  return rows.flatMap((row) => {
    const { selector, levels } = row;
    const { stage, ...otherTags } = selector.tags;
    if (Object.keys(otherTags).length > 0 || !isInUnitsOfChart(row)) return [];
    return LEVELS.flatMap((level) => {
      const stated = levels[level];
      if (stated === undefined) return [];
      const condition = resolveCondition(stated, selector, dimensionOfCheck(row), baseline);
      if ('missing' in condition) return [];
      const limit: ChartLimit = {
        metric: selector.metric,
        level,
        expression: printExpression({ selector, condition: stated }),
        values: limitsOf(condition),
        bad: badSide(level, condition),
        ...(stage === undefined ? {} : { stage }),
      };
      return [limit];
    });
  });
}

/** `count latency` is no time, so it has no place on an axis of times. */
function isInUnitsOfChart({ selector: { statistic }, definition }: JudgedCheck): boolean {
  if (statistic === 'count' || statistic === 'sum' || statistic === 'stdev') return false;
  return definition !== undefined && definition.kind !== 'counter';
}

/** A target says where it is good, every other level where it is not. */
function badSide(level: Level, condition: ResolvedCondition): ChartLimit['bad'] {
  const isTarget = level === 'target';
  if (condition.kind === 'range') return isTarget ? 'outside' : 'inside';
  switch (condition.operator) {
    case '<':
    case '<=':
      return isTarget ? 'above' : 'below';
    case '>':
    case '>=':
      return isTarget ? 'below' : 'above';
    case '==':
    case '!=':
      return 'nowhere';
  }
}
