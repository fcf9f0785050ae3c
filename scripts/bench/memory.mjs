// Memory of the engine over time and at many users. Its goal: below 200 MB, and no more after longer.
import { headroom } from './generators.mjs';
import { startServer } from './startServer.mjs';

/** @param {{ seconds: number }} options */
export async function memory({ seconds }) {
  const server = await startServer(20);
  try {
    for (const [users, duration] of [
      [50, 10],
      [50, Math.max(30, seconds)],
      [2000, 15],
    ]) {
      const { peakMb, perSecond } = await headroom(server.url, users, duration);
      const peak = peakMb === undefined ? 'not told by this system' : `${peakMb.toFixed(0)} MB`;
      console.log(`  ${users} users for ${duration} s at ${perSecond.toFixed(0)} requests/s: at most ${peak}`);
    }
  } finally {
    server.stop();
  }
}
