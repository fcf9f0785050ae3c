import { expect, test } from 'vitest';
import { freeName } from '../../client/welcome/freeName.ts';

test.each<[taken: string[], expected: string]>([
  [[], 'shop.headroom.yaml'],
  [['shop.headroom.yaml'], 'shop-2.headroom.yaml'],
  [['shop.headroom.yaml', 'shop-2.headroom.yaml'], 'shop-3.headroom.yaml'],
])('with %j there, a new plan is called %s', async (taken, expected) => {
  expect(await freeName('shop.headroom.yaml', (name) => Promise.resolve(taken.includes(name)))).toBe(expected);
});
