import { expect, it } from 'vitest';
import { RunClock } from '../../core/node/runClock.ts';

const HOUR_MS = 3_600_000;

it.each([
  ['back', -HOUR_MS],
  ['forward', HOUR_MS],
])('a clock that is set %s changes no duration of a run', (_, jumpMs) => {
  let wallMs = 1_700_000_000_000;
  let steadyMs = 5000;
  const clock = new RunClock({ wallMs: () => wallMs, steadyMs: () => steadyMs });
  const seen = [clock.now()];
  for (let second = 1; second <= 10; second++) {
    steadyMs += 1000;
    wallMs += second === 5 ? jumpMs : 1000;
    seen.push(clock.now());
  }
  expect(seen.map((at) => at - clock.startedAt)).toEqual(Array.from({ length: 11 }, (_, second) => second * 1000));
});
