import { expect, it } from 'vitest';
import { isGuardResult } from '../../../core/run/runResult.ts';

it.each([
  ['that only ends the run', { stop: '> 10% for 10s' }, true],
  ['of a guard of the runner itself', {}, true],
  ['with a target', { target: '< 1%' }, false],
  ['with a target that also ends the run', { target: '< 1%', stop: '> 10%' }, false],
])('a row %s is a guard or not', (_, levels, isGuard) => {
  expect(isGuardResult({ levels })).toBe(isGuard);
});
