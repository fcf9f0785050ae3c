import fs from 'node:fs';
import path from 'node:path';
import type { FrameLocator, Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isAlive, until } from '../support/until.ts';
import { frameOf, NONE, pageFaults, tabWalk, violationsInThemes } from './panelRules.ts';
import { serveRun, startService, type ServedRun, type Service } from './serveRun.ts';
import { openWindow, type Window } from './window.ts';

const OPEN_RUN = 'Headroom: Open Run…';
const pictures = process.env['HEADROOM_PICTURES'];

let window: Window;
let service: Service;
let run: ServedRun;
let panel: FrameLocator;
const hosts: number[] = [];

const serve = async (name: string): Promise<ServedRun> => {
  const served = await serveRun(window.workspace, window.runtime, service.port, name);
  hosts.push(served.pid);
  return served;
};
const open = async ({ folder }: ServedRun): Promise<void> => {
  const { page } = window.workbench;
  await window.workbench.command(OPEN_RUN);
  await page
    .locator('.quick-input-widget .monaco-list-row', { hasText: path.basename(folder) })
    .first()
    .click();
  await page.getByRole('tab', { name: path.basename(folder) }).waitFor();
};
const button = (name: string | RegExp): Locator => panel.getByRole('button', { name, exact: true });
const moment = (): Locator => panel.getByRole('slider', { name: 'Moment' });
const lastPoint = async (): Promise<number> => Number(await moment().getAttribute('max'));
const pointsBeyond = async (count: number): Promise<void> => {
  await expect.poll(lastPoint, { timeout: 30_000 }).toBeGreaterThan(count);
};
/** With pictures of the charts and the end of the page, where they are wanted. */
const violationsOf = (name: string): Promise<Record<string, string[]>> =>
  violationsInThemes(window, async (theme) => {
    if (pictures === undefined) return;
    const frame = await frameOf(panel);
    const { page } = window.workbench;
    await page.screenshot({ path: path.join(pictures, `${name}-${theme}.png`) });
    await frame.evaluate(`document.querySelector('.charts').scrollIntoView()`);
    await page.screenshot({ path: path.join(pictures, `${name}-${theme}-charts.png`) });
    await frame.evaluate(`window.scrollTo(0, document.body.scrollHeight)`);
    await page.screenshot({ path: path.join(pictures, `${name}-${theme}-end.png`) });
    await frame.evaluate(`window.scrollTo(0, 0)`);
  });

beforeAll(async () => {
  service = await startService();
  window = await openWindow((workspace) => fs.writeFileSync(path.join(workspace, 'notes.md'), 'Notes'));
  run = await serve('long');
  panel = window.workbench.webview();
});
afterAll(async () => {
  for (const pid of hosts) if (isAlive(pid)) process.kill(pid, 'SIGTERM');
  await window.close();
  service.close();
});

