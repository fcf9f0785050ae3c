import type { Condition, Selector } from '../checks/check.ts';
import { printCondition, printSelector } from '../checks/print.ts';
import { STATISTICS_OF_KIND } from '../metrics.ts';
import { dimensionOfCheck, type JudgedCheck, type Measurements } from './judge.ts';
import type { CheckResult, RunResult } from './runResult.ts';

/** What a stored result tells of a check as its text is now. What it does not hold counts as not measured. */
export function storedMeasurements(check: JudgedCheck, result: RunResult): Measurements {
  const stored = result.checks.filter(({ observed }) => observed !== undefined);
  return {
    measure: (selector) => {
      const value =
        observationOf(selector, check, result) ?? stored.find((one) => isWholeRunOf(one, selector))?.observed;
      return value === undefined
        ? undefined
        : { value, count: Number.MAX_SAFE_INTEGER, dimension: dimensionOfCheck(check) };
    },
    windowed: (_, level) => {
      const condition = check.levels[level];
      const same = stored.find((one) => one.id === check.id && condition && hasSameWindow(one, level, condition));
      return same?.observed === undefined
        ? { kind: 'missing' }
        : { kind: 'measured', observed: same.observed, count: Number.MAX_SAFE_INTEGER };
    },
    whyNothing: () => 'the run did not measure it',
  };
}

function observationOf(selector: Selector, { definition }: JudgedCheck, result: RunResult): number | undefined {
  const statistic = selector.statistic ?? (definition && STATISTICS_OF_KIND[definition.kind].whenUnnamed);
  return result.observations.find(
    (one) =>
      one.metric === selector.metric &&
      one.statistic === (statistic === 'med' ? 'p50' : statistic) &&
      printSelector({ metric: '', tags: one.selector }) === printSelector({ metric: '', tags: selector.tags }),
  )?.value;
}

/** A check of that run which asked for the same over the whole run. */
function isWholeRunOf({ expression, levels }: CheckResult, selector: Selector): boolean {
  const texts = Object.values(levels);
  if (texts.some((text) => /\b(?:for|over) /.test(text))) return false;
  const written = printSelector(selector);
  return expression === written || texts.some((text) => expression === `${written} ${text}`);
}

/**
 * What was observed in a window is only known for that window, and for the same side of the limit. A row with several
 * levels tells the value of one of them, and nobody knows of which.
 */
function hasSameWindow({ levels }: CheckResult, level: keyof CheckResult['levels'], condition: Condition): boolean {
  const shape = (text: string): string => text.replace(/^(\S+) .*?( (?:for|over) \S+)?$/, '$1$2');
  const before = levels[level];
  const isOnly = Object.values(levels).length === 1;
  return before !== undefined && isOnly && shape(before) === shape(printCondition(condition));
}
