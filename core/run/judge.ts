import type { Check, ComparisonOperator, Level, Selector, Statistic } from '../checks/check.ts';
import { dimensionOf } from '../checks/dimensions.ts';
import { LEVELS } from '../checks/levels.ts';
import { printCondition, printExpression, printSelector } from '../checks/print.ts';
import { applyTruthTable, type RowVerdict } from '../checks/truthTable.ts';
import type { MetricDefinition } from '../metrics.ts';
import { BASE_UNIT_NAMES, type Dimension } from '../units.ts';
import { resolveCondition, type BaselineLookup, type ResolvedCondition } from './limits.ts';
import { statisticOf, type Measurement } from './measure.ts';
import { noteOnWindow, notesOn } from './notes.ts';
import type { CheckResult } from './runResult.ts';
import type { WindowOutcome } from './windows.ts';

/** A check with what its metric is; absent for a custom metric that nobody could know before the run. */
export interface JudgedCheck extends Check {
  definition?: MetricDefinition;
}

/** Where judging takes its values from. */
export interface Measurements {
  /** The selector's value over the whole measured run. */
  measure(selector: Selector, definition: MetricDefinition | undefined): Measurement | undefined;
  /** What the windows of a level with a window say. */
  windowed(check: JudgedCheck, level: Level): WindowOutcome;
  /** Why there is no value, in words. */
  whyNothing(selector: Selector, definition: MetricDefinition | undefined): string;
}

/** Numbers that differ by less than this share of the larger one are the same: 57 % of 100 is 57, whatever binary fractions say. */
const SAME_WITHIN = 1e-9;

/** The only comparison of an observed value with a limit in the product; both in base units. */
export function compare(operator: ComparisonOperator, observed: number, limit: number): boolean {
  if (!Number.isFinite(observed) || !Number.isFinite(limit)) return false;
  const isSame = Math.abs(observed - limit) <= SAME_WITHIN * Math.max(Math.abs(observed), Math.abs(limit));
  switch (operator) {
    case '<':
      return observed < limit && !isSame;
    case '<=':
      return observed < limit || isSame;
    case '>':
      return observed > limit && !isSame;
    case '>=':
      return observed > limit || isSame;
    case '==':
      return isSame;
    case '!=':
      return !isSame;
  }
}

export function isTrue(condition: ResolvedCondition, observed: number): boolean {
  return condition.kind === 'range'
    ? compare('>=', observed, condition.low) && compare('<=', observed, condition.high)
    : compare(condition.operator, observed, condition.limit);
}

/** The dimension that a check's limits are read in. */
export function dimensionOfCheck({ selector, definition }: JudgedCheck): Dimension {
  const statistic = statisticOfCheck({ selector, definition });
  return definition === undefined || statistic === undefined ? 'number' : dimensionOf(definition, statistic);
}

function statisticOfCheck({
  selector,
  definition,
}: Pick<JudgedCheck, 'selector' | 'definition'>): Statistic | undefined {
  return definition === undefined ? selector.statistic : statisticOf(selector, definition.kind);
}

/** A guard is a row that has only `stop`. */
export function isGuard({ levels }: Check): boolean {
  return levels.stop !== undefined && LEVELS.every((level) => level === 'stop' || levels[level] === undefined);
}

type JudgedLevel =
  { level: Level; isTrue: boolean; observed: number; notes: string[] } | { level: Level; missing: string };

/**
 * Judges one row. A level that cannot be told leaves the row without data, unless another level already makes it fail.
 * `observed` is the value of the level that decided.
 */
