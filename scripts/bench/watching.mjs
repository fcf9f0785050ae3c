// What it costs a tool to be watched: requests a second that reach the service, by the tool alone and by the tool under Headroom.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { findTool } from '../tools/find.mjs';
import { startServer } from './startServer.mjs';
import { withSpread } from './statistics.mjs';
import { exitOf, installedTools, startHeadroom, writePlan } from './toolRuns.mjs';

/** @param {{ rounds: number, seconds: number }} options */
export async function watching({ rounds, seconds }) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'headroom-bench-watching-'));
  const server = await startServer(0);
  try {
    for (const tool of installedTools()) {
      const pairs = [];
      // In turns, and each first in every second round, so that whatever else the machine does meets both alike.
      for (let round = 0; round < rounds; round += 1) {
        const rate = {};
        for (const way of round % 2 === 0 ? [alone, watched] : [watched, alone]) {
          await way(tool, { folder, url: server.url, seconds });
          const { count, spanMs } = await server.report();
          rate[way.name] = count / (spanMs / 1000);
        }
        pairs.push(rate);
      }
      const [bare, under] = ['alone', 'watched'].map((way) =>
        withSpread(
          pairs.map((pair) => pair[way]),
          0,
        ),
      );
      const ratios = withSpread(
        pairs.map((pair) => pair.watched / pair.alone),
        3,
      );
      console.log(
        `  ${tool.name.padEnd(13)} alone ${bare}, under Headroom ${under} requests/s: ${ratios} of it, round by round`,
      );
    }
  } finally {
    server.stop();
    fs.rmSync(folder, { recursive: true });
  }
}

async function alone({ tool, name, script, argv }, { folder, url, seconds }) {
  const written = script?.(url, seconds);
  const file = written && path.join(folder, written.file);
  if (written) fs.writeFileSync(file, written.text);
  const child = spawn(findTool(tool), argv(file, url, seconds), { stdio: 'ignore', cwd: folder });
  const code = await exitOf(child);
  if (code !== 0) throw new Error(`${name} alone ended with ${code}.`);
}

async function watched({ name, script, test }, { folder, url, seconds }) {
  const { plan } = writePlan({
    folder,
    name,
    url,
    script: script?.(url, seconds),
    test: `${test(seconds)}\n    checks: ["error_rate < 1%"]`,
  });
  const code = await exitOf(startHeadroom([plan]));
  // 3: so much load that the run says nothing of the service. Here only the load counts.
  if (code !== 0 && code !== 3) throw new Error(`${name} under Headroom ended with ${code}.`);
}
