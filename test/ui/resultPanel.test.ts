import fs from 'node:fs';
import path from 'node:path';
import type { FrameLocator, Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { formatValue } from '../../core/format.ts';
import type { RunResult } from '../../core/run/runResult.ts';
import { dimensionOfBaseUnit } from '../../core/units.ts';
import { makeInterruptedRun, makeRun } from './makeRun.ts';
import { pageFaults } from './panelRules.ts';
import { openWindow, type Window } from './window.ts';

const BROKEN = '20200101_000000_broken';
const OPEN_RUN = 'Headroom: Open Run…';

let window: Window;
let runFolder: string;
let result: RunResult;
let panel: FrameLocator;

const entries = (): Locator => window.workbench.page.locator('.quick-input-widget .monaco-list-row');
const openRun = async (text: string): Promise<void> => {
  await window.workbench.command(OPEN_RUN);
  await entries().filter({ hasText: text }).first().click();
};
const rowsOf = (caption: string): Locator =>
  panel.locator('table', { has: panel.locator('caption', { hasText: caption }) }).locator('tbody tr');
const valueOf = (metric: string, statistic: string): string => {
  const found = result.observations.find(
    (one) => one.metric === metric && one.statistic === statistic && Object.keys(one.selector).length === 0,
  );
  return formatValue(found!.value, dimensionOfBaseUnit(found!.unit));
};

beforeAll(async () => {
  window = await openWindow(async (workspace) => {
    await makeInterruptedRun(workspace);
    runFolder = await makeRun(workspace);
    result = JSON.parse(fs.readFileSync(path.join(runFolder, 'result.json'), 'utf8')) as RunResult;
    const broken = path.join(workspace, 'headroom-results', BROKEN);
    fs.mkdirSync(broken);
    fs.writeFileSync(path.join(broken, 'run.json'), '{"version": 1, "runId"');
  });
  panel = window.workbench.webview();
});
afterAll(() => window.close());

describe('the result panel', () => {
  test('is opened from a list of the runs in the workspace, newest first', async () => {
    await window.workbench.command(OPEN_RUN);
    await entries().filter({ hasText: 'search' }).waitFor();
    const texts = await entries().allInnerTexts();
    expect(texts).toHaveLength(4);
    expect(texts[0]).toMatch(/search[\s\S]*fail · .*2\d{3}.* · \d/);
    expect(texts[1]).toMatch(/endless[\s\S]*no result · cut off · /);
    expect(texts[2]).toMatch(new RegExp(`${BROKEN}[\\s\\S]*damaged`));
    expect(texts[3]).toContain('Choose a Run Folder…');
    await entries().filter({ hasText: 'search' }).click();
    await panel.locator('h1').waitFor();
    await window.workbench.page.getByRole('tab', { name: path.basename(runFolder) }).waitFor();
  });

  test('tells the verdict, and shows what a plan says as text', async () => {
    expect(await panel.locator('h1').innerText()).toBe('Search <b>under</b> load');
    expect(await panel.locator('.outcome').innerText()).toMatch(/fail\s+run completed/);
    expect(await panel.locator('dl').innerText()).toMatch(/Environment\s+local/);
  });

  test('has a row for each check, with why nothing was measured', async () => {
    const [latency, throughput, missing] = await rowsOf('What was asked').allInnerTexts();
    expect(latency).toContain(valueOf('latency', 'p95'));
    expect(latency).toMatch(/pass[\s\S]*p95 latency < 5s[\s\S]*14\.10\s+Search answers within 5 s/);
    expect(throughput).toContain(valueOf('throughput', 'rate'));
    expect(throughput).toMatch(/fail[\s\S]*14\.9[\s\S]*Add machines/);
    expect(missing).toMatch(/no data[\s\S]*not measured/);
    for (const note of result.checks[2]!.notes) expect(missing).toContain(note.replaceAll('`', ''));
  });

  test('sorts the checks by keyboard and says how', async () => {
    const button = panel.getByRole('button', { name: 'Requirement' });
    const heading = panel.locator('th', { has: button });
    const order = async (): Promise<string[]> => rowsOf('What was asked').locator('th code').allInnerTexts();
    expect(await heading.getAttribute('aria-sort')).toBe('none');
    const asInPlan = await order();
    await button.focus();
    await button.press('Enter');
    expect(await heading.getAttribute('aria-sort')).toBe('ascending');
    // 14.9 before 14.10, the check without a requirement last.
    expect(await order()).toEqual([asInPlan[1], asInPlan[0], asInPlan[2]]);
    expect(await button.evaluate((element) => element === element.ownerDocument.activeElement)).toBe(true);
  });

  test('lists what was measured, as result.json has it', async () => {
    const latency = await rowsOf('Distributions').filter({ hasText: 'latency' }).innerText();
    for (const statistic of ['avg', 'min', 'p50', 'p90', 'p95', 'p99', 'max']) {
      expect(latency).toContain(valueOf('latency', statistic));
    }
    expect(await rowsOf('Totals').filter({ hasText: 'requests' }).innerText()).toContain(valueOf('requests', 'count'));
    expect(await rowsOf('each stage').allInnerTexts()).toEqual([expect.stringMatching(/^steady/)]);
  });

  test('draws four charts with a text for each and a table of the figures', async () => {
    const charts = panel.locator('canvas[role=img]');
    const labels = await charts.evaluateAll((all) => all.map((one) => one.getAttribute('aria-label') ?? ''));
    expect(labels.map((label) => label.split(' over ')[0])).toEqual(['Latency', 'Throughput', 'Error rate', 'Users']);
    expect(labels[2]).toContain('error rate from 0 % to 0 %');
    for (const chart of await charts.all()) expect(await chart.evaluate(countInk)).toBeGreaterThan(100);

    const figures = rowsOf('Figures of the charts');
    expect(await figures.first().isVisible()).toBe(false);
    await panel.locator('summary').press('Enter');
    expect(await figures.first().innerText()).toMatch(/^start\s+warm \(warm-up\)\s.* ms\s.*\s2$/);
    expect(await figures.count()).toBeGreaterThanOrEqual(3);
  });

  test('follows the theme, on the canvas too', async () => {
    const seen = new Set<string>();
    for (const theme of ['light', 'dark', 'high-contrast'] as const) {
      await window.workbench.theme(theme);
      const kind = { light: 'vscode-light', dark: 'vscode-dark', 'high-contrast': 'vscode-high-contrast' }[theme];
      await panel.locator(`body.${kind}`).waitFor();
      seen.add(await panel.locator('canvas').first().evaluate(textColour));
    }
    expect(seen.size).toBe(3);
  });

  test('opens the report', async () => {
    await panel.getByRole('button', { name: 'Open Report', exact: true }).click();
    await window.workbench.page.getByRole('tab', { name: 'report.md' }).waitFor();
  });

  test('says where the HTML report is when the browser cannot reach it', async () => {
    await window.workbench.page.getByRole('tab', { name: path.basename(runFolder) }).click();
    await panel.getByRole('button', { name: 'Open Report in Browser' }).click();
    const message = (await window.workbench.notifications()).filter({ hasText: 'report.html' });
    expect(await message.innerText()).toContain(path.join(runFolder, 'report.html'));
    await window.workbench.command('Notifications: Hide Notifications');
  });

  test('comes back with its order when it was hidden and after the window was reloaded', async () => {
    await window.workbench.page.getByRole('tab', { name: path.basename(runFolder) }).click();
    await panel.locator('[aria-sort=ascending]').waitFor();
    await window.workbench.reload();
    await panel.locator('[aria-sort=ascending]').waitFor();
    expect(await panel.locator('.outcome').innerText()).toMatch(/fail\s+run completed/);
  });

  test('shows a run that was cut off, with its partial figures and charts', async () => {
    await openRun('endless');
    await panel.locator('h1', { hasText: 'People until it is cut off' }).waitFor();
    expect(await panel.locator('.outcome').innerText()).toMatch(/no data\s+run cut off before its end/);
    expect(await panel.getByRole('note').innerText()).toContain('Partial run: it was cut off.');
    expect(await rowsOf('What was asked').innerText()).toMatch(/no data[\s\S]*p95 latency/);
    expect(await rowsOf('Distributions').filter({ hasText: 'latency' }).count()).toBe(1);
    expect(await panel.locator('canvas[role=img]').first().evaluate(countInk)).toBeGreaterThan(100);
    expect(await panel.getByRole('button', { name: 'Refresh' }).count()).toBe(0);
  });

  test('shows what is left of a damaged run, and says what is missing', async () => {
    await openRun(BROKEN);
    await panel.locator('h1', { hasText: BROKEN }).waitFor();
    const missing = panel.getByRole('list', { name: 'What is missing or damaged' });
    expect(await missing.innerText()).toMatch(/run\.json is cut off or damaged[\s\S]*events\.ndjson is missing/);
  });

  test('says what is wrong with a folder that is gone', async () => {
    await window.workbench.page.getByRole('tab', { name: path.basename(runFolder) }).click();
    await panel.locator('h1', { hasText: 'Search <b>' }).waitFor();
    fs.rmSync(path.join(window.workspace, 'headroom-results', BROKEN), { recursive: true });
    await window.workbench.page.getByRole('tab', { name: BROKEN }).click();
    await panel.locator('h1', { hasText: 'This run cannot be shown' }).waitFor();
    expect(await panel.locator('main').innerText()).toMatch(/There is no folder .*broken/);
    await panel.getByRole('button', { name: 'Choose a Run…' }).click();
    await entries().filter({ hasText: 'search' }).waitFor();
    await window.workbench.page.keyboard.press('Escape');
  });

  test('has why a check has no verdict in sight in a narrow window, too', async () => {
    await openRun('search');
    const { page } = window.workbench;
    const wide = page.viewportSize()!;
    await window.workbench.command('View: Close Primary Side Bar');
    await page.setViewportSize({ width: 420, height: wide.height });
    const note = rowsOf('What was asked').filter({ hasText: 'baseline' }).locator('.judgement li').first();
    await note.scrollIntoViewIfNeeded();
    const [box, frame] = [await note.boundingBox(), await panel.locator('body').boundingBox()];
    expect(box!.x + box!.width).toBeLessThanOrEqual(frame!.x + frame!.width);
    expect(box!.width).toBeGreaterThan(80);
    const folder = process.env['HEADROOM_PICTURES'];
    if (folder !== undefined) await page.screenshot({ path: path.join(folder, 'result-narrow.png') });
    await page.setViewportSize(wide);
  });

  test('breaks no rule of its page, and writes no error', () => {
    expect(pageFaults(window)).toEqual([]);
  });
});

/** Pixels that are not empty. */
function countInk(canvas: Element): number {
  if (!(canvas instanceof HTMLCanvasElement)) return 0;
  const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
  return data.filter((value, at) => at % 4 === 3 && value > 0).length;
}

/** The strongest colour in the left margin, where the marks of the axis are written. */
function textColour(canvas: Element): string {
  if (!(canvas instanceof HTMLCanvasElement)) return '';
  const { data } = canvas.getContext('2d')!.getImageData(0, 0, 50, 150);
  let strongest = 0;
  for (let at = 0; at < data.length; at += 4) if (data[at + 3]! > data[strongest + 3]!) strongest = at;
  return [...data.slice(strongest, strongest + 3)].join(' ');
}
