import { amount, field, oneOf, type Fields } from './field.ts';

export const DURATION = 'whole seconds, or one number with one unit such as `500ms`, `2m` or `1h`';
export const MODE = oneOf(
  'How the arrivals of a second are spread.',
  { uniform: 'At even distances.', poisson: 'At random, as independent people come.' },
  'uniform',
);

export const PHASE_FIELDS: Fields = {
  name: field('What the phase is called in the output.'),
  duration: amount('How long virtual users arrive in this phase.', DURATION),
  arrivalRate: amount(
    'How many virtual users begin in each second. With `rampTo` the rate at the start. Fractions are refused: for less than one per second write `arrivalCount`.',
    'arrivals per second',
    '0 with `rampTo`',
  ),
  arrivalCount: amount(
    'How many virtual users begin in the whole phase, at even distances. It wins over `arrivalRate`.',
    'arrivals',
  ),
  rampTo: amount(
    'The rate at the end of the phase. Each second has a rate of its own, from `arrivalRate` up or down to this.',
    'arrivals per second',
  ),
  pause: amount('Nobody arrives for this long. It wins over everything else in the phase.', DURATION),
  maxVusers: amount(
    'How many virtual users may be active at once. Those that are too many are not created, and counted as `vusers.skipped`.',
    'virtual users',
    'no limit',
  ),
  mode: MODE,
};
