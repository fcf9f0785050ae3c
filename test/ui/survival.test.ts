import fs from 'node:fs';
import path from 'node:path';
import type { FrameLocator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readRecords } from '../../core/node/runHost/hostRecord.ts';
import { isAlive, until } from '../support/until.ts';
import { startService, type Service } from './serveRun.ts';
import { openWindow, type Window } from './window.ts';

/** Seconds that a run waits for a window. */
const GRACE_SECONDS = 3;
/** After which VS Code's server gives a window up that does not come back, see tools/vscode/lib/server.mjs. */
const RECONNECTION_SECONDS = 5;

let window: Window;
let service: Service;
let panel: FrameLocator;

const planFor = (port: number): string => `headroom: 1
environments:
  local: { target: 'http://127.0.0.1:${String(port)}', default: true }
tests:
  long:
    runner: http
    request: 'GET \${target}/search'
    stages: [{ users: 2, duration: 10m }]
    checks: ['error_rate < 1%']
`;

const setGrace = (seconds: number): void => window.workbench.settings({ 'headroom.run.editorGraceSeconds': seconds });
const status = (): ReturnType<Window['workbench']['page']['locator']> =>
  window.workbench.page.locator('.statusbar-item').filter({ hasText: /long \d+:\d\d/ });
const runByLens = async (): Promise<void> => {
  await window.workbench.page.getByRole('tab', { name: 'shop.headroom.yaml' }).first().click();
  await window.workbench.page.locator('.codelens-decoration a', { hasText: 'Run' }).first().click();
  await status().waitFor({ timeout: 60_000 });
};
const record = (): ReturnType<typeof readRecords>[number]['record'] => {
  const [found] = readRecords(path.join(window.runtime, 'headroom'));
  if (found === undefined) throw new Error('No run host has left a record.');
  return found.record;
};

/** Extension hosts of this window's server, by what they inherited from it. */
function extensionHosts(): number[] {
  return fs
    .readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        return (
          fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('--type=extensionHost') &&
          fs.readFileSync(`/proc/${pid}/environ`, 'utf8').includes(`XDG_RUNTIME_DIR=${window.runtime}`)
        );
      } catch {
        return false;
      }
    });
}

describe.skipIf(process.platform !== 'linux')('a run and the window that it was started from', () => {
  beforeAll(async () => {
    service = await startService();
    // Installed, because an extension host that dies in development is not started again.
    window = await openWindow(
      (workspace) => fs.writeFileSync(path.join(workspace, 'shop.headroom.yaml'), planFor(service.port)),
      { isPacked: true },
    );
    panel = window.workbench.webview();
    setGrace(300);
    await window.workbench.openFile('shop.headroom.yaml');
  });
  afterAll(async () => {
    await window.close();
    service.close();
  });

  test('the extension host is killed: the run goes on, and is shown without a gap', async () => {
    await runByLens();
    const moment = panel.getByRole('slider', { name: 'Moment' });
    const lastPoint = async (): Promise<number> => Number(await moment.getAttribute('max'));
    await expect.poll(lastPoint, { timeout: 60_000 }).toBeGreaterThan(2);
    const { pid } = record().process;
    const [host, ...others] = extensionHosts();
    expect(others).toEqual([]);
    process.kill(host!, 'SIGKILL');
    await until(() => extensionHosts().some((one) => one !== host), 60_000);
    await status().waitFor({ timeout: 60_000 });
    expect(isAlive(pid)).toBe(true);
    // VS Code leaves the panel of the dead extension host as it was, and gives it to nobody. The panel notices.
    await panel.getByRole('alert').filter({ hasText: 'figures stand still' }).waitFor({ timeout: 60_000 });
    const { page } = window.workbench;
    const frozen = page.getByRole('tab', { name: /_long/ });
    await frozen.click();
    await frozen.getByRole('button', { name: /^Close/ }).click();
    await frozen.waitFor({ state: 'detached' });
    await window.workbench.command('Headroom: Show Running Test');
    await expect.poll(lastPoint, { timeout: 60_000 }).toBeGreaterThan(5);
    await panel.locator('summary').press('Enter');
    const times = await panel.locator('details tbody th').allInnerTexts();
    expect(times.slice(0, 6)).toEqual(['start', '1 s', '2 s', '3 s', '4 s', '5 s']);
    expect(times.filter((time) => time.includes('for'))).toEqual([]);
    await window.workbench.command('Headroom: Stop Run');
    await until(() => !isAlive(pid), 30_000);
  });

  test('the window is closed: no load generator is alive when the time for another window is over', async () => {
    setGrace(GRACE_SECONDS);
    await runByLens();
    const { process: owner, groups } = record();
    expect(groups.length).toBeGreaterThan(0);
    const processes = [owner.pid, ...groups.map(({ pid }) => pid)];
    await window.workbench.page.close();
    await until(() => !processes.some(isAlive), (RECONNECTION_SECONDS + GRACE_SECONDS + 30) * 1000);
    const results = path.join(window.workspace, 'headroom-results');
    const newest = fs.readdirSync(results).filter((name) => name.endsWith('long') || /long-\d+$/.test(name));
    const result = path.join(results, newest.sort().at(-1)!, 'result.json');
    expect(JSON.parse(fs.readFileSync(result, 'utf8'))).toMatchObject({ state: 'cancelled' });
  });
});
