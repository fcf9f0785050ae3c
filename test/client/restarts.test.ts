import { expect, test } from 'vitest';
import { Restarts } from '../../client/language/restarts.ts';

test('a server that ends again and again is not started for ever, one that ends now and then is', () => {
  const minute = 60_000;
  const often = new Restarts();
  expect([0, 1, 2, 3, 4].map((at) => often.mayRestart(at))).toEqual([true, true, true, true, false]);
  expect(often.mayRestart(10 * minute)).toBe(true);
  const rarely = new Restarts();
  expect([0, 1, 2, 3, 4, 5, 6].map((at) => rarely.mayRestart(at * minute))).toEqual(Array(7).fill(true));
});
