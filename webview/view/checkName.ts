import { isGuardResult, type CheckResult } from '../../core/run/runResult.ts';
import { element } from './element.ts';

/** A check by what it states; a guard, which only ends the run, says that it is one. */
export function checkName(check: Pick<CheckResult, 'expression' | 'id' | 'levels'>): HTMLElement {
  const { expression, id } = check;
  return element(
    'span',
    { class: 'check' },
    isGuardResult(check) ? 'guard ' : undefined,
    element('code', {}, expression),
    id === expression ? undefined : element('span', { class: 'muted id' }, id),
  );
}
