import type { Condition, Selector } from '../checks/check.ts';
import { betterDirection } from '../run/compare/direction.ts';

/** Whether a target asks for the worse side of what is measured: an error rate above 5 %. */
export function wantsBad({ metric, statistic }: Selector, condition: Condition): boolean {
  if (condition.kind !== 'comparison') return false;
  const better = betterDirection(metric, statistic ?? '');
  const wants = condition.operator.startsWith('>')
    ? 'higher'
    : condition.operator.startsWith('<')
      ? 'lower'
      : 'neither';
  return better !== 'neither' && wants !== 'neither' && better !== wants;
}
