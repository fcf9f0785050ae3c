import { formatBeside, formatValue } from '../../format.ts';
import { dimensionOfBaseUnit, isUnit, UNITS, type Dimension, type Unit } from '../../units.ts';
import { limitsOfLevels } from '../../run/observedText.ts';
import type { Blank } from '../checklist.ts';
import { loadText } from '../evidence/capacityEvidence.ts';
import type { CapacityEvidence, Evidence } from '../evidence/evidence.ts';
import { askedBeside, otherShare } from './askedFor.ts';

/** What stands in a blank, and which value it uses up; or why it stays empty. */
export type BlankValue = { text: string; use: 'value' | 'capacity' | 'headroom' } | { why: string };

/** The value that evidence with a measured value has for a blank. `title` is what stands for its label in a table. */
export function valueForBlank(blank: Blank, { bound, check, capacity }: Evidence, title = ''): BlankValue {
  if (capacity !== undefined) return ofCapacity(blank, capacity);
  if (check?.observed === undefined) return { why: `${bound.kind} ${bound.name} has no value to write` };
  const asked = askedBeside(blank.label === '' ? title : blank.label, check);
  if (asked !== undefined) return { why: `it asks for ${asked}, and ${check.id} is another value` };
  const dimension = dimensionOfBaseUnit(check.unit);
  const unit = unitOf(blank);
  const text = amountIn(unit, check.observed, dimension, limitsOfLevels(check));
  if (text === undefined)
    return { why: `it asks for ${unit ?? 'another unit'}, and ${check.id} is measured in ${check.unit}` };
  return { text, use: 'value' };
}

const ASKS_FOR_HEADROOM = /\bheadroom\b/iu;
const COUNTS_USERS = /\busers?\b/iu;

function ofCapacity(blank: Blank, { kind, level, isLowerBound, headroom }: CapacityEvidence): BlankValue {
  const unit = unitOf(blank);
  const bounded = (text: string): string => (isLowerBound ? `at least ${text}` : text);
  if (unit === '%' || ASKS_FOR_HEADROOM.test(blank.label)) {
    const other = ASKS_FOR_HEADROOM.test(blank.label) ? undefined : otherShare(blank.label);
    if (other !== undefined) return { why: `it asks for ${other}, and headroom is another share` };
    if (headroom === undefined) return { why: 'the text says no required load, so no headroom is known' };
    const text = amountIn(unit, headroom, 'ratio');
    return text === undefined
      ? { why: `it asks for ${unit ?? ''}, and headroom is a share` }
      : { text: bounded(text), use: 'headroom' };
  }
  if (kind === 'users') {
    const isNamed = unit === undefined ? COUNTS_USERS.test(blank.label) : COUNTS_USERS.test(unit);
    if (unit !== undefined && !isNamed) return { why: `it asks for ${unit}, and the load of the test is in users` };
    return { text: bounded(isNamed ? formatValue(level, 'count') : loadText(kind, level)), use: 'capacity' };
  }
  const text = unit === undefined ? loadText(kind, level) : amountIn(unit, level, 'rate');
  if (text === undefined)
    return { why: `it asks for ${unit ?? ''}, and the load of the test is in arrivals per second` };
  return { text: bounded(text), use: 'capacity' };
}

/** The unit behind the blank, or in brackets before it: "p95 (ms): ____". */
function unitOf({ unit, label }: Blank): string | undefined {
  return unit ?? /\(([^()\s]{1,12})\)\s*$/u.exec(label)?.[1];
}

/** As the unit asks for it, without the unit, which stands there already; readable where none is asked for. */
function amountIn(
  written: string | undefined,
  value: number,
  dimension: Dimension,
  limits: readonly number[] = [],
): string | undefined {
  if (written === undefined) return formatBeside(value, dimension, limits);
  if (COUNTS_USERS.test(written)) return dimension === 'count' ? formatBeside(value, 'count', limits) : undefined;
  const unit = canonical(written);
  if (unit === undefined || UNITS[unit].dimension !== dimension) return undefined;
  const { factor } = UNITS[unit];
  return unit === '%'
    ? formatBeside(value, 'ratio', limits).replace(/ %$/, '')
    : formatBeside(
        value / factor,
        'number',
        limits.map((limit) => limit / factor),
      );
}

const LONG_UNITS: [RegExp, Unit][] = [
  [/^ms$/i, 'ms'],
  [/^µs$/i, 'us'],
  [/^(?:s|secs?|seconds?)$/i, 's'],
  [/^(?:mins?|minutes?)$/i, 'm'],
  [/^(?:h|hours?)$/i, 'h'],
  [/^(?:rps|[a-z]+\/(?:s|sec|second))$/i, '/s'],
  [/^[a-z]+\/(?:min|minute)$/i, '/min'],
];

function canonical(written: string): Unit | undefined {
  if (isUnit(written)) return written;
  return LONG_UNITS.find(([pattern]) => pattern.test(written))?.[1];
}
