import fc from 'fast-check';

const USUAL_SEED = 20_260_101;
const EARLIEST_MS = 200;
const LATEST_MS = 4000;

/** Moments of a run, in ms; the same ones for the same HEADROOM_KILLS_SEED. */
export function randomMoments(): { next: () => number } {
  const seed = Number(process.env['HEADROOM_KILLS_SEED'] ?? USUAL_SEED);
  const most = 1000;
  const moments = fc.sample(fc.integer({ min: EARLIEST_MS, max: LATEST_MS }), { seed, numRuns: most });
  let index = 0;
  return { next: () => moments[index++ % most] ?? EARLIEST_MS };
}
