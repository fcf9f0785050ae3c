import { execFile, spawn } from 'node:child_process';
import fs from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { until } from '../support/until.ts';
import { openWindow, type Window } from './window.ts';

let window: Window;
let service: Server;
const tokens: (string | undefined)[] = [];

const planFor = (port: number): string => `headroom: 1
environments:
  local: { target: 'http://127.0.0.1:${String(port)}', default: true }
  live: { target: 'http://localhost:${String(port)}', protected: true }
secrets: [SHOP_TOKEN]
variables: { people: 2 }
tests:
  brief:
    runner: http
    request: 'GET \${target}/brief'
    headers: { x-token: '\${secrets.SHOP_TOKEN}' }
    stages: [{ users: '\${people}', duration: 2s }]
    checks: ['throughput > 1M/s', 'error_rate < 1%']
  long:
    runner: http
    request: 'GET \${target}/long'
    stages: [{ users: 2, duration: 10m }]
    checks: ['error_rate < 1%']
suites:
  all: [brief]
`;

beforeAll(async () => {
  service = createServer((request, response) => {
    const token = request.headers['x-token'];
    if (typeof token === 'string') tokens.push(token);
    setTimeout(() => response.end('found'), 20);
  });
  await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
  const { port } = service.address() as AddressInfo;
  window = await openWindow((workspace) => {
    fs.writeFileSync(path.join(workspace, 'shop.headroom.yaml'), planFor(port));
    const pods = 'headroom: 1\ntests:\n  pods: { runner: coder, scaletest: dashboard }\n';
    fs.writeFileSync(path.join(workspace, 'pods.headroom.yaml'), pods);
  });
  // A busy machine takes its time to reload a window.
  window.workbench.settings({ 'headroom.run.editorGraceSeconds': 300 });
  await window.workbench.openFile('shop.headroom.yaml');
});
afterAll(async () => {
  await window.close();
  service.closeAllConnections();
  service.close();
});

const runs = (test: string): string[] => {
  const results = path.join(window.workspace, 'headroom-results');
  if (!fs.existsSync(results)) return [];
  return fs.readdirSync(results).filter((name) => name.endsWith(`_${test}`) || name.includes(`_${test}-`));
};
const resultOf = (test: string): { state: string; verdict: string } | undefined => {
  const file = path.join(window.workspace, 'headroom-results', runs(test).at(-1) ?? '', 'result.json');
  return fs.existsSync(file)
    ? (JSON.parse(fs.readFileSync(file, 'utf8')) as { state: string; verdict: string })
    : undefined;
};
/** The lenses above one test, which are those of its line in the order of the plan. */
const lensesAbove = (index: number): Locator => window.workbench.page.locator('.codelens-decoration').nth(index);
const status = (text: string | RegExp): Locator =>
  window.workbench.page.locator('.statusbar-item').filter({ hasText: text });
const backToPlan = (): Promise<void> =>
  window.workbench.page.getByRole('tab', { name: 'shop.headroom.yaml' }).first().click();

