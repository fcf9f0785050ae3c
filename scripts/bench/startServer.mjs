import { spawn } from 'node:child_process';
import path from 'node:path';
import readline from 'node:readline';
import { pinnedNode } from '../lib/pinned.mjs';

/**
 * @param {number} meanMs how long an answer takes on average
 * @returns {Promise<{ url: string, report: () => Promise<{ count: number, spanMs: number, p50?: number, p95?: number }>, stop: () => void }>}
 */
export async function startServer(meanMs) {
  const file = path.join(import.meta.dirname, 'server.mjs');
  const child = spawn(pinnedNode(), [file, String(meanMs)], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = readline.createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const port = (await lines.next()).value;
  return {
    url: `http://127.0.0.1:${port}/`,
    report: async () => {
      child.stdin.write('report\n');
      return JSON.parse((await lines.next()).value);
    },
    stop: () => child.stdin.end(),
  };
}