export function judge(check: JudgedCheck, measurements: Measurements, baseline?: BaselineLookup): CheckResult {
  const judged = LEVELS.filter((level) => check.levels[level] !== undefined).map((level) =>
    judgeLevel(check, level, measurements, baseline),
  );
  const missing = judged.filter((level) => 'missing' in level);
  const known = judged.filter((level) => 'observed' in level);
  const facts = { hasCritical: check.levels.critical !== undefined, ...truthsOf(known) };
  const whenKnown = applyTruthTable({ ...facts, measured: known.length > 0 });
  const isOpen = missing.length > 0 && whenKnown !== 'fail';
  const verdict = isOpen ? applyTruthTable({ ...facts, measured: false }) : whenKnown;
  const deciding = decidingLevel(known, verdict);
  const reasons = judged.length === 0 ? ['the row states no condition'] : missing.map((level) => level.missing);
  return {
    ...descriptionOf(check),
    verdict,
    ...(deciding === undefined ? {} : { observed: deciding.observed }),
    notes: [...new Set([...(isOpen || judged.length === 0 ? reasons : []), ...(deciding?.notes ?? [])])],
  };
}

/** What a result says of its check whatever was measured. */
export function descriptionOf(check: JudgedCheck): Omit<CheckResult, 'verdict' | 'observed' | 'notes'> {
  const { selector, levels, requirement, action } = check;
  const texts: CheckResult['levels'] = {};
  for (const level of LEVELS) {
    const condition = levels[level];
    if (condition !== undefined) texts[level] = printCondition(condition);
  }
  const hasOnlyTarget = levels.target !== undefined && Object.keys(texts).length === 1;
  return {
    id: check.id,
    expression:
      hasOnlyTarget && levels.target !== undefined
        ? printExpression({ selector, condition: levels.target })
        : printSelector(selector),
    unit: BASE_UNIT_NAMES[dimensionOfCheck(check)],
    levels: texts,
    ...(requirement === undefined ? {} : { requirement }),
    ...(action === undefined ? {} : { action }),
  };
}

function judgeLevel(
  check: JudgedCheck,
  level: Level,
  measurements: Measurements,
  baseline: BaselineLookup | undefined,
): JudgedLevel {
  const { selector, definition, levels } = check;
  const stated = levels[level];
  if (stated === undefined) return { level, missing: 'the row states no condition' };
  const condition = resolveCondition(stated, selector, dimensionOfCheck(check), baseline);
  if ('missing' in condition) return { level, missing: condition.missing };

  const hasWindow = stated.kind === 'comparison' && stated.window !== undefined;
  const outcome = hasWindow ? measurements.windowed(check, level) : wholeRun(check, measurements);
  if (outcome.kind === 'missing' || !Number.isFinite(outcome.observed)) {
    const reason = outcome.kind === 'missing' ? outcome.reason : undefined;
    return { level, missing: reason ?? measurements.whyNothing(selector, definition) };
  }
  const statistic = statisticOfCheck(check);
  return {
    level,
    isTrue: isTrue(condition, outcome.observed),
    observed: outcome.observed,
    notes: [...noteOnWindow(stated), ...(statistic === undefined ? [] : notesOn(statistic, condition, outcome))],
  };
}

function wholeRun({ selector, definition }: JudgedCheck, measurements: Measurements): WindowOutcome {
  const measured = measurements.measure(selector, definition);
  return measured === undefined
    ? { kind: 'missing' }
    : { kind: 'measured', observed: measured.value, count: measured.count };
}

type KnownLevel = Extract<JudgedLevel, { observed: number }>;

function truthsOf(known: readonly KnownLevel[]): Partial<Record<Level, boolean>> {
  return Object.fromEntries(known.map(({ level, isTrue }) => [level, isTrue]));
}

/** The level that made the verdict what it is; for a pass the target, else the first one that the row has. */
function decidingLevel(known: readonly KnownLevel[], verdict: RowVerdict): KnownLevel | undefined {
  const speaksAgainst = ({ level, isTrue }: KnownLevel): boolean => (level === 'target' ? !isTrue : isTrue);
  const gravestFirst: Level[] = ['critical', 'stop', 'target', 'warn'];
  const against = gravestFirst.map((level) => known.find((one) => one.level === level && speaksAgainst(one)));
  return (verdict === 'pass' ? undefined : against.find((level) => level !== undefined)) ?? known[0];
}
