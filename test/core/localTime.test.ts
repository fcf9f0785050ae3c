import { expect, it } from 'vitest';
import { localTime } from '../../core/localTime.ts';

it('says the same moment with the offset of the place', () => {
  const moment = new Date('2026-07-01T11:22:33.000Z');
  const written = localTime(moment);
  expect(written).toMatch(/^2026-0[67]-\d\dT\d\d:\d\d:33[+-]\d\d:\d\d$/);
  expect(Date.parse(written)).toBe(moment.getTime());
});

it.each([
  [-330, '2026-07-01T16:52:33+05:30'],
  [210, '2026-07-01T07:52:33-03:30'],
  [0, '2026-07-01T11:22:33+00:00'],
])('%s minutes behind', (behind, written) => {
  const moment = new Date('2026-07-01T11:22:33.000Z');
  moment.getTimezoneOffset = () => behind;
  expect(localTime(moment)).toBe(written);
});
