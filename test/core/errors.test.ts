import { expect, test } from 'vitest';
import { UserError } from '../../core/errors.ts';

class Refused extends UserError {}

test('a user error of another bundle is one, and nothing else is', () => {
  const ofAnotherBundle = Object.assign(new Error('There is no file a.md.'), { name: 'UserError' });
  expect(ofAnotherBundle instanceof UserError).toBe(true);
  expect(new UserError('x') instanceof UserError).toBe(true);
  expect(new Refused('x') instanceof UserError).toBe(true);
  expect(new Error('x') instanceof UserError).toBe(false);
});

test('a user error is not each of its kinds', () => {
  expect(new Refused('x') instanceof Refused).toBe(true);
  expect(new UserError('x') instanceof Refused).toBe(false);
});
