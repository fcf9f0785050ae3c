import { settings } from './settings.mjs';

/** Numbers in 0..1 that depend on the seed alone. */
export function randomFrom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const SPREAD = 0.5;

/** Log-normal with a tail, around the mean that was set. */
function durations(count) {
  const random = randomFrom(settings.seed);
  return Array.from({ length: count }, () => {
    const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    const ms = settings.meanMs * Math.exp(SPREAD * normal - (SPREAD * SPREAD) / 2);
    return { ms: Math.max(1, Math.round(ms)), fails: random() < settings.failureRate };
  });
}

/**
 * The runs of a harness in the time of the test: `concurrency` at once, each cut off by both timeouts. A run that begins
 * when the time is over is started all the same, on a dead context. `endless` runs last as long as they may.
 */
export function harness(count, { concurrency, timeout, 'job-timeout': jobTimeout }, { endless }) {
  const limit = timeout || Infinity;
  const perRun = jobTimeout || Infinity;
  const free = Array.from({ length: concurrency || count }, () => 0);
  return durations(count).map(({ ms, fails }, index) => {
    const slot = free.indexOf(Math.min(...free));
    const start = Math.min(free[slot], limit);
    const wanted = endless ? Infinity : ms;
    const end = Math.min(start + wanted, start + perRun, limit);
    free[slot] = end;
    return {
      index,
      start,
      durationMs: Math.round(end - start),
      isDead: start >= limit,
      isCutOff: end < start + wanted,
      fails,
    };
  });
}

export function elapsedOf(runs) {
  return runs.reduce((longest, { start, durationMs }) => Math.max(longest, start + durationMs), 0);
}
