import { spawn } from 'node:child_process';
import { readLinesUntilCutOff } from '../../core/node/lines.ts';
import type { Engine } from '../running/engine.ts';

/** The small shop of the first run. It ends with this window at the latest, because its standard input does. */
export interface DemoService {
  port: number;
  stop: () => void;
}

/** Starts the shop on a free port of this machine. Rejects with a text fit to show when it does not start. */
export async function startDemoService(
  script: string,
  { command: [program], environment }: Engine,
): Promise<DemoService> {
  const child = spawn(program, [script, '--port', '0', '--exit-with-parent'], {
    env: environment,
    windowsHide: true,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(0, 2000)));
  child.stdin.on('error', () => undefined);
  const failed = new Promise<never>((_, reject) => child.once('error', reject));
  const port = await Promise.race([portOf(child.stdout), failed]);
  if (port === undefined) throw new Error(`the demo service ended before it listened. ${said.trim()}`.trim());
  return { port, stop: () => void child.kill() };
}

async function portOf(stdout: AsyncIterable<Buffer>): Promise<number | undefined> {
  for await (const line of readLinesUntilCutOff(stdout)) {
    const [, port] = /listening on http:\/\/127\.0\.0\.1:(\d+)/.exec(line) ?? [];
    if (port !== undefined) return Number(port);
  }
  return undefined;
}
