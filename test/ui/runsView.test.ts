import fs from 'node:fs';
import path from 'node:path';
import type { FrameLocator, Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CheckResult } from '../../core/run/runResult.ts';
import { checkResult } from '../support/panelStates.ts';
import { writeStoredRun } from './storedRuns.ts';
import { NONE, pageFaults, tabWalk, violationsInThemes } from './panelRules.ts';
import { openWindow, type Window } from './window.ts';

const FAST = '20260131_120000_search';
const SLOW = '20260201_120000_search';
const CHECKOUT = '20260131_130000_checkout';

let window: Window;
let results: string;
let panel: FrameLocator;

const row = (text: string | RegExp): Locator => window.workbench.treeRow(text);
const labels = (): Promise<(string | null)[]> =>
  window.workbench.page
    .locator('.sidebar .tree-explorer-viewlet-tree-view .monaco-list-row')
    .evaluateAll((rows) => rows.map((one) => one.getAttribute('aria-label')));
const pictures = process.env['HEADROOM_PICTURES'];
const picture = async (name: string): Promise<void> => {
  if (pictures !== undefined) await window.workbench.page.screenshot({ path: path.join(pictures, `${name}.png`) });
};
const p95 = (observed: number, verdict: CheckResult['verdict']): CheckResult =>
  checkResult('search/p95-latency', {
    expression: 'p95 latency < 400ms',
    observed,
    verdict,
    levels: { target: '< 400ms' },
  });

beforeAll(async () => {
  window = await openWindow((workspace) => {
    results = path.join(workspace, 'headroom-results');
    fs.writeFileSync(path.join(workspace, 'notes.md'), '# Notes\n');
    const manifest = { environment: { id: 'staging', target: 'http://127.0.0.1:8080' } };
    writeStoredRun(results, FAST, { checks: [p95(342, 'pass')], verdict: 'pass', manifest });
    writeStoredRun(results, SLOW, {
      slowness: 1.5,
      checks: [
        p95(512, 'fail'),
        checkResult('search/error-rate', { expression: 'error_rate < 1%', unit: 'ratio', observed: 0.002 }),
      ],
      verdict: 'fail',
      manifest: { environment: { id: 'production' } },
    });
    writeStoredRun(results, CHECKOUT, { verdict: 'warn', manifest: { testId: 'checkout', smoke: true } });
    writeStoredRun(results, '20260129_120000_checkout', { verdict: 'no-data', manifest: { testId: 'checkout' } });
    fs.mkdirSync(path.join(results, '20200101_000000_broken'));
    fs.writeFileSync(path.join(results, '20200101_000000_broken', 'run.json'), '{"version": 1, "runId"');
  });
  panel = window.workbench.webview();
  await window.workbench.openView('Headroom');
});
afterAll(() => window.close());

describe('the list of runs', () => {
  test('has a test with its last verdict, and its runs with all that a person asks first', async () => {
    await row('search').waitFor();
    expect(await labels()).toEqual([
      'broken, 1 run, last: damaged',
      'checkout, 2 runs, last: warning (smoke)',
      'search, 2 runs, last: fail',
    ]);
    await row('search').click();
    await row('58 ms under limit').waitFor();
    const [, , , newest, oldest] = await labels();
    expect(newest).toMatch(/^search, .*2026.*, fail, 30 s, production, 112 ms over limit$/);
    expect(oldest).toMatch(/^search, .*2026.*, pass, 30 s, staging, 58 ms under limit$/);
    await row('checkout').click();
    await row('warning · smoke · ').waitFor();
  });

  test('shows a run that appears on disk', async () => {
    writeStoredRun(results, '20260202_120000_search', { verdict: 'pass' });
    await row('3 runs').waitFor();
    fs.rmSync(path.join(results, '20260202_120000_search'), { recursive: true });
    await row('3 runs').waitFor({ state: 'detached' });
  });

  test('is filtered by test, verdict and environment, and says so', async () => {
    const { page } = window.workbench;
    await window.workbench.command('Headroom: Filter Runs…');
    const entries = page.locator('.quick-input-widget .monaco-list-row');
    await entries.filter({ hasText: 'production' }).waitFor();
    await entries.filter({ hasText: /^fail/ }).click();
    await page.locator('.quick-input-widget .quick-input-box input').press('Enter');
    await page.locator('.sidebar .message', { hasText: 'Only: fail' }).waitFor();
    await row('checkout').waitFor({ state: 'detached' });
    expect((await labels())[0]).toBe('search, 1 run, last: fail');
    await window.workbench.command('Headroom: Clear Filter of Runs');
    await row('checkout').first().waitFor();
  });

  test('groups by day on request', async () => {
    await window.workbench.command('Headroom: Group Runs by Day');
    await row('Sunday, February 1, 2026').waitFor();
    expect((await labels())[0]).toBe('Sunday, February 1, 2026, 1 run');
    await window.workbench.command('Headroom: Group Runs by Test');
    for (const group of ['checkout, 2 runs', 'search, 2 runs'])
      await window.workbench.page.locator(`.sidebar .monaco-list-row[aria-label^="${group}"]`).click();
    await row('112 ms over limit').waitFor();
  });

  test('opens a run with a click', async () => {
    await row('112 ms over limit').click();
    await panel.locator('.outcome').filter({ hasText: 'fail' }).waitFor();
  });
});

