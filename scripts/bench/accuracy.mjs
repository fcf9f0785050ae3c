// What the engine and wrk say of a service, against what the service itself has measured at the same time.
import { findTool } from '../tools/find.mjs';
import { headroom, wrk } from './generators.mjs';
import { startServer } from './startServer.mjs';
import { withSpread } from './statistics.mjs';

const CONNECTIONS = 20;
const MEAN_MS = 25;

/** @param {{ rounds: number, seconds: number }} options */
export async function accuracy({ rounds, seconds }) {
  const server = await startServer(MEAN_MS);
  const errors = { 'headroom p50': [], 'headroom p95': [], 'wrk p50': [] };
  try {
    for (let round = 0; round < rounds; round += 1) {
      const ours = await headroom(server.url, CONNECTIONS, seconds);
      const truth = await server.report();
      errors['headroom p50'].push(ours.p50 - truth.p50);
      errors['headroom p95'].push(ours.p95 - truth.p95);
      if (findTool('wrk') === undefined) continue;
      const theirs = await wrk(server.url, CONNECTIONS, seconds);
      errors['wrk p50'].push(theirs.p50 - (await server.report()).p50);
    }
  } finally {
    server.stop();
  }
  console.log(
    `a service of ${MEAN_MS} ms on average, ${CONNECTIONS} connections: said minus measured in the service, in ms`,
  );
  for (const [name, values] of Object.entries(errors)) {
    console.log(`  ${name.padEnd(13)} ${values.length === 0 ? 'left out, wrk is not installed' : withSpread(values)}`);
  }
}
