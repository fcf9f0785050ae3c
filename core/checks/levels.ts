import type { Dimension } from '../units.ts';
import type { Condition, Level } from './check.ts';
import { quantityInBaseUnits } from './dimensions.ts';
import { printCondition } from './print.ts';

export interface LevelConflict {
  first: Level;
  second: Level;
  /** Half a sentence that names both conditions. */
  why: string;
}

/** Every level, in the order in which a row states them. */
export const LEVELS: readonly Level[] = ['target', 'warn', 'critical', 'stop'];

/** A stretch of the number line. An end that is not closed does not belong to it. */
interface Stretch {
  low: number;
  lowClosed: boolean;
  high: number;
  highClosed: boolean;
}

interface Region {
  /** Values of baseline terms are multiples of the baseline, and compare only among each other. */
  scale: 'value' | 'baseline';
  stretches: Stretch[];
}

/** Levels of one row that contradict each other. Conditions with a window look at other values, and are skipped. */
export function findLevelConflicts(levels: Partial<Record<Level, Condition>>, dimension: Dimension): LevelConflict[] {
  const conflicts: LevelConflict[] = [];
  const compare = (first: Level, second: Level): void => {
    const [one, other] = [levels[first], levels[second]];
    if (one === undefined || other === undefined) return;
    // A level in the wrong place is at odds with several others, and is named once.
    if (conflicts.some((conflict) => conflict.second === first || conflict.second === second)) return;
    const why = conflictOf(first, one, second, other, levels.critical !== undefined, dimension);
    if (why !== undefined) conflicts.push({ first, second, why });
  };
  for (const [index, first] of LEVELS.entries()) for (const second of LEVELS.slice(index + 1)) compare(first, second);
  return conflicts;
}

function conflictOf(
  first: Level,
  one: Condition,
  second: Level,
  other: Condition,
  hasCritical: boolean,
  dimension: Dimension,
): string | undefined {
  const [text, otherText] = [`\`${printCondition(one)}\``, `\`${printCondition(other)}\``];
  const [direction, otherDirection] = [directionOf(one), directionOf(other)];
  const regions = regionsOf(one, other, dimension);
  if (first === 'target') {
    if (second !== 'warn') {
      if (regions === undefined || !overlap(...regions)) return undefined;
      return `a value can meet ${text} and be ${second} by ${otherText} at once`;
    }
    if (direction !== undefined && direction === otherDirection) {
      return `${text} wants what ${otherText} warns of`;
    }
    // With `critical` a missed target is only a warning, so there the order of target and warn changes nothing.
    if (hasCritical || regions === undefined || overlap(...regions)) return undefined;
    return `every value of ${otherText} already fails by missing ${text}`;
  }
  if (direction !== undefined && otherDirection !== undefined && direction !== otherDirection) {
    return `${text} and ${otherText} look in opposite directions`;
  }
  if (regions === undefined || !isInside(...regions)) return undefined;
  // A row may end the run at the very limit where it fails.
  if (first === 'critical' && isInside(regions[1], regions[0])) return undefined;
  return `every value of ${text} is already ${second} by ${otherText}`;
}

function regionsOf(one: Condition, other: Condition, dimension: Dimension): [Region, Region] | undefined {
  const [region, otherRegion] = [regionOf(one, dimension), regionOf(other, dimension)];
  if (region === undefined || otherRegion === undefined || region.scale !== otherRegion.scale) return undefined;
  return [region, otherRegion];
}

/** Whether a condition speaks of large values or of small ones; a window or a baseline changes nothing in that. */
function directionOf(condition: Condition): 'up' | 'down' | undefined {
  if (condition.kind === 'range') return undefined;
  if (condition.operator.startsWith('>')) return 'up';
  return condition.operator.startsWith('<') ? 'down' : undefined;
}

function regionOf(condition: Condition, dimension: Dimension): Region | undefined {
  if (condition.kind === 'range') {
    const unit = condition.unit === undefined ? {} : { unit: condition.unit };
    const low = quantityInBaseUnits({ amount: condition.low, ...unit }, dimension);
    const high = quantityInBaseUnits({ amount: condition.high, ...unit }, dimension);
    return known({ scale: 'value', stretches: [{ low, lowClosed: true, high, highClosed: true }] });
  }
  if (condition.window !== undefined) return undefined;
  const { limit, operator } = condition;
  switch (limit.kind) {
    case 'quantity':
      return known({ scale: 'value', stretches: stretchesOf(operator, quantityInBaseUnits(limit, dimension)) });
    case 'baseline':
      return { scale: 'baseline', stretches: stretchesOf(operator, 1) };
    case 'baseline-times':
      return { scale: 'baseline', stretches: stretchesOf(operator, limit.factor) };
    case 'baseline-percent': {
      const hundreds = limit.sign === '+' ? 100 + limit.percent : 100 - limit.percent;
      return { scale: 'baseline', stretches: stretchesOf(operator, hundreds / 100) };
    }
  }
}

/** A limit in a unit that does not fit has no place on the line; that is reported elsewhere. */
function known(region: Region): Region | undefined {
  return region.stretches.some(({ low, high }) => Number.isNaN(low) || Number.isNaN(high)) ? undefined : region;
}

function stretchesOf(operator: (Condition & { kind: 'comparison' })['operator'], limit: number): Stretch[] {
  const below = (highClosed: boolean): Stretch => ({ low: -Infinity, lowClosed: false, high: limit, highClosed });
  const above = (lowClosed: boolean): Stretch => ({ low: limit, lowClosed, high: Infinity, highClosed: false });
  switch (operator) {
    case '<':
      return [below(false)];
    case '<=':
      return [below(true)];
    case '>':
      return [above(false)];
    case '>=':
      return [above(true)];
    case '==':
      return [{ low: limit, lowClosed: true, high: limit, highClosed: true }];
    case '!=':
      return [below(false), above(false)];
  }
}

function overlap(region: Region, other: Region): boolean {
  return region.stretches.some((one) => other.stretches.some((two) => meets(one, two)));
}

/** Stretches of one region never touch, so a stretch inside a region is inside one stretch of it. */
function isInside(region: Region, other: Region): boolean {
  return region.stretches.every((one) => other.stretches.some((two) => contains(two, one)));
}

function meets(one: Stretch, two: Stretch): boolean {
  return startsBeforeEnd(one, two) && startsBeforeEnd(two, one);
}

function startsBeforeEnd(one: Stretch, two: Stretch): boolean {
  return one.low < two.high || (one.low === two.high && one.lowClosed && two.highClosed);
}

function contains(outer: Stretch, inner: Stretch): boolean {
  const low = outer.low < inner.low || (outer.low === inner.low && (outer.lowClosed || !inner.lowClosed));
  const high = outer.high > inner.high || (outer.high === inner.high && (outer.highClosed || !inner.highClosed));
  return low && high;
}
