import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { freePorts } from '../../core/node/tool/freePorts.ts';
import { findToolForTests } from '../support/tools.ts';
import { httpTest, ok, resultOf, runFolders, useWorkbench } from './workbench.ts';

const workbench = useWorkbench();
const prometheusFile = findToolForTests('prometheus');

function monitor(url: string, rest = 'every: 300ms, unit: "%"'): string {
  return `monitors:\n  cpu: { prometheus: "${url}", query: demo_cpu, ${rest} }`;
}

async function freePort(): Promise<number> {
  const [port] = await freePorts(1);
  if (port === undefined) throw new Error('No port is free.');
  return port;
}

describe.skipIf(prometheusFile === undefined)(
  'headroom run: monitors on a real Prometheus',
  { timeout: 60_000 },
  () => {
    const target = createServer((_, response) => response.end('# TYPE demo_cpu gauge\ndemo_cpu 95\n'));
    let prometheus: ChildProcess | undefined;
    let url = '';

    beforeAll(async () => {
      await new Promise<void>((resolve) => target.listen(0, '127.0.0.1', resolve));
      const { port } = target.address() as AddressInfo;
      const folder = workbench.newFolder();
      const config = path.join(folder, 'prometheus.yml');
      const scrape = `  - job_name: demo\n    static_configs: [{ targets: ["127.0.0.1:${port}"] }]\n`;
      writeFileSync(config, `global: { scrape_interval: 1s }\nscrape_configs:\n${scrape}`);
      const address = `127.0.0.1:${await freePort()}`;
      url = `http://${address}`;
      const data = path.join(folder, 'data');
      const options = [`--config.file=${config}`, `--storage.tsdb.path=${data}`, `--web.listen-address=${address}`];
      prometheus = spawn(prometheusFile ?? '', [...options, '--log.level=error'], { stdio: 'ignore' });
      await untilScraped(url);
    }, 40_000);

    afterAll(async () => {
      target.closeAllConnections();
      target.close();
      if (prometheus?.exitCode !== null) return;
      const gone = new Promise((resolve) => prometheus?.once('exit', resolve));
      prometheus.kill('SIGKILL');
      await gone;
    });

    it('a monitor that breaches `critical` fails its check, and the report shows its readings', async () => {
      workbench.answer = ok;
      const checks = '    checks: ["error_rate < 1%", { on: max cpu, target: "< 70%", critical: "> 90%" }]';
      const file = workbench.plan(httpTest('shop', checks), monitor(url));
      const { code } = await workbench.headroom(['run', file]);
      const [folder = ''] = runFolders(file);
      // 1, or 3 where the machine was too busy for the run to be trusted.
      expect([1, 3]).toContain(code);
      expect(resultOf(folder).checks).toMatchObject([
        { verdict: 'pass' },
        { verdict: 'fail', observed: expect.closeTo(0.95, 9) as number, unit: 'ratio' },
      ]);
      const report = readFileSync(path.join(folder, 'report.md'), 'utf8');
      expect(report).toContain('| cpu | 95 % | 95 % |');
      expect(readFileSync(path.join(folder, 'report.html'), 'utf8')).toContain('Monitor: cpu');
    });

    it('with `stop` it ends the run', async () => {
      workbench.answer = ok;
      const guards = '    checks: ["error_rate < 1%"]\n    guards: ["max cpu > 90% for 2s"]';
      const file = workbench.plan(httpTest('shop', guards, '[{ users: 1, duration: 120s }]'), monitor(url));
      const { code, out } = await workbench.headroom(['run', file]);
      const result = resultOf(runFolders(file)[0]);
      expect(code).toBe(1);
      expect(result).toMatchObject({ state: 'completed', verdict: 'fail' });
      expect(result.reasons[0]).toMatch(/^stopped by guard .*: max cpu was at least 95 % for 2 s/);
      expect(out).toContain('stopped by guard `max cpu > 90% for 2s`');
    });
  },
);

/** Resolves when Prometheus has a value. */
async function untilScraped(url: string): Promise<void> {
  const answer = () =>
    fetch(`${url}/api/v1/query?query=demo_cpu`).then(
      (response) => response.text(),
      () => '',
    );
  await vi.waitUntil(async () => (await answer()).includes('"95"'), { timeout: 25_000, interval: 100 });
}

describe('headroom run: monitors that do not answer', { timeout: 60_000 }, () => {
  const checks = '    checks: ["error_rate < 1%", "max cpu < 70%"]';

  it('a dead Prometheus is told before the load, never stops it, and leaves its check without data', async () => {
    workbench.answer = ok;
    const url = `http://user:pass-word@127.0.0.1:${await freePort()}`;
    const file = workbench.plan(httpTest('shop', checks), monitor(url));
    const { code, out, err } = await workbench.headroom(['run', file]);
    const [folder = ''] = runFolders(file);
    const result = resultOf(folder);
    expect(code).toBe(1);
    expect(err).toMatch(
      /^Preflight of shop: monitor `cpu`: no answer from .*ECONNREFUSED. The load is sent all the same.$/m,
    );
    expect(result).toMatchObject({ state: 'completed', verdict: 'no-data' });
    expect(result.checks[0]?.verdict).toBe('pass');
    expect(result.checks[1]?.notes[0]).toMatch(
      /^nothing measured: monitor `cpu`: no answer from http:\/\/127.*: ECONNREFUSED; (\d+) of \1 samples failed$/,
    );
    const log = readFileSync(path.join(folder, 'log.txt'), 'utf8');
    expect(log.split('\n').filter((line) => line.includes('monitor `cpu`'))).toHaveLength(2);
    expect(out + err + log + readFileSync(path.join(folder, 'events.ndjson'), 'utf8')).not.toContain('pass-word');
    expect(readFileSync(path.join(folder, 'report.md'), 'utf8')).toMatch(/## Monitors[\s\S]*ECONNREFUSED/);
  });

  it.each([
    ['hangs', () => undefined, 'the load was over before it had answered once'],
    ['says garbage', (response: { end: (text: string) => void }) => response.end('garbage'), 'no answer of Prometheus'],
  ])('a Prometheus that %s delays no request of the load', async (_, answer, why) => {
    workbench.answer = ok;
    const server = createServer((_request, response) => answer(response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    try {
      const file = workbench.plan(httpTest('shop', checks), monitor(`http://127.0.0.1:${port}`));
      await workbench.headroom(['run', file]);
      const result = resultOf(runFolders(file)[0]);
      expect(result.checks).toMatchObject([{ verdict: 'pass' }, { verdict: 'no-data' }]);
      expect(result.checks[1]?.notes[0]).toContain(why);
      expect(result.observations.find(({ metric }) => metric === 'requests')?.value).toBeGreaterThan(10);
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });
});
