import { spawn } from 'node:child_process';
import fs from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openChecklists, type ChecklistWindow } from './checklistWindow.ts';

const headroom = path.resolve(import.meta.dirname, '..', '..', 'bin', 'headroom');
const RELEASE = `# Release

## Load

- [ ] Search answers in time <!-- headroom: check=search/p95-latency -->
- [ ] Search takes a million <!-- headroom: check=search/throughput -->
- [ ] Backups restored

## Written down

- [ ] By somebody
- p95: _____ ms <!-- headroom: check=search/p95-latency -->
`;
const PROVEN = RELEASE.replace('[ ] Search answers', '[x] Search answers');
const RUN = String.raw`\d{8}_\d{6}_search`;

const planFor = (port: number): string => `headroom: 1
environments:
  local: { target: 'http://127.0.0.1:${String(port)}' }
tests:
  search:
    runner: http
    request: 'GET \${target}/search'
    stages: [{ users: 1, duration: 2s }]
    checks: ['p95 latency < 5s', throughput > 1M/s]
`;

let lists: ChecklistWindow;
const list = (): Locator => lists.workbench.page.locator('.quick-input-widget');
const entries = (): Locator => list().locator('.monaco-list-row');
const accept = (): Promise<void> => list().locator('.quick-input-box input').press('Enter');
const label = async (name: string): Promise<string | null> =>
  (await lists.labels()).find((one) => one?.startsWith(name)) ?? null;
const openText = async (): Promise<void> => {
  await lists.row('Search answers in time').click();
  await lists.workbench.line('Search takes a million').waitFor();
};

beforeAll(async () => {
  lists = await openChecklists({ 'release.md': RELEASE, 'other.md': '- [ ] Bound to nothing\n' }, makeRun);
});
afterAll(() => lists.close());
beforeEach(async () => {
  for (let times = 0; times < 2; times++) await lists.workbench.page.keyboard.press('Escape');
  await lists.workbench.command('View: Close All Editors');
  await lists.workbench.command('Headroom: Show All Checklist Items');
  fs.writeFileSync(lists.at('release.md'), RELEASE);
  await expect.poll(() => label('release.md')).toContain('0 of 4 ticked');
  if ((await label('Load')) === null) await lists.row('release.md').click();
  await lists.row('Search answers in time').waitFor();
});

/** As people do, with the command line against a small service. */
async function makeRun(workspace: string): Promise<void> {
  const service = createServer((_, response) => void setTimeout(() => response.end('found'), 20));
  await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
  fs.writeFileSync(path.join(workspace, 'shop.headroom.yaml'), planFor((service.address() as AddressInfo).port));
  try {
    const child = spawn(headroom, ['run', 'shop.headroom.yaml'], { cwd: workspace, stdio: 'ignore' });
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', resolve);
    });
    // Nobody takes a million searches a second.
    expect(code).toBe(1);
  } finally {
    service.closeAllConnections();
    service.close();
  }
}

describe('what a run says', () => {
  test('stands beside its items in words, and is counted', async () => {
    await expect
      .poll(() => label('Search answers'))
      .toMatch(new RegExp(`^Search answers in time, evidence: pass, [\\d.]+ ms < 5s, \\d+ m old, ${RUN}$`));
    expect(await label('Search takes')).toMatch(
      new RegExp(`^Search takes a million, evidence: fail, [\\d.,]+ /s, must be > 1M/s, \\d+ m old, ${RUN}$`),
    );
    expect(await label('Backups')).toBe('Backups restored');
    await expect.poll(() => label('Load')).toBe('Load, 0 of 3 ticked, 1 failing');
    // The row of a file is drawn after those below it.
    await expect.poll(() => label('release.md')).toBe('release.md, 0 of 4 ticked, 1 failing');
    expect(await label('other.md')).toBe('other.md, 0 of 1 ticked');
    for (const theme of ['light', 'dark', 'high-contrast', 'high-contrast-light'] as const) {
      await lists.workbench.theme(theme);
      // A row that the pointer is on already shows nothing anew.
      const said = lists.workbench.page.locator('.monaco-hover', { hasText: 'What to do' }).first();
      await lists.workbench.hoverUntil(lists.row('Search takes a million'), said);
      await lists.picture(`evidence-${theme}`);
    }
  });

  test('is opened from there', async () => {
    const row = lists.row('Search answers in time');
    await row.hover();
    await row.getByRole('button', { name: 'Open Run' }).click();
    await lists.workbench.webview().getByText('Verdict').first().waitFor();
    await lists.picture('evidence-run');
  });

  test('stands in the lenses, with what can be applied', async () => {
    await openText();
    await lists.workbench.lenses('0 of 3 ticked · 1 failing').waitFor();
    await lists.workbench.lenses('Apply Results… · 1 proven').waitFor();
    await lists.picture('evidence-lenses');
  });

  test('filters the list', async () => {
    const { workbench } = lists;
    await workbench.command('Headroom: Show Only Items with Failing Evidence');
    await lists.row('Backups restored').waitFor({ state: 'detached' });
    expect((await lists.labels()).map((one) => one?.split(',')[0])).toEqual([
      'release.md',
      'Load',
      'Search takes a million',
    ]);
    await lists.picture('evidence-failing');
    await workbench.command('Headroom: Show Only Items with Stale or Missing Evidence');
    await lists.list().locator('.welcome-view-content', { hasText: 'No item fits the filter' }).waitFor();
    await workbench.command('Headroom: Show All Checklist Items');
    await lists.row('release.md').waitFor();
  });
});

