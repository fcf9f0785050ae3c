// Sends so many requests, ten at a time, and prints one JSON document about them.
const [url, count] = process.argv.slice(2);
const times = [];
let failed = 0;
let left = Number(count);

async function worker() {
  while (left > 0) {
    left -= 1;
    const start = performance.now();
    try {
      const response = await fetch(url);
      await response.arrayBuffer();
      if (response.status >= 400) failed += 1;
      else times.push(performance.now() - start);
    } catch {
      failed += 1;
    }
  }
}

const start = performance.now();
await Promise.all(Array.from({ length: 10 }, worker));
const seconds = (performance.now() - start) / 1000;
times.sort((a, b) => a - b);
const p95 = times[Math.ceil(times.length * 0.95) - 1];
const summary = { requests: Number(count), failed, rps: times.length / seconds, latency: { p95 } };
console.log(JSON.stringify(summary));
console.error(`failed: ${((failed / Number(count)) * 100).toFixed(2)}%`);
