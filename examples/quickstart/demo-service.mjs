// A small web shop to run load tests against: plain Node 20 or later, nothing to install, only reachable from this
// machine. Its latencies come from timers, not from work, so they are much the same on a slow and a fast computer.
//
//   node demo-service.mjs [--port 8080] [--seed 1] [--flaky 0.02] [--exit-with-parent]
//
// The port may also come from the environment variable PORT; 0 takes any free one.
import { createServer } from 'node:http';
import { parseArgs } from 'node:util';

const { values: options } = parseArgs({
  options: {
    port: { type: 'string', default: process.env.PORT ?? '8080' },
    seed: { type: 'string', default: '1' },
    // Share of the requests to /api/flaky that fail, from 0 to 1.
    flaky: { type: 'string', default: '0.02' },
    // End when standard input closes, that is, when the program that started this one is gone.
    'exit-with-parent': { type: 'boolean', default: false },
  },
});

/** Reports that are made at the same time; further ones wait in a queue. */
const REPORT_WORKERS = 8;
/** Reports that may wait; beyond it the service only says that it is overloaded. */
const REPORT_QUEUE_LIMIT = 60;
/** One request in so many is slow, as if it had missed the cache. */
const TAIL_ONE_IN = 100;
const TAIL_FACTOR = 6;
const LARGEST_BODY_BYTES = 64 * 1024;

const PRODUCTS = Array.from({ length: 20 }, (_, index) => ({
  id: index + 1,
  name: `Product ${index + 1}`,
  price: 5 + index * 3,
}));

/** Mulberry32: the same seed gives the same sequence of numbers from 0 up to 1 on every machine. */
function seededRandom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const random = seededRandom(Number(options.seed));

/** A log-normal time in ms, half of the values below `median`, with an occasional much longer one. */
function latency(median, spread) {
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const tail = random() < 1 / TAIL_ONE_IN ? TAIL_FACTOR : 1;
  return median * Math.exp(spread * normal) * tail;
}

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

let busyWorkers = 0;
const waitingForWorker = [];

/** Runs `work` on one of a few workers. Returns false when too many are waiting already. */
async function onReportWorker(work) {
  if (busyWorkers >= REPORT_WORKERS) {
    if (waitingForWorker.length >= REPORT_QUEUE_LIMIT) {
      // Turning somebody away takes a moment, too. Without it those who ask again at once would need a whole processor.
      await sleep(latency(30, 0.2));
      return false;
    }
    await new Promise((resolve) => waitingForWorker.push(resolve));
  } else {
    busyWorkers += 1;
  }
  await work();
  const next = waitingForWorker.shift();
  if (next === undefined) busyWorkers -= 1;
  else next();
  return true;
}

let carts = 0;

/** Answers as [status, body], by method and path. */
const ROUTES = [
  ['GET', /^\/health$/, async () => [200, { status: 'ok' }]],
  [
    'GET',
    /^\/api\/products$/,
    async () => {
      await sleep(latency(25, 0.4));
      return [200, { products: PRODUCTS }];
    },
  ],
  [
    'GET',
    /^\/api\/search$/,
    async (_match, query) => {
      await sleep(latency(80, 0.5));
      const wanted = (query.get('q') ?? '').toLowerCase();
      return [200, { results: PRODUCTS.filter(({ name }) => name.toLowerCase().includes(wanted)) }];
    },
  ],
  [
    'POST',
    /^\/api\/cart$/,
    async () => {
      await sleep(latency(30, 0.4));
      carts += 1;
      return [201, { id: `cart-${carts}` }];
    },
  ],
  [
    'POST',
    /^\/api\/cart\/cart-(\d+)\/pay$/,
    async ([, number]) => {
      await sleep(latency(60, 0.4));
      return Number(number) <= carts ? [200, { paid: true }] : [404, { error: 'no such cart' }];
    },
  ],
  [
    'GET',
    /^\/api\/flaky$/,
    async () => {
      await sleep(latency(20, 0.3));
      return random() < Number(options.flaky) ? [503, { error: 'try again' }] : [200, { status: 'ok' }];
    },
  ],
  [
    'GET',
    /^\/api\/reports$/,
    async () => {
      const accepted = await onReportWorker(() => sleep(latency(60, 0.2)));
      return accepted ? [200, { report: 'done' }] : [503, { error: 'overloaded' }];
    },
  ],
];

async function answer(request) {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  for (const [method, pattern, handle] of ROUTES) {
    const match = pattern.exec(url.pathname);
    if (match !== null && method === request.method) return handle(match, url.searchParams);
  }
  return [404, { error: 'not found' }];
}

const server = createServer((request, response) => {
  let received = 0;
  request.on('data', (chunk) => {
    received += chunk.length;
    if (received > LARGEST_BODY_BYTES) request.destroy();
  });
  request.on('end', async () => {
    const [status, body] = await answer(request);
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  request.on('error', () => undefined);
});

function stop() {
  server.close(() => process.exit(0));
  server.closeAllConnections();
}
process.on('SIGTERM', stop);
process.on('SIGINT', stop);
if (options['exit-with-parent']) process.stdin.on('end', stop).on('error', stop).resume();

server.on('error', (error) => {
  const why =
    error.code === 'EADDRINUSE' ? `port ${options.port} is in use; choose another with --port` : error.message;
  console.error(`The demo service cannot start: ${why}.`);
  process.exit(1);
});
server.listen(Number(options.port), '127.0.0.1', () => {
  console.log(`demo service listening on http://127.0.0.1:${server.address().port}`);
});
