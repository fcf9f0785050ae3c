import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll } from 'vitest';
import type { RunResult } from '../../core/run/runResult.ts';
import { HEADROOM, type Call } from './headroomCommand.ts';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

export const ok: Answer = (_, response) => void setTimeout(() => response.end('fine'), 10);

/** A service to send load to, a folder for plans, and the command line; all are gone after the tests of a file. */
export class Workbench {
  /** What the service does with a request; each test sets its own. */
  answer: Answer = ok;
  /** The headers of every request that reached the service. */
  readonly seen: IncomingMessage['headers'][] = [];
  private readonly folder = mkdtempSync(path.join(tmpdir(), 'headroom-run-'));
  private readonly children = new Set<ChildProcess>();
  private readonly service = createServer((request, response) => {
    this.seen.push(request.headers);
    this.answer(request, response);
  });

  get port(): number {
    const address = this.service.address();
    if (address === null || typeof address === 'string') throw new Error('The service does not listen.');
    return address.port;
  }

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.service.listen(0, '127.0.0.1', resolve));
  }

  killCommands(): void {
    for (const child of this.children) child.kill('SIGKILL');
    this.children.clear();
  }

  stop(): void {
    this.service.closeAllConnections();
    this.service.close();
    rmSync(this.folder, { recursive: true });
  }

  newFolder(): string {
    return mkdtempSync(path.join(this.folder, 'plan-'));
  }

  /** Writes a plan whose only environment is the service. */
  plan(tests: string, head = ''): string {
    const file = path.join(this.newFolder(), 'plan.headroom.yaml');
    writeFileSync(
      file,
      `headroom: 1\nenvironments: { local: { target: "http://127.0.0.1:${this.port}" } }\n${head}\ntests:\n${tests}\n`,
    );
    return file;
  }

  headroom(
    args: string[],
    options: { env?: NodeJS.ProcessEnv; onOutput?: (text: string, child: ChildProcess) => void } = {},
  ): Promise<Call> {
    return new Promise((resolve, reject) => {
      // Of its own: a run in another file of tests must not hold the target of one in this file.
      const environment = { ...process.env, XDG_RUNTIME_DIR: this.folder, ...options.env };
      const child = spawn(HEADROOM, args, { env: environment });
      this.children.add(child);
      let out = '';
      let err = '';
      child.stdout.on('data', (chunk: Buffer) => {
        out += chunk.toString();
        options.onOutput?.(out, child);
      });
      child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
      child.once('error', reject);
      child.once('close', (code) => {
        this.children.delete(child);
        resolve({ code, out, err });
      });
    });
  }
}

export function useWorkbench(): Workbench {
  const workbench = new Workbench();
  beforeAll(() => workbench.start());
  afterEach(() => workbench.killCommands());
  afterAll(() => workbench.stop());
  return workbench;
}

/** A test of `GET /` as it stands in a plan, with more lines below it. */
export function httpTest(id: string, more: string, stages = '[{ users: 2, duration: 2s }]'): string {
  return `  ${id}:\n    runner: http\n    request: GET \${target}/\n    stages: ${stages}\n${more}`;
}

/** Folders of the runs of a plan, oldest first. */
export function runFolders(planFile: string): string[] {
  const results = path.join(path.dirname(planFile), 'headroom-results');
  return readdirSync(results)
    .filter((name) => !name.startsWith('.'))
    .sort()
    .map((name) => path.join(results, name));
}

export function resultOf(runFolder: string | undefined): RunResult {
  return JSON.parse(readFileSync(path.join(runFolder ?? '', 'result.json'), 'utf8')) as RunResult;
}
