import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect } from 'vitest';
import { readPlanFile } from '../../core/node/planFile.ts';
import type { FinishedRun } from '../../core/node/runRequest.ts';
import { runTest } from '../../core/node/runTest.ts';
import type { RunEvent } from '../../core/run/runEvent.ts';
import { startCountingServer, type CountingServer } from './countingServer.ts';
import { findToolForTests } from './tools.ts';

export const K6 = findToolForTests('k6');

export interface Asked {
  /** What the script exports besides its import of `http`. */
  script: string;
  /** Keys of the test in the plan, each on its line. */
  test?: string;
  smoke?: boolean;
  secrets?: Record<string, string>;
  blockedHosts?: string[];
  /** Called for every event; `stop` cancels the run. */
  onEvent?: (event: RunEvent, stop: () => void) => void;
}

export interface Done extends FinishedRun {
  /** Requests that reached the server. */
  served: number;
  observed: (metric: string, statistic?: string, selector?: Record<string, string>) => number | undefined;
}

/** Runs scripts of k6 against a server that counts, for the tests of one file. */
export function k6Runs(): { run: (asked: Asked) => Promise<Done>; requests: () => CountingServer['requests'] } {
  let folder: string;
  let server: CountingServer;
  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'headroom-k6-'));
    server = await startCountingServer();
  });
  afterAll(() => {
    server.close();
    rmSync(folder, { recursive: true });
  });
  return { run: (asked) => runScript(asked, folder, server), requests: () => server.requests };
}

async function runScript(
  { script, test = '', smoke = false, secrets = {}, blockedHosts = [], onEvent }: Asked,
  folder: string,
  server: CountingServer,
): Promise<Done> {
  const work = mkdtempSync(path.join(folder, 'plan-'));
  const planPath = path.join(work, 'plan.headroom.yaml');
  writeFileSync(path.join(work, 'script.js'), `import http from 'k6/http';\n${script}\n`);
  const lines = test.split('\n').map((line) => `    ${line.trim()}\n`);
  writeFileSync(
    planPath,
    `headroom: 1\nenvironments: { local: { target: '${server.url}' } }\ntests:\n  shop:\n    runner: k6\n    script: script.js\n${lines.join('')}`,
  );
  const { plan, text, problems } = readPlanFile(planPath, { environment: 'local' });
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  const [shop] = plan?.tests ?? [];
  if (plan === undefined || shop === undefined) throw new Error('The plan has no test.');
  const before = server.requests.length;
  const cancel = new AbortController();
  const done = await runTest({
    plan,
    test: shop,
    planPath,
    planText: text,
    resultsFolder: path.join(work, 'results'),
    tool: { name: 'k6', program: K6 ?? '', version: '2.2.0' },
    engineBundle: '',
    secrets: new Map(Object.entries(secrets)),
    environment: process.env,
    overrides: new Map(),
    confirmedHosts: [],
    blockedHosts,
    smoke,
    signal: cancel.signal,
    onEvent: (event) => onEvent?.(event, () => cancel.abort()),
  });
  const observed: Done['observed'] = (metric, statistic, selector = {}) =>
    done.result.observations.find(
      (one) =>
        one.metric === metric &&
        (statistic === undefined || one.statistic === statistic) &&
        JSON.stringify(one.selector) === JSON.stringify(selector),
    )?.value;
  return { ...done, served: server.requests.length - before, observed };
}

export const verdictsOf = ({ result }: FinishedRun): Record<string, string> =>
  Object.fromEntries(result.checks.map(({ id, verdict }) => [id, verdict]));

export const GET = 'http.get(`${__ENV.TARGET}/fine`);';
