import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { ToolName } from '../../scripts/tools/find.mjs';
import { findToolForTests } from '../support/tools.ts';
import { until } from '../support/until.ts';
import { environmentOf } from './kills/longRun.ts';
import { resultOf, runFolders, useWorkbench } from './workbench.ts';

const workbench = useWorkbench();
let server: Server | undefined;
afterAll(() => close());

function close(): void {
  server?.closeAllConnections();
  server?.close();
  server = undefined;
}

async function listen(port: number, onRequest: () => void): Promise<number> {
  const opened = createServer((_, response) => {
    onRequest();
    setTimeout(() => response.end('fine'), 10);
  });
  server = opened;
  await new Promise<void>((resolve) => opened.listen(port, '127.0.0.1', resolve));
  return (opened.address() as AddressInfo).port;
}

const CHECKS = '    checks: ["error_rate <= 100%"]\n';
const ROWS: readonly { runner: string; tool?: ToolName; keys: (port: number) => string }[] = [
  {
    runner: 'http',
    keys: (port) => `    request: GET http://127.0.0.1:${port}/\n    stages: [{ users: 2, duration: 16s }]\n${CHECKS}`,
  },
  {
    runner: 'artillery',
    tool: 'artillery',
    keys: () => `    script: load.yml\n    stages: [{ rate: 5, duration: 14s }]\n${CHECKS}`,
  },
];

describe('a target that goes away in the middle of a run', { timeout: 120_000 }, () => {
  for (const { runner, tool, keys } of ROWS) {
    const isMissing = tool !== undefined && findToolForTests(tool) === undefined;
    it.skipIf(isMissing)(`is told with its times by ${runner}`, async () => {
      let requests = 0;
      const port = await listen(0, () => (requests += 1));
      const plan = workbench.plan(`  test:\n    runner: ${runner}\n${keys(port)}`);
      const script = `config: { target: "http://127.0.0.1:${port}" }\nscenarios: [{ flow: [{ get: { url: "http://127.0.0.1:${port}/" } }] }]\n`;
      writeFileSync(path.join(path.dirname(plan), 'load.yml'), script);
      let heard = '';
      const run = workbench.headroom(['run', plan, '--format', 'ndjson'], {
        env: environmentOf({ ...(tool && { tool }) }),
        onOutput: (text) => (heard = text),
      });
      await until(() => requests > 0, 45_000);
      await until(() => heard.includes('"kind":"frame"'), 15_000);
      close();
      await until(() => heard.includes('target not reachable since'), 30_000);
      await listen(port, () => (requests += 1));
      await until(() => heard.includes('target reachable again at'), 30_000);
      await run;
      close();
      const [folder = ''] = runFolders(plan);
      const { reasons, verdict } = resultOf(folder);
      expect(reasons.join('\n')).toMatch(/^target not reachable from \d+ s to \d+ s$/m);
      expect(verdict).not.toBe('pass');
      expect(readFileSync(path.join(folder, 'log.txt'), 'utf8')).toMatch(
        /headroom warning target not reachable since \d+ s\n/,
      );
    });
  }
});
