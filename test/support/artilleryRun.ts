import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildSync } from 'esbuild';
import { afterAll, beforeAll } from 'vitest';
import { readPlanFile } from '../../core/node/planFile.ts';
import { watchGroups } from '../../core/node/processGroup.ts';
import type { FinishedRun } from '../../core/node/runRequest.ts';
import { runTest } from '../../core/node/runTest.ts';
import type { RunEvent } from '../../core/run/runEvent.ts';

const SOURCES = path.resolve(import.meta.dirname, '../../core/node/artillery');

export interface ArtilleryRun extends FinishedRun {
  events: RunEvent[];
}

export interface RunOptions {
  /** Below `runner` and `script`, indented by four. */
  test: string;
  script: string;
  /** Further files beside the plan. */
  files?: Record<string, string>;
  secrets?: Record<string, string>;
  environment?: NodeJS.ProcessEnv;
  blockedHosts?: string[];
  smoke?: boolean;
  /** Where the load goes; the server of the tests when absent. */
  target?: string;
  onEvent?: (event: RunEvent, tools: { stop: () => void; pid: number }) => void;
}

/** A server that counts, a folder for scripts, and what Headroom loads into Artillery, as it is shipped. */
export class ArtilleryBench {
  answer: (request: IncomingMessage, response: ServerResponse) => void = (_, response) => void response.end('fine');
  seen: IncomingMessage[] = [];
  readonly folder = mkdtempSync(path.join(tmpdir(), 'headroom-artillery-'));
  private readonly server = createServer((request, response) => {
    this.seen.push(request);
    this.answer(request, response);
  });

  get port(): number {
    const address = this.server.address();
    if (address === null || typeof address === 'string') throw new Error('The server does not listen.');
    return address.port;
  }

  async start(): Promise<void> {
    for (const name of ['tap', 'reporter']) {
      buildSync({
        entryPoints: [path.join(SOURCES, `${name}.ts`)],
        outfile: path.join(this.folder, `artillery-${name}.js`),
        bundle: true,
        platform: 'node',
        format: 'cjs',
        target: 'node22',
        logLevel: 'error',
        ...(name === 'reporter' ? { footer: { js: 'module.exports = module.exports.default;' } } : {}),
      });
    }
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
  }

  stop(): void {
    this.server.closeAllConnections();
    this.server.close();
    rmSync(this.folder, { recursive: true });
  }

  async run(program: string, options: RunOptions): Promise<ArtilleryRun> {
    this.seen = [];
    const folder = mkdtempSync(path.join(this.folder, 'plan-'));
    const secrets = new Map(Object.entries(options.secrets ?? {}));
    const file = path.join(folder, 'plan.headroom.yaml');
    const target = options.target ?? `http://127.0.0.1:${this.port}`;
    const head = `headroom: 1\nsecrets: [${[...secrets.keys()].join(', ')}]\nenvironments: { local: { target: "${target}" } }`;
    writeFileSync(file, `${head}\ntests:\n  shop:\n    runner: artillery\n    script: load.yml\n${options.test}\n`);
    for (const [name, text] of Object.entries({ 'load.yml': options.script, ...options.files }))
      writeFileSync(path.join(folder, name), text);
    const { plan, text, problems } = readPlanFile(file);
    const loadTest = plan?.tests[0];
    if (plan === undefined || loadTest === undefined) throw new Error(JSON.stringify(problems));
    const stopping = new AbortController();
    const events: RunEvent[] = [];
    let pid = 0;
    const unwatch = watchGroups({ onStarted: (started) => (pid = started), onEnded: () => undefined });
    try {
      const finished = await runTest({
        ...{ plan, test: loadTest, planPath: file, planText: text, secrets },
        resultsFolder: path.join(folder, 'results'),
        engineBundle: path.join(this.folder, 'engine.js'),
        tool: { name: 'artillery', program },
        // Artillery runs on the first Node in the path.
        environment: {
          ...process.env,
          PATH: `${path.dirname(process.execPath)}:${process.env['PATH']}`,
          ...options.environment,
        },
        overrides: new Map(),
        confirmedHosts: [],
        blockedHosts: options.blockedHosts ?? [],
        smoke: options.smoke ?? false,
        signal: stopping.signal,
        onEvent: (event) => {
          events.push(event);
          options.onEvent?.(event, { stop: () => stopping.abort(), pid });
        },
      });
      return { ...finished, events };
    } finally {
      unwatch();
    }
  }
}

export function useArtilleryBench(): ArtilleryBench {
  const bench = new ArtilleryBench();
  beforeAll(() => bench.start());
  afterAll(() => bench.stop());
  return bench;
}
