import { isUnit, UNITS } from '../../units.ts';
import { plainDecimal, scale } from '../numberText.ts';

/** `1m30s` as one number and unit: `90s`. Undefined when a unit in it is no time. */
export function compoundDuration(written: string): string | undefined {
  let totalMs = 0;
  for (const [, amount = '', name = ''] of written.matchAll(/(\d+(?:\.\d+)?)\s*([a-z]+)/g)) {
    const unit = name === 'min' ? 'm' : name;
    if (!isUnit(unit) || UNITS[unit].dimension !== 'time') return undefined;
    totalMs += scale(Number(amount), UNITS[unit].factor);
  }
  return totalMs % 1000 === 0 ? `${plainDecimal(totalMs / 1000)}s` : `${plainDecimal(totalMs)}ms`;
}

/** `500ms` and `2s` as `500-2000ms`: in the unit of the first, so that no figure needs a fraction. */
export function rangeText(low: string, lowUnit: string, high: string, highUnit: string): string | undefined {
  if (lowUnit === '' || highUnit === '' || lowUnit === highUnit) return ordered(low, high, highUnit || lowUnit);
  if (!isUnit(lowUnit) || !isUnit(highUnit)) return undefined;
  const [first, second] = [UNITS[lowUnit], UNITS[highUnit]];
  if (first.dimension !== second.dimension) return undefined;
  return ordered(low, plainDecimal(scale(Number(high), second.factor / first.factor)), lowUnit);
}

function ordered(low: string, high: string, unit: string): string | undefined {
  return Number(low) <= Number(high) ? `${low}-${high}${unit}` : undefined;
}