describe('the comparison', () => {
  test('is opened from a run, with the one before it', async () => {
    await row('112 ms over limit').hover();
    await row('112 ms over limit').getByRole('button', { name: 'Compare with Previous Run' }).click();
    await panel.locator('h1', { hasText: 'Comparison: search' }).waitFor();
    expect(await panel.locator('.side h2').allInnerTexts()).toEqual([`Before: ${FAST}`, `After: ${SLOW}`]);
    expect(await panel.getByRole('note').innerText()).toMatch(/not alike[\s\S]*environment: staging and production/);
  });

  test('says what became of checks and values in words', async () => {
    const rows = (caption: string): Locator =>
      panel.locator('table', { has: panel.locator('caption', { hasText: caption }) }).locator('tbody tr');
    expect((await rows('Checks before').allInnerTexts()).map((text) => text.replaceAll(/\s+/g, ' ').trim())).toEqual([
      'p95 latency < 400ms search/p95-latency ✓ pass 342 ms ✕ fail 512 ms pass before, fail now',
      'error_rate < 1% search/error-rate not stated ✓ pass 0.2 % only in the later run',
    ]);
    const latency = rows('What was measured').filter({ has: panel.locator('code', { hasText: /^p95 latency$/ }) });
    expect(await latency.innerText()).toMatch(/\+\d+ ms\s+\+(4|5)\d\.\d %\s+▼\s*worse\s+1 % each/);
    const all = await rows('What was measured').count();
    await panel.getByRole('checkbox', { name: 'Only what changed' }).press('Space');
    await panel.getByRole('status').filter({ hasText: 'values changed' }).waitFor();
    expect(await rows('What was measured').count()).toBeLessThan(all);
    await panel.getByRole('button', { name: 'In percent' }).press('Enter');
    await panel.locator('th[aria-sort=descending]').waitFor();
    expect(await panel.locator('#sort-change').evaluate((one) => one === one.ownerDocument.activeElement)).toBe(true);
  });

  test('draws both courses on each chart, with their figures as a table', async () => {
    const charts = panel.locator('canvas[role=img]');
    expect(await charts.count()).toBe(6);
    expect(await charts.first().getAttribute('aria-label')).toMatch(
      /^p95 latency: before, over 30 s, .*; after, over 30 s, /,
    );
    await panel.locator('#figures-summary').press('Enter');
    await panel.locator('#figures tbody tr').first().waitFor();
    await panel.locator('#figures-summary').press('Enter');
  });

  test('takes its colours from the theme', async () => {
    const seen = new Set<string>();
    for (const theme of ['light', 'dark', 'high-contrast', 'high-contrast-light'] as const) {
      await window.workbench.theme(theme);
      const kind = { light: 'vscode-light', dark: 'vscode-dark' }[theme as string] ?? 'vscode-high-contrast';
      await panel.locator(`body.${kind}`).waitFor();
      await panel.locator('h1').scrollIntoViewIfNeeded();
      seen.add(await panel.locator('h1').evaluate((heading) => getComputedStyle(heading).color));
      await window.workbench.page.mouse.move(700, 20);
      await picture(`compare-${theme}`);
      if (pictures !== undefined) {
        await panel.locator('.charts').scrollIntoViewIfNeeded();
        await picture(`compare-charts-${theme}`);
      }
    }
    expect(seen.size).toBeGreaterThanOrEqual(3);
  });

  test('breaks no rule of accessibility in any theme', async () => {
    expect(await violationsInThemes(window)).toEqual(NONE);
  });

  test('lets the keyboard reach every control', async () => {
    const reached = await tabWalk(window, panel.getByRole('button', { name: 'Swap Before and After' }));
    for (const control of [
      'Swap Before and After',
      'Choose Other Runs',
      'Open Run Before',
      'Open Run After',
      'Only what changed',
      'Checks before and after',
      '#figures-summary',
      '#sort-name',
      '#sort-change',
      '#sort-effect',
    ])
      expect(
        reached.some((name) => name.includes(control)),
        control,
      ).toBe(true);
  });

  test('swaps its sides, and comes back after the window was reloaded', async () => {
    await panel.getByRole('button', { name: 'Swap Before and After' }).click();
    await panel.locator('.side h2', { hasText: `Before: ${SLOW}` }).waitFor();
    await window.workbench.reload();
    await panel.locator('.side h2', { hasText: `Before: ${SLOW}` }).waitFor();
    expect(await panel.locator('#only-changed').isChecked()).toBe(true);
    await panel.getByRole('button', { name: 'Open Run Before' }).click();
    // One that VS Code has brought back and not shown yet is nobody's to find.
    await window.workbench.page.getByRole('tab', { name: SLOW, exact: true }).first().waitFor();
  });

  test('is offered for two runs that are selected together, and for two alone', async () => {
    const { page } = window.workbench;
    await row('search').first().waitFor();
    if ((await row('58 ms under limit').count()) === 0) await row('search').first().click();
    const [newest, oldest] = [row('112 ms over limit'), row('58 ms under limit')];
    const offered = async (): Promise<string[]> => {
      const menu = page.locator('.monaco-menu .action-label:visible');
      await menu.filter({ hasText: 'Copy Run Id' }).waitFor();
      return menu.allInnerTexts();
    };
    await newest.click({ button: 'right' });
    const alone = await offered();
    expect(alone).toContain('Compare with Previous Run');
    expect(alone).toContain('Select Run for Compare');
    expect(alone).not.toContain('Compare Runs…');
    expect(alone).not.toContain('Remove Baseline');
    await page.keyboard.press('Escape');
    await newest.click();
    await oldest.click({ modifiers: ['ControlOrMeta'] });
    await oldest.click({ button: 'right' });
    const together = await offered();
    await picture('menu');
    expect(together).toContain('Compare Runs…');
    expect(together).not.toContain('Select Run for Compare');
    await page.keyboard.press('Escape');
    await window.workbench.menu(oldest, 'Compare Runs…');
    await panel.locator('.side h2', { hasText: `After: ${SLOW}` }).waitFor();
  });

  test('breaks no rule of its page, and writes no error', () => {
    expect(pageFaults(window)).toEqual([]);
  });
});

describe('deleting', () => {
  test('asks by test, date and verdict', async () => {
    const { page } = window.workbench;
    await page.keyboard.press('Escape');
    const newest = row('112 ms over limit');
    await newest.click();
    await window.workbench.menu(newest, 'Delete Run');
    const dialog = page.locator('.monaco-dialog-box');
    await dialog.waitFor();
    expect(await dialog.innerText()).toMatch(/Delete the run search, Feb 1, 2026, .*, fail\?/);
    expect(await dialog.innerText()).not.toContain(SLOW);
    await picture('delete');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
  });
});

describe('an empty list', () => {
  test('says what to do', async () => {
    fs.rmSync(results, { recursive: true });
    await window.workbench.page.locator('.sidebar .welcome-view-content', { hasText: 'No runs yet' }).waitFor();
    await picture('empty');
    await window.workbench.page.getByRole('button', { name: 'Import Results' }).waitFor();
  });
});