describe('running from the editor', () => {
  test('each test and suite has its lenses', async () => {
    await lensesAbove(2).waitFor();
    expect((await lensesAbove(0).innerText()).replaceAll(/\s+/g, ' ')).toMatch(/Run.*Smoke.*Dry Run/);
    expect(await lensesAbove(2).innerText()).toMatch(/Run Failed/);
    await status('local').waitFor();
  });

  test('a dry run shows what would be started, and sends nothing', async () => {
    await lensesAbove(1).locator('a', { hasText: 'Dry Run' }).click();
    await window.workbench.page.getByRole('tab', { name: /Dry run of long/ }).waitFor();
    await window.workbench.page.locator('.view-line', { hasText: 'engine' }).first().waitFor();
    expect(runs('long')).toEqual([]);
    await backToPlan();
  });

  test('a secret is asked for once, is in no file, and the verdict stands above the test', async () => {
    await lensesAbove(0).locator('a', { hasText: 'Run' }).first().click();
    const input = window.workbench.page.locator('.quick-input-widget input[type=password]');
    await input.fill('hunter2-of-the-shop');
    await input.press('Enter');
    await window.workbench.webview().locator('h1', { hasText: 'brief' }).waitFor();
    await until(() => resultOf('brief') !== undefined, 60_000);
    expect(resultOf('brief')).toMatchObject({ state: 'completed', verdict: 'fail' });
    expect(new Set(tokens)).toEqual(new Set(['hunter2-of-the-shop']));
    await lensesAbove(0).locator('a', { hasText: 'fail' }).waitFor();
    const folder = path.join(window.workspace, 'headroom-results');
    for (const file of fs.readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      const whole = path.join(folder, file);
      if (fs.statSync(whole).isFile()) expect(fs.readFileSync(whole, 'utf8'), file).not.toContain('hunter2');
    }
    // Kept for the next run.
    await lensesAbove(0).locator('a', { hasText: 'Smoke' }).click();
    await lensesAbove(0).locator('a', { hasText: '(smoke)' }).waitFor();
  });

  test('a suite has the verdict of its last run above it', async () => {
    await backToPlan();
    expect(await lensesAbove(2).innerText()).not.toMatch(/pass|fail/);
    await lensesAbove(2).locator('a', { hasText: 'Smoke' }).click();
    await lensesAbove(2).locator('a', { hasText: 'pass (smoke)' }).waitFor({ timeout: 60_000 });
  });

  test('what runs stands in the status bar, and Stop keeps what was measured', async () => {
    await lensesAbove(1).locator('a', { hasText: 'Run' }).first().click();
    await status(/long \d+:\d\d/).waitFor({ timeout: 60_000 });
    await lensesAbove(1).locator('a', { hasText: 'Stop' }).waitFor();
    await status(/^\s*Stop\s*$/).click();
    await until(() => resultOf('long') !== undefined, 30_000);
    expect(resultOf('long')?.state).toBe('cancelled');
    await status(/long/).waitFor({ state: 'hidden' });
    await lensesAbove(1).locator('a', { hasText: 'Run' }).first().waitFor();
  });

  test('the Testing view has files, tests and checks, and a smoke run is what its button starts', async () => {
    const { workbench } = window;
    await workbench.openTesting();
    const row = (name: string): Locator => workbench.testRow(name).first();
    // A click opens what is below.
    await row('shop.headroom.yaml').click();
    await row('brief').click();
    await row('throughput').waitFor();
    const before = runs('brief').length;
    const button = row('brief').getByRole('button', { name: /^Run Test/ });
    // A row that is drawn anew hides its buttons until the pointer moves over it again.
    const pressed = async (): Promise<boolean> => {
      await row('brief').hover();
      return button.click({ timeout: 2000 }).then(
        () => true,
        () => false,
      );
    };
    await expect.poll(pressed).toBe(true);
    await until(() => runs('brief').length === before + 1 && resultOf('brief') !== undefined, 60_000);
    await workbench.page.locator('.test-explorer [aria-label^="brief (Passed)"]').waitFor();
    await workbench.page.locator('.test-explorer [aria-label^="throughput (Skipped)"]').waitFor();
  });

  test('a check that failed is a message at the line that states it', async () => {
    await backToPlan();
    await lensesAbove(0).locator('a', { hasText: 'Run' }).first().click();
    const { workbench } = window;
    await workbench.page.locator('.test-explorer [aria-label^="brief (Failed)"]').waitFor({ timeout: 60_000 });
    await workbench.page.locator('.test-explorer [aria-label^="error_rate (Passed)"]').waitFor();
    // Where the line is long, its end lies beyond what the narrow editor shows.
    await workbench
      .testMessage(/\/s != target > 1M\/s/)
      .first()
      .waitFor({ state: 'attached', timeout: 60_000 });
  });

  test('what stands in the margin follows a plan that another program writes', async () => {
    const { workbench } = window;
    const plan = path.join(window.workspace, 'shop.headroom.yaml');
    const before = fs.readFileSync(plan, 'utf8');
    const row = (name: string): Locator => workbench.page.locator(`.test-explorer [aria-label^="${name}"]`);
    fs.writeFileSync(plan, before.replace('tests:\n', `${'# A remark.\n'.repeat(3)}tests:\n`).replace('1M/s', '2M/s'));
    await row('throughput (Failed)').and(workbench.page.locator('[aria-label*="outdated"]')).waitFor();
    const tops = (all: Locator): Promise<number[]> =>
      all.evaluateAll((elements) =>
        elements.map((one) => Math.round(one.getBoundingClientRect().top)).toSorted((a, b) => a - b),
      );
    const places = async (): Promise<number[]> =>
      (await Promise.all(['brief:', '2M/s'].map((text) => tops(workbench.line(text))))).flat();
    const icons = (): Promise<number[]> => tops(workbench.page.locator('.testing-run-glyph'));
    await expect.poll(async () => (await icons()).slice(0, 2).join()).toBe((await places()).join());
    fs.writeFileSync(plan, before);
    await workbench.line('1M/s').waitFor();
    // Lenses that were moved stand in the page in another order than in the text.
    await workbench.page.getByRole('tab', { name: /Dry run of long/ }).click();
    await backToPlan();
  });

  test('a run of a terminal shows up too', async () => {
    const { workbench } = window;
    const plan = path.join(window.workspace, 'shop.headroom.yaml');
    const bin = path.resolve(import.meta.dirname, '../../dist/cli.js');
    const environment = { ...process.env, SHOP_TOKEN: 'hunter2-of-the-shop' };
    await promisify(execFile)(process.execPath, [bin, 'run', plan, '--test', 'brief', '--smoke'], { env: environment });
    await workbench.page.locator('.test-explorer [aria-label^="brief (Passed)"]').waitFor();
  });

  test('a run that a terminal serves is found when it begins, and can be stopped here', async () => {
    const plan = path.join(window.workspace, 'shop.headroom.yaml');
    const bin = path.resolve(import.meta.dirname, '../../dist/cli.js');
    const before = runs('long').length;
    const environment = { ...process.env, SHOP_TOKEN: 'hunter2-of-the-shop', XDG_RUNTIME_DIR: window.runtime };
    const args = [bin, 'run', plan, '--test', 'long', '--serve', '--grace', '300'];
    const child = spawn(process.execPath, args, { env: environment, stdio: 'ignore' });
    const ended = new Promise((resolve) => child.once('exit', resolve));
    await status(/long \d+:\d\d/).waitFor({ timeout: 60_000 });
    await status(/^\s*Stop\s*$/).click();
    expect(await ended).toBe(130);
    await status(/long/).waitFor({ state: 'hidden' });
    expect(runs('long')).toHaveLength(before + 1);
    expect(resultOf('long')?.state).toBe('cancelled');
  });

  test('a protected host is typed before anything is sent there', async () => {
    await status('local').click();
    await window.workbench.pick('live');
    await status('live').waitFor();
    await lensesAbove(1).locator('a', { hasText: 'Run' }).first().click();
    const box = window.workbench.page.locator('.quick-input-widget');
    await box.locator('.quick-input-message', { hasText: 'localhost is protected' }).waitFor();
    const before = runs('long').length;
    await window.workbench.page.keyboard.press('Escape');
    await box.waitFor({ state: 'hidden' });
    expect(runs('long')).toHaveLength(before);
    await lensesAbove(1).locator('a', { hasText: 'Run' }).first().click();
    await box.locator('.quick-input-message', { hasText: 'localhost is protected' }).waitFor();
    await window.workbench.answer('localhost');
    await status(/long \d+:\d\d/).waitFor({ timeout: 60_000 });
  });

  test('a run that goes on is found again after the window was reloaded', async () => {
    await window.workbench.reload();
    await status(/long \d+:\d\d/).waitFor({ timeout: 60_000 });
    await window.workbench.command('Headroom: Stop Run');
    await status(/long/).waitFor({ state: 'hidden', timeout: 30_000 });
    expect(resultOf('long')?.state).toBe('cancelled');
  });

  test('a tool that is missing is named, with where it was looked for and how to get it', async () => {
    await window.workbench.openFile('pods.headroom.yaml');
    await window.workbench.page.locator('.codelens-decoration a:visible', { hasText: 'Run' }).first().click();
    const message = (await window.workbench.notifications()).filter({ hasText: 'pods was not run' });
    expect(await message.innerText()).toMatch(
      /coder is not installed: there is no program `coder` in the folders of PATH, which are \S+, \S+ and \d+ more\. To get it: .*start VS Code anew/s,
    );
    await message.getByRole('button', { name: 'How to Get coder' }).waitFor();
    await message.getByRole('button', { name: 'Show Details' }).waitFor();
    await window.workbench.command('Notifications: Clear All Notifications');
  });

  test('a run that is refused says why', async () => {
    fs.appendFileSync(path.join(window.workspace, 'shop.headroom.yaml'), 'nonsense: 1\n');
    await backToPlan();
    await lensesAbove(1).locator('a', { hasText: 'Run' }).first().click();
    const message = (await window.workbench.notifications()).filter({ hasText: 'was not run' });
    expect(await message.innerText()).toContain('nonsense');
  });
});
