import type { Selector } from '../../checks/check.ts';
import { parseCondition, parseExpression, parseSelector } from '../../checks/parseExpression.ts';
import { printCondition } from '../../checks/print.ts';
import { formatBeside, formatValue } from '../../format.ts';
import { isMetricName, METRICS } from '../../metrics.ts';
import { isTrue } from '../../run/judge.ts';
import { limitsOf, resolveCondition, type ResolvedCondition } from '../../run/limits.ts';
import { limitsOfLevels } from '../../run/observedText.ts';
import type { CheckResult } from '../../run/runResult.ts';
import { quote } from '../../text/wording.ts';
import { dimensionOfBaseUnit } from '../../units.ts';
import { fitOf, type Stated } from '../bindings/proposals/stated.ts';
import type { Checklist } from '../checklist.ts';
import { statedOn } from '../contradictions/statedOn.ts';
import { compareLimits } from '../limits.ts';
import { holds, type BoundEvidence } from './evidence.ts';
import { limitsText } from './limitsText.ts';

/**
 * Why what holds does not prove what a text says, as half a sentence with its remedy: the text states a limit of its own,
 * and what was measured misses it; or it was held against another one, and its value does not tell of the own one.
 * Undefined where the text states none, and where nothing holds anyway.
 */
export function unprovenLimit(checklist: Checklist, { binding, evidence }: BoundEvidence): string | undefined {
  if (!holds(evidence)) return undefined;
  const checks = evidence.checks ?? (evidence.check === undefined ? [] : [evidence.check]);
  const stated = statedOn(checklist, binding);
  const asked = checks.flatMap((check) => {
    const ofCheck = stated.filter((one) => isOf(one, check) && !isItsValue(one, check));
    return ofCheck.length === 0 ? [] : [whyUnproven(ofCheck, check)];
  });
  // Of several checks of a monitor, one that was held against the very limit is enough.
  return asked.includes(undefined) ? undefined : asked[0];
}

function whyUnproven(stated: readonly Stated[], check: CheckResult): string | undefined {
  const { id, observed, levels } = check;
  const held = `${id} is held against ${quote(limitsText(check))}`;
  const missed = stated.find((one) => {
    const limit = limitIn(one, check);
    return limit !== undefined && observed !== undefined && !isTrue(limit, observed);
  });
  if (missed !== undefined && observed !== undefined) {
    const own = limitIn(missed, check);
    const limits = [...limitsOfLevels(check), ...(own === undefined ? [] : limitsOf(own))];
    const value = formatBeside(observed, dimensionOfBaseUnit(check.unit), limits);
    return `it says ${wordsOf(missed)}, and ${held} and measured ${value}. Change the text or the plan.`;
  }
  const planned = levels.target === undefined ? undefined : parseCondition(levels.target).condition;
  const untested = stated.filter((one) => observed === undefined || limitIn(one, check) === undefined);
  const [first] = untested;
  if (first === undefined || planned === undefined) return undefined;
  const isOther = untested.every(({ condition }) => compareLimits(condition, planned) === 'other');
  return isOther ? `it says ${wordsOf(first)}, and ${held}. Change the text or the plan.` : undefined;
}

function wordsOf({ condition }: Stated): string {
  return quote(printCondition(condition));
}

function isOf(stated: Stated, check: CheckResult): boolean {
  const selector = selectorOf(check);
  if (selector === undefined) return false;
  const { metric } = selector;
  return fitOf(stated, { selector, ...(isMetricName(metric) && { definition: METRICS[metric] }) }) !== undefined;
}

/** What was filled in stands there like a limit: "Throughput: 1,234 /s". */
function isItsValue(stated: Stated, check: CheckResult): boolean {
  const limit = limitIn(stated, check);
  if (stated.target.isBare !== true || limit === undefined || check.observed === undefined) return false;
  const dimension = dimensionOfBaseUnit(check.unit);
  const value = formatValue(check.observed, dimension);
  return limitsOf(limit).some((one) => formatValue(one, dimension) === value);
}

/** Undefined where the one value of a run cannot tell whether it holds: over a window, or in another unit. */
function limitIn({ condition }: Stated, check: CheckResult): ResolvedCondition | undefined {
  const selector = selectorOf(check);
  if (selector === undefined || (condition.kind === 'comparison' && condition.window !== undefined)) return undefined;
  const resolved = resolveCondition(condition, selector, dimensionOfBaseUnit(check.unit), undefined);
  return 'missing' in resolved ? undefined : resolved;
}

/** What a check measures, as its result tells it. */
export function selectorOf({ expression }: Pick<CheckResult, 'expression'>): Selector | undefined {
  return parseExpression(expression).expression?.selector ?? parseSelector(expression).selector;
}