describe('the panel of a run that goes on', () => {
  test('is opened from the list of runs, and its charts move', async () => {
    await open(run);
    await button('Stop').waitFor();
    expect(await panel.locator('h1').innerText()).toBe('People <b>search</b> and buy');
    await panel.locator('.phase', { hasText: 'Running' }).waitFor();
    await pointsBeyond(2);
    const now = await lastPoint();
    await pointsBeyond(now + 1);
    const labels = await panel
      .locator('canvas[role=img]')
      .evaluateAll((all) => all.map((one) => one.getAttribute('aria-label') ?? ''));
    expect(labels.map((label) => label.split(' over ')[0])).toEqual([
      'Latency',
      'Throughput',
      'Error rate',
      'Users',
      'queue',
    ]);
  });

  test('tells time, guards, checks as they stand, stages and requests', async () => {
    expect(await panel.locator('.progress').innerText()).toMatch(/\d+ s of 10 m 10 s/);
    const guards = panel.locator('table', { has: panel.locator('caption', { hasText: 'How far each guard' }) });
    expect(await guards.locator('tbody tr').count()).toBe(2);
    expect(await guards.innerText()).toMatch(/error_rate > 50% for 30s[\s\S]*% of the way/);
    expect(await panel.locator('.standing').innerText()).toMatch(/So far:[\s\S]*Provisional/);
    await panel.locator('caption', { hasText: 'Measured of each request' }).waitFor();
    expect(await panel.locator('section', { has: panel.locator('h2', { hasText: 'Requests' }) }).innerText()).toContain(
      'buy <i>',
    );
  });

  test('tells when a check came to another verdict, in the list and aloud', async () => {
    service.delayMs = 400;
    const changes = panel.locator('table', { has: panel.locator('caption', { hasText: 'other verdicts' }) });
    await changes.locator('tbody tr', { hasText: 'p75 latency' }).first().waitFor({ timeout: 40_000 });
    await expect.poll(() => panel.locator('[role=status]').textContent()).toMatch(/p75 latency.*: (warning|fail)/);
    service.delayMs = 10;
  });

  test('sorts its tables, and keeps the focus while figures come in', async () => {
    const heading = panel.locator('th', { has: button(/^Request\b/) }).first();
    await button(/^Request\b/).press('Enter');
    await expect.poll(() => heading.getAttribute('aria-sort')).toBe('ascending');
    await pointsBeyond((await lastPoint()) + 1);
    expect(await button(/^Request\b/).evaluate((it) => it === it.ownerDocument.activeElement)).toBe(true);
  });

  test('points at one moment in all charts by keyboard, and says what is there', async () => {
    await moment().focus();
    await moment().press('Home');
    await expect
      .poll(() => moment().getAttribute('aria-valuetext'))
      .toMatch(/^start · warm-up: Latency p50 .* Users 2/);
    await moment().press('ArrowRight');
    await expect.poll(() => panel.locator('.moment output').innerText()).toBe('1 s · warm-up');
    await moment().press('End');
    await expect.poll(() => panel.locator('.moment output').innerText()).toMatch(/^latest/);
  });

  test('shows the last minutes or the whole run', async () => {
    await button('Follow').click();
    expect(await button('Follow').getAttribute('aria-pressed')).toBe('true');
    await button('Whole Run').click();
    expect(await button('Follow').getAttribute('aria-pressed')).toBe('false');
  });

  test('has no gap against what is on disk after the window was reloaded', async () => {
    await window.workbench.reload();
    await button('Stop').waitFor();
    await panel.locator('summary').press('Enter');
    const rows = panel.locator('tbody tr', { has: panel.locator('th[scope=row]') });
    const figures = panel.locator('details tbody tr');
    await figures.first().waitFor();
    const onDisk = run.secondsOnDisk();
    await expect.poll(() => figures.count()).toBeGreaterThanOrEqual(onDisk.length);
    expect(await rows.count()).toBeGreaterThan(0);
    expect(onDisk).toEqual(onDisk.map((_, second) => second));
    // The run is younger than ten minutes, so each second has a row of its own.
    const times = await figures.locator('th').allInnerTexts();
    expect(times.slice(0, 3)).toEqual(['start', '1 s', '2 s']);
    expect(times.filter((time) => time.includes('for'))).toEqual([]);
    await panel.locator('summary').press('Enter');
  });

  test('breaks no rule of accessibility in any theme', async () => {
    expect(await violationsOf('live')).toEqual(NONE);
  });

  test('lets the keyboard reach every control', async () => {
    const reached = await tabWalk(window, button('Stop'));
    for (const control of [
      'Stop',
      'How far each guard',
      'Verdict',
      'Follow',
      'Whole Run',
      '#moment',
      'Figures of the',
      'p95 latency',
    ])
      expect(
        reached.some((name) => name.includes(control)),
        control,
      ).toBe(true);
  });

  test('stops when asked, and becomes the finished result', async () => {
    await button('Stop').focus();
    await button('Stop').press('Enter');
    await panel.locator('.outcome', { hasText: 'run cancelled' }).waitFor({ timeout: 30_000 });
    expect(await panel.locator('.outcome').innerText()).toMatch(/no data|fail/);
    expect(await panel.locator('[role=status]').first().textContent()).toMatch(/The run has ended: /);
    expect(await panel.locator('h1').evaluate((it) => it === it.ownerDocument.activeElement)).toBe(true);
    expect(await button('Stop').count()).toBe(0);
    await until(() => !isAlive(run.pid), 20_000);
  });

  test('shows the verdict when the run has come to its end, also while it was hidden', async () => {
    const short = await serve('short');
    await open(short);
    await button('Stop').waitFor();
    await window.workbench.openFile('notes.md');
    await until(() => !isAlive(short.pid), 30_000);
    await window.workbench.page.getByRole('tab', { name: path.basename(short.folder) }).click();
    await panel.locator('.outcome', { hasText: 'run completed' }).waitFor();
    expect(await panel.locator('.outcome').innerText()).toMatch(/fail/);
  });

  test('breaks no rule of accessibility as the finished result either', async () => {
    expect(await violationsOf('finished')).toEqual(NONE);
  });

  test('says when the host is gone without an end', async () => {
    const killed = await serve('long');
    await open(killed);
    await pointsBeyond(2);
    process.kill(killed.pid, 'SIGKILL');
    await panel.locator('.outcome', { hasText: 'cut off before its end' }).waitFor();
    expect(await panel.locator('header').innerText()).toMatch(/gone without a word on the end/);
    expect(await lastPoint()).toBeGreaterThanOrEqual(2);
  });

  test('breaks no rule of its page, and writes no error', () => {
    expect(pageFaults(window)).toEqual([]);
  });
});
