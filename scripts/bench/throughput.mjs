// Requests a second of one engine process, against wrk with one thread and autocannon, on a server that costs nearly nothing.
import { findTool } from '../tools/find.mjs';
import { autocannonLoad, headroom, wrk } from './generators.mjs';
import { startServer } from './startServer.mjs';
import { median, withSpread } from './statistics.mjs';

const CONNECTIONS = 50;

/** @param {{ rounds: number, seconds: number }} options */
export async function throughput({ rounds, seconds }) {
  const rivals = { wrk: findTool('wrk') === undefined ? undefined : wrk, autocannon: autocannonLoad };
  if (rivals.wrk === undefined) console.log('wrk is not installed (Debian: apt-get install wrk): left out.');
  const generators = Object.entries({ headroom, ...rivals }).filter(([, run]) => run !== undefined);
  const server = await startServer(0);
  const rates = Object.fromEntries(generators.map(([name]) => [name, []]));
  try {
    // In turns, so that whatever else the machine does meets all of them alike.
    for (let round = 0; round < rounds; round += 1) {
      for (const [name, run] of generators) {
        const { perSecond, errors } = await run(server.url, CONNECTIONS, seconds);
        if (errors > 0) throw new Error(`${name} counted ${errors} errors on a server that makes none.`);
        rates[name].push(perSecond);
      }
    }
  } finally {
    server.stop();
  }
  console.log(`${CONNECTIONS} connections, ${rounds} rounds of ${seconds} s in turns: median (least to most)`);
  for (const [name, values] of Object.entries(rates))
    console.log(`  ${name.padEnd(11)} ${withSpread(values, 0)} requests/s`);
  for (const [name, values] of Object.entries(rates)) {
    if (name === 'headroom') continue;
    const ratios = values.map((value, round) => rates.headroom[round] / value);
    console.log(`  headroom is ${withSpread(ratios)} of ${name}, round by round`);
  }
  return median(rates.headroom);
}
