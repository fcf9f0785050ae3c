import { spawn } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';

/** The real command line as people call it, from the bundles that `npm test` has built. */
export const HEADROOM = path.resolve(import.meta.dirname, '../../bin/headroom');

export interface Call {
  code: number | null;
  out: string;
  err: string;
}

export function callHeadroom(args: readonly string[], cwd: string, env = process.env): Promise<Call> {
  return new Promise((resolve, reject) => {
    const child = spawn(HEADROOM, args, { cwd, env });
    let out = '';
    let err = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, out, err }));
  });
}

/** A server that answers everything; `arrivals` holds the time of each request by `performance.now()`. */
export async function answeringServer(): Promise<{ port: number; arrivals: number[]; close: () => void }> {
  const arrivals: number[] = [];
  const server: Server = createServer((_, response) => {
    arrivals.push(performance.now());
    setTimeout(() => response.end('fine'), 10);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    arrivals,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
