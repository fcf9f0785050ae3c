// Each load generator as a function of URL, connections and seconds: what it says of the load it made.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import autocannon from 'autocannon';
import { HTTP_ENGINE_FLAGS } from '../../core/runners/http/http.ts';
import { Histogram } from '../../core/stats/histogram.ts';
import { pinnedNode } from '../lib/pinned.mjs';
import { root } from '../lib/root.mjs';
import { findTool } from '../tools/find.mjs';

/** The histogram is TypeScript, which Node reads with a warning about its kind of module. */
const NO_TYPE_WARNING = '--disable-warning=MODULE_TYPELESS_PACKAGE_JSON';

/** @typedef {{ perSecond: number, p50: number, p95: number | undefined, errors: number, peakMb?: number }} Load */

/** @returns {Promise<Load>} from the shipped bundle, driven as the command line drives it */
export async function headroom(url, connections, seconds) {
  const job = {
    stages: [
      { name: 'load', kind: 'users', from: connections, to: connections, durationMs: seconds * 1000, warmup: false },
    ],
    requests: [
      {
        name: 'get',
        method: 'GET',
        url: [{ kind: 'text', text: url }],
        headers: {},
        expect: {},
        capture: {},
        maxRedirects: 10,
      },
    ],
    timeoutMs: 30_000,
    cookies: true,
    secrets: {},
  };
  const child = spawn(pinnedNode(), [...HTTP_ENGINE_FLAGS, path.join(root, 'dist', 'engine.js')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  child.stdin.write(`${JSON.stringify(job)}\n`);
  const memory = watchMemory(child.pid);
  const output = await textOf(child);
  const frames = output
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
    .flatMap((message) => (message.kind === 'frame' ? [message.frame] : []));
  const latency = new Histogram();
  const totals = { responses: 0, failures: 0 };
  for (const { metric, sample } of frames.flatMap((frame) => frame.samples)) {
    if (metric === 'latency') latency.add(sample.histogram);
    if (metric in totals) totals[metric] += sample.total;
  }
  const [p50, p95] = [latency.percentile(50), latency.percentile(95)];
  return { perSecond: totals.responses / seconds, p50, p95, errors: totals.failures, peakMb: memory.stop() };
}

/** @returns {Promise<Load>} one thread */
export async function wrk(url, connections, seconds) {
  const args = ['-t', '1', '-c', String(connections), '-d', `${seconds}s`, '--latency', '--timeout', '30s', url];
  const text = await textOf(spawn(findTool('wrk'), args, { stdio: ['ignore', 'pipe', 'inherit'] }));
  const value = (pattern) => pattern.exec(text)?.[1] ?? '';
  const errors = [...(/Socket errors: (.*)/.exec(text)?.[1] ?? '').matchAll(/\d+/g)];
  return {
    perSecond: Number(value(/Requests\/sec:\s+([\d.]+)/)),
    p50: wrkTimeMs(value(/^\s+50%\s+(\S+)/m)),
    p95: undefined,
    errors: errors.reduce((sum, [count]) => sum + Number(count), 0),
  };
}

/** Lists every answer's time in full; hey's own summary has a tenth of a millisecond, and its CSV leaves failures out. */
const HEY_OUTPUT = '{"lats":{{jsonify .Lats}},"errors":{{jsonify .ErrorDist}}}';

/** @returns {Promise<Load>} */
export async function hey(url, connections, seconds) {
  const args = ['-z', `${seconds}s`, '-c', String(connections), '-t', '30', '-o', HEY_OUTPUT, url];
  const text = await textOf(spawn(findTool('hey'), args, { stdio: ['ignore', 'pipe', 'inherit'] }));
  const { lats, errors } = JSON.parse(text);
  const times = (lats ?? []).map((latencySeconds) => latencySeconds * 1000).toSorted((a, b) => a - b);
  const at = (share) => times[Math.ceil(times.length * share) - 1];
  return {
    perSecond: times.length / seconds,
    p50: at(0.5),
    p95: at(0.95),
    errors: Object.values(errors ?? {}).reduce((sum, count) => sum + count, 0),
  };
}

/** @returns {Promise<Load>} in a process of its own like the others */
export async function autocannonLoad(url, connections, seconds) {
  const file = path.join(import.meta.dirname, 'generators.mjs');
  const child = spawn(pinnedNode(), [NO_TYPE_WARNING, file, url, String(connections), String(seconds)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return JSON.parse(await textOf(child));
}

function wrkTimeMs(text) {
  const [, amount, unit] = /^([\d.]+)(us|ms|s|m)$/.exec(text) ?? [];
  return Number(amount) * { us: 0.001, ms: 1, s: 1000, m: 60_000 }[unit];
}

async function textOf(child) {
  let text = '';
  child.stdout.setEncoding('utf8');
  for await (const chunk of child.stdout) text += chunk;
  return text;
}

/** Largest resident memory in MB, where the system tells it (Linux); looked at until `stop`. */
function watchMemory(pid) {
  let peakKb = 0;
  const look = () => {
    try {
      const status = fs.readFileSync(`/proc/${pid}/status`, 'utf8');
      peakKb = Math.max(peakKb, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0));
    } catch {
      // Not Linux, or the process has just ended.
    }
  };
  const timer = setInterval(look, 200);
  return {
    stop: () => {
      clearInterval(timer);
      return peakKb === 0 ? undefined : peakKb / 1024;
    },
  };
}

if (process.argv[1] === import.meta.filename) {
  const [url, connections, seconds] = process.argv.slice(2);
  const result = await autocannon({ url, connections: Number(connections), duration: Number(seconds) });
  const { errors, latency, requests } = result;
  console.log(JSON.stringify({ perSecond: requests.total / result.duration, p50: latency.p50, errors }));
}
