import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { RUNNER_KINDS } from '../../core/runners/runner.ts';
import { servingSchema } from '../../core/protocol/runHost.ts';
import { followHost } from '../../core/node/runHost/client.ts';
import { redactor } from '../../core/text/redact.ts';
import { findToolForTests } from '../support/tools.ts';
import { until } from '../support/until.ts';
import { HEADROOM } from './headroomCommand.ts';
import { environmentOf } from './kills/longRun.ts';
import { killHard, processesOfRun } from './kills/processes.ts';
import { SECRET, SECRET_SUBJECTS, type SecretSubject } from './secrets/subjects.ts';
import { filesOf } from './toolRuns.ts';
import { runFolders } from './workbench.ts';

let server: Server;
let port: number;
/** Everything that reached the server in the test that runs. */
let arrived = '';
const runtimes: string[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    const seen = JSON.stringify({ url: request.url, ...request.headers });
    arrived += seen;
    request.on('data', (chunk: Buffer) => (arrived += chunk.toString()));
    // It says again what it was told, in a body and a header.
    request.on('end', () =>
      setTimeout(() => response.setHeader('x-echo', request.headers.authorization ?? '').end(seen), 10),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
});
afterEach(() => {
  for (const runtime of runtimes.splice(0)) {
    for (const { pid } of processesOfRun(runtime)) killHard(pid);
    rmSync(runtime, { recursive: true });
  }
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

interface Heard {
  folder: string;
  /** Standard output and error output of the command. */
  said: string;
  /** What came over the socket. */
  socket: string;
  commandLines: Set<string>;
}

async function listen(subject: SecretSubject, args: readonly string[]): Promise<Heard> {
  const runtime = mkdtempSync(path.join(tmpdir(), 'hr-'));
  runtimes.push(runtime);
  const folder = mkdtempSync(path.join(runtime, 'plan-'));
  const plan = path.join(folder, 'plan.headroom.yaml');
  const name = subject.name ?? 'TOKEN';
  writeFileSync(
    plan,
    `headroom: 1\nsecrets: [${name}]\nenvironments: { local: { target: "http://127.0.0.1:${port}" } }\ntests:\n  test:\n    runner: ${subject.runner}\n${subject.keys}`,
  );
  const env = { ...environmentOf(subject), ...subject.setUp?.(folder), XDG_RUNTIME_DIR: runtime, [name]: SECRET };
  const child = spawn(HEADROOM, ['run', plan, ...args], { env });
  let said = '';
  let isClosed = false;
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  child.once('close', () => (isClosed = true));
  const commandLines = new Set<string>();
  const watch = setInterval(() => {
    for (const { commandLine } of processesOfRun(runtime)) commandLines.add(commandLine);
  }, 100);
  const items: unknown[] = [];
  try {
    if (args.includes('--serve')) {
      await until(() => said.includes('\n') || isClosed, 45_000);
      const { socket } = servingSchema.parse(JSON.parse(said.split('\n')[0] ?? ''));
      for await (const item of followHost(socket)) items.push(item);
    }
    await until(() => isClosed, 60_000);
  } finally {
    clearInterval(watch);
  }
  return { folder: runFolders(plan)[0] ?? '', said, socket: JSON.stringify(items), commandLines };
}

/** The secret in any of the forms that are looked for, and its longest piece that nobody has a reason to say. */
const hide = redactor([SECRET]);
const PIECES = /3c9f|4711-secret/;

function expectNoSecret(where: string, text: string): void {
  const found = hide(text) === text ? PIECES.exec(text) : { index: text.length - 1 };
  const shown = found === null ? '' : text.slice(Math.max(0, found.index - 80), found.index + 80);
  expect({ where, leaks: found !== null, shown }).toEqual({ where, leaks: false, shown: '' });
}

describe.runIf(process.platform === 'linux')('a secret', { timeout: 120_000 }, () => {
  for (const subject of SECRET_SUBJECTS) {
    const isMissing = subject.tool !== undefined && findToolForTests(subject.tool) === undefined;
    it.skipIf(isMissing).each([
      ['on the terminal', ['--verbose']],
      ['over the socket', ['--serve']],
    ])(`of ${subject.runner}, ${subject.what}, shows nowhere (%s)`, async (_, args) => {
      arrived = '';
      const { folder, said, socket, commandLines } = await listen(subject, args);
      if (subject.reachesServer) expect(arrived).toContain(JSON.stringify(SECRET).slice(1, -1));
      const stored = filesOf(folder);
      for (const { name, text } of stored) expectNoSecret(name, Buffer.from(text, 'latin1').toString());
      expectNoSecret('the output', said);
      expectNoSecret('the socket', socket);
      expect(commandLines.size).toBeGreaterThan(1);
      expectNoSecret('a command line', [...commandLines].join('\n'));
      // It was there to be seen, and is replaced.
      expect(stored.map(({ text }) => text).join('\n')).toMatch(subject.kept);
      const names = readdirSync(folder, { recursive: true });
      expect(names).toEqual(expect.arrayContaining(['report.md', 'report.html', 'junit.xml', 'metrics.csv']));
      expectNoSecret('file names', names.join('\n'));
      expectNoSecret('run.json', readFileSync(path.join(folder, 'run.json'), 'utf8'));
    });
  }

  it('has a row for every runner; hey is sent none', () => {
    const runners = new Set([...SECRET_SUBJECTS.map(({ runner }) => runner), 'hey']);
    expect([...runners].toSorted()).toEqual(RUNNER_KINDS.toSorted());
  });
});