describe('applying results', () => {
  test('ticks one character of a text that is open, after a look at the difference, and can be undone', async () => {
    const { workbench } = lists;
    const { page } = workbench;
    await openText();
    await workbench.lenses('Apply Results…').click();
    await entries().filter({ hasText: 'Search answers in time' }).waitFor();
    expect(await entries().count()).toBe(1);
    await list().getByRole('button', { name: 'Show Difference' }).click();
    await page.locator('.monaco-diff-editor .modified-in-monaco-diff-editor .view-line', { hasText: '[x]' }).waitFor();
    await lists.picture('evidence-apply');
    await accept();
    await page.locator('.monaco-diff-editor').waitFor({ state: 'detached' });
    await expect.poll(() => lists.isTicked('Search answers in time')).toBe(true);
    await lists.dirtyTab().waitFor();
    expect(lists.textIn('release.md')).toBe(RELEASE);
    await workbench.save();
    await lists.expectText('release.md', PROVEN);
    await workbench.line('Search takes a million').click();
    await page.keyboard.press('ControlOrMeta+z');
    await expect.poll(() => lists.isTicked('Search answers in time')).toBe(false);
    await workbench.save();
    await lists.expectText('release.md', RELEASE);
  });

  test('writes a file that is not open, from its row', async () => {
    await lists.workbench.menu(lists.row('release.md'), 'Apply Results…');
    await entries().filter({ hasText: 'Search answers in time' }).waitFor();
    await list().getByRole('button', { name: 'Show Difference' }).click();
    await lists.workbench.page.locator('.monaco-diff-editor').first().waitFor();
    await accept();
    await lists.expectText('release.md', PROVEN);
    expect(await lists.workbench.page.locator('.tab').count()).toBe(0);
  });

  test('does nothing where the list is left, and says so where nothing is proven', async () => {
    const { workbench } = lists;
    await workbench.menu(lists.row('release.md'), 'Apply Results…');
    await entries().filter({ hasText: 'Search answers in time' }).waitFor();
    await workbench.page.keyboard.press('Escape');
    await list().waitFor({ state: 'hidden' });
    expect(lists.textIn('release.md')).toBe(RELEASE);
    fs.writeFileSync(lists.at('release.md'), PROVEN);
    await expect.poll(() => lists.isTicked('Search answers in time')).toBe(true);
    await workbench.menu(lists.row('release.md'), 'Apply Results…');
    await (
      await workbench.notifications()
    )
      .filter({ hasText: 'Of the 2 items that are bound to a plan: 1 proven and ticked already, 1 failing.' })
      .waitFor();
  });
});

describe('filling a blank', () => {
  test('writes the measured value in the unit of the text, and can be undone', async () => {
    const { workbench } = lists;
    await openText();
    await workbench.command('Headroom: Fill Blanks from Results…');
    await entries()
      .filter({ hasText: /p95: [\d.]+ ms/ })
      .waitFor();
    await lists.picture('evidence-fill');
    await accept();
    await lists.dirtyTab().waitFor();
    await workbench.save();
    await expect.poll(() => lists.textIn('release.md')).toMatch(/^- p95: [\d.]+ ms <!-- headroom: check/m);
    await workbench.line('Backups restored').click();
    await workbench.page.keyboard.press('ControlOrMeta+z');
    await workbench.line('p95: _____ ms').waitFor();
    await workbench.save();
    await lists.expectText('release.md', RELEASE);
  });
});

describe('a load that is changed on disk', () => {
  test('makes the evidence stale at once, and a tick without evidence is marked and stays', async () => {
    fs.writeFileSync(lists.at('release.md'), PROVEN);
    await expect.poll(() => label('Search answers')).toContain('evidence: pass');
    const plan = lists.textIn('shop.headroom.yaml');
    fs.writeFileSync(lists.at('shop.headroom.yaml'), plan.replace('duration: 2s', 'duration: 3s'));
    await expect
      .poll(() => label('Search answers'))
      .toMatch(/^Search answers in time, ticked without evidence, evidence: stale, /);
    // The items, and the line that is no item.
    await expect.poll(() => label('release.md')).toBe('release.md, 1 of 4 ticked, 3 stale');
    await lists.picture('evidence-stale');
    expect(lists.textIn('release.md')).toBe(PROVEN);
    fs.writeFileSync(lists.at('shop.headroom.yaml'), plan);
    await expect.poll(() => label('Search answers')).toContain('evidence: pass');
    fs.writeFileSync(lists.at('shop.headroom.yaml'), 'headroom: 1\ntests: 3\n');
    await expect.poll(() => label('Search answers')).toContain('evidence: unknown');
  });
});
