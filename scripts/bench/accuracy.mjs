// What the engine, wrk and hey say of a service, against what the service itself has measured at the same time.
import { findTool, missingToolRemedy } from '../tools/find.mjs';
import { headroom, hey, wrk } from './generators.mjs';
import { startServer } from './startServer.mjs';
import { median, withSpread } from './statistics.mjs';

const CONNECTIONS = 20;
const MEAN_MS = 25;
const PERCENTILES = ['p50', 'p95'];
/** Those that are programs of their own; wrk prints no p95. */
const RIVALS = { wrk, hey };

/** @param {{ rounds: number, seconds: number }} options */
export async function accuracy({ rounds, seconds }) {
  const generators = [['headroom', headroom]];
  for (const [name, run] of Object.entries(RIVALS)) {
    if (findTool(name) === undefined) console.log(`left out: ${missingToolRemedy(name)}`);
    else generators.push([name, run]);
  }
  const pairs = new Map();
  const server = await startServer(MEAN_MS);
  try {
    // In turns, so that whatever else the machine does meets all of them alike.
    for (let round = 0; round < rounds; round += 1) {
      for (const [name, run] of generators) {
        const said = await run(server.url, CONNECTIONS, seconds);
        const measured = await server.report();
        if (said.errors > 0) throw new Error(`${name} counted ${said.errors} errors on a service that makes none.`);
        for (const percentile of PERCENTILES) {
          if (said[percentile] === undefined) continue;
          const row = `${name} ${percentile}`;
          pairs.set(row, [...(pairs.get(row) ?? []), { said: said[percentile], measured: measured[percentile] }]);
        }
      }
    }
  } finally {
    server.stop();
  }
  console.log(
    `a service of ${MEAN_MS} ms on average, ${CONNECTIONS} connections, ${rounds} rounds of ${seconds} s in turns, in ms`,
  );
  console.log(`  ${'median of'.padEnd(13)} ${'said'.padStart(7)} ${'measured'.padStart(9)}   said minus measured`);
  for (const [row, values] of pairs) {
    const [said, measured] = ['said', 'measured'].map((side) => median(values.map((pair) => pair[side])).toFixed(2));
    const errors = withSpread(values.map((pair) => pair.said - pair.measured));
    console.log(`  ${row.padEnd(13)} ${said.padStart(7)} ${measured.padStart(9)}   ${errors}`);
  }
}
