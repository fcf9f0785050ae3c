// The service of the measurements, in a process of its own: the shortest answer to each request, after `mean` ms on average.
// `node server.mjs MEAN_MS` prints its port; the line `report` on standard input makes it print how many requests came since
// the last report, over how many ms, and p50 and p95 of its own times (without a delay it keeps none).
import net from 'node:net';
import readline from 'node:readline';

const meanMs = Number(process.argv[2] ?? 0);
const ANSWER = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Type: text/plain\r\n\r\nok';
const END_OF_HEAD = '\r\n\r\n';
let times = [];
let count = 0;
let firstAt, lastAt;

/** Half of the mean for all, and a tail like that of a service with a queue. */
const delayMs = () => meanMs / 2 - Math.log(1 - Math.random()) * (meanMs / 2);

const server = net.createServer((socket) => {
  socket.setNoDelay(true);
  socket.on('error', () => undefined);
  let rest = '';
  socket.on('data', (chunk) => {
    const heads = (rest + chunk.toString('latin1')).split(END_OF_HEAD);
    rest = heads.pop() ?? '';
    if (heads.length === 0) return;
    count += heads.length;
    lastAt = performance.now();
    firstAt ??= lastAt;
    if (meanMs === 0) {
      socket.write(ANSWER.repeat(heads.length));
      return;
    }
    const readAt = performance.now();
    setTimeout(() => {
      socket.write(ANSWER);
      times.push(performance.now() - readAt);
    }, delayMs());
  });
});
server.listen(0, '127.0.0.1', 4096, () => console.log(server.address().port));

readline.createInterface({ input: process.stdin }).on('line', () => {
  times.sort((a, b) => a - b);
  const at = (share) => times[Math.ceil(times.length * share) - 1];
  console.log(JSON.stringify({ count, spanMs: (lastAt ?? 0) - (firstAt ?? 0), p50: at(0.5), p95: at(0.95) }));
  times = [];
  count = 0;
  firstAt = undefined;
});
// Whoever started it is gone.
process.stdin.on('end', () => process.exit(0));
