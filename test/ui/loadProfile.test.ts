import fs from 'node:fs';
import path from 'node:path';
import type { FrameLocator, Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { NONE, pageFaults, tabWalk, violationsInThemes } from './panelRules.ts';
import { openWindow, type Window } from './window.ts';

const SHOW = 'Headroom: Show Load Profile';
const PLAN = `headroom: 1
environments:
  local: { target: 'http://127.0.0.1:8080' }
tests:
  search:
    runner: http
    request: GET \${target}/search
    stages:
      - { users: 5, duration: 30s }
      - { users: 20, duration: 1m, ramp: true }`;
const K6 = `import http from 'k6/http';
export const options = {
  scenarios: {
    browse: { executor: 'ramping-vus', startVUs: 10, stages: [
      { duration: '1m', target: 40 }, { duration: '3m', target: 40 }, { duration: '30s', target: 0 }] },
    'buy <b>': { executor: 'constant-vus', vus: 20, duration: '2m', startTime: '1m' },
    checkout: { executor: 'ramping-arrival-rate', startRate: 2, timeUnit: '1s', preAllocatedVUs: 20, stages: [
      { duration: '2m', target: 30 }, { duration: '2m', target: 30 }] },
  },
};
export default () => http.get('http://127.0.0.1:8080/');
`;

let window: Window;
let panel: FrameLocator;
const words = (): Locator => panel.locator('section > p').first();
const titleButton = (): Locator =>
  window.workbench.page.locator('.editor-actions').getByRole('button', { name: 'Show Load Profile' });
const picture = (label: RegExp): Locator => panel.getByRole('img', { name: label });

beforeAll(async () => {
  window = await openWindow((workspace) => {
    fs.writeFileSync(path.join(workspace, 'shop.headroom.yaml'), PLAN);
    fs.writeFileSync(path.join(workspace, 'load.js'), K6);
    fs.writeFileSync(path.join(workspace, 'notes.js'), 'export const nothing = 1;\n');
  });
  panel = window.workbench.webview();
});
afterAll(() => window.close());

describe('the load profile', () => {
  test('is shown beside a plan, with the load of each test', async () => {
    await window.workbench.openFile('shop.headroom.yaml');
    // Looked at now: a group of editors without the focus has no toolbar.
    await expect.poll(() => titleButton().count()).toBe(1);
    await titleButton().click();
    await panel.locator('h1', { hasText: 'Load of shop.headroom.yaml' }).waitFor();
    expect(await panel.locator('h2').allInnerTexts()).toEqual(['search']);
    expect(await words().innerText()).toBe('1 m 30 s, up to 20 users');
    await picture(/^Users over 1 m 30 s, up to 20\./).waitFor();
    await window.workbench.page.getByRole('tab', { name: 'Load of shop.headroom.yaml' }).waitFor();
  });

  test('follows the text while it is edited', async () => {
    const { keyboard } = window.workbench.page;
    await window.workbench.page.locator('.editor-instance .view-lines').first().click();
    await keyboard.press('Control+End');
    await keyboard.press('Control+/');
    await words().filter({ hasText: '30 s, up to 5 users' }).waitFor();
    await keyboard.press('Control+/');
    await words().filter({ hasText: '1 m 30 s, up to 20 users' }).waitFor();
  });

  test('has the figures as a table, by keyboard', async () => {
    const rows = panel.locator('tbody tr');
    expect(await rows.first().isVisible()).toBe(false);
    await panel.locator('summary').press('Enter');
    await rows.first().waitFor();
    expect(await rows.allInnerTexts()).toEqual([
      expect.stringMatching(/^load\s+start\s+30 s\s+5\s+5$/),
      expect.stringMatching(/^load\s+30 s\s+1 m 30 s\s+5\s+20$/),
    ]);
  });

  test('shows where in the text a load stands', async () => {
    await panel.getByRole('button', { name: 'Go to Line 5' }).press('Enter');
    await window.workbench.page.locator('.statusbar-item', { hasText: 'Ln 5,' }).waitFor();
  });

  test('goes with the text that is edited, and stacks scenarios by their units', async () => {
    await window.workbench.openFile('load.js');
    await panel.locator('h1', { hasText: 'Load of load.js' }).waitFor();
    await picture(/^Users over/).waitFor();
    await picture(/^Arrivals per second over .* up to 30\./).waitFor();
    const users = panel.locator('figure', { hasText: 'Users' });
    expect(await users.locator('.legend li').allInnerTexts()).toEqual(['browse', 'buy <b>']);
    expect(await users.locator('polygon').count()).toBe(2);
  });

  test('stays with the last load when the text has none to do with it', async () => {
    await window.workbench.openFile('notes.js');
    expect(await panel.locator('h1').innerText()).toBe('Load of load.js');
    await titleButton().waitFor({ state: 'detached' });
    await window.workbench.command(SHOW);
    await panel.getByRole('status').filter({ hasText: 'notes.js is no plan' }).waitFor();
    await window.workbench.openFile('load.js');
    await panel.locator('h1', { hasText: 'Load of load.js' }).waitFor();
  });

  test('takes its colours from the theme', async () => {
    const seen = new Set<string>();
    for (const theme of ['light', 'dark', 'high-contrast', 'high-contrast-light'] as const) {
      await window.workbench.theme(theme);
      const kind = { light: 'vscode-light', dark: 'vscode-dark' }[theme as string] ?? 'vscode-high-contrast';
      await panel.locator(`body.${kind}`).waitFor();
      seen.add(await panel.locator('h1').evaluate((heading) => getComputedStyle(heading).color));
      const folder = process.env['HEADROOM_PICTURES'];
      if (folder !== undefined)
        await window.workbench.page.screenshot({ path: path.join(folder, `load-${theme}.png`) });
    }
    expect(seen.size).toBeGreaterThanOrEqual(3);
  });

  test('comes back after the window was reloaded', async () => {
    await window.workbench.reload();
    await panel.locator('h1', { hasText: 'Load of load.js' }).waitFor();
  });

  test('breaks no rule of accessibility in any theme', async () => {
    expect(await violationsInThemes(window)).toEqual(NONE);
  });

  test('lets the keyboard reach every control', async () => {
    const buttons = panel.getByRole('button', { name: /^Go to Line/ });
    const reached = await tabWalk(window, panel.locator('button, summary').first());
    const names = (text: string): string[] => reached.filter((name) => name.includes(text));
    expect(names('Go to Line')).toHaveLength(await buttons.count());
    expect(names('Figures')).toHaveLength(await panel.locator('summary').count());
  });

  test('breaks no rule of its page, and writes no error', () => {
    expect(pageFaults(window)).toEqual([]);
  });
});
