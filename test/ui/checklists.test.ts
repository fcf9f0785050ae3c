import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openChecklists, PICTURES, RELEASE, WINDOWS, type ChecklistWindow } from './checklistWindow.ts';

const TICKED = 'Ticked. Click to open it again.';

let lists: ChecklistWindow;

beforeAll(async () => {
  lists = await openChecklists({
    'release.md': RELEASE,
    'docs/windows.md': WINDOWS,
    'notes.md': '# Notes\n\nSee [x] and [y](https://example.com).\n',
    'node_modules/other/README.md': '- [ ] not ours\n',
    'headroom-results/20260131_120000_search/report.md': '- [ ] Name: ____\n',
    'hidden/excluded.md': '- [ ] excluded\n',
  });
  lists.workbench.settings({ 'files.exclude': { '**/.vscode': true, '**/hidden': true } });
});
afterAll(() => lists.close());

describe('the list of checklists', () => {
  test('has every Markdown file with task items that is not excluded', async () => {
    await lists.row('release.md').waitFor();
    await expect
      .poll(() => lists.labels())
      .toEqual(['windows.md, 1 of 3 ticked, in docs', 'release.md, 1 of 8 ticked']);
  });

  test('has sections with their progress, and items with boxes', async () => {
    await lists.row('release.md').click();
    await lists.row('Errors above 5%').waitFor();
    expect((await lists.labels()).slice(2)).toEqual([
      'Data, 1 of 4 ticked',
      'Backups restored, 0 of 1 below it ticked',
      'Restored on staging',
      'Schema frozen',
      'Queue drained, not applicable: no queue here',
      'Load, 0 of 3 ticked',
      'Search holds 500 users',
      'Checkout holds 100 users',
      'Party planned, optional',
      'Abort conditions, 0 of 1 ticked',
      'Errors above 5%, alarm',
    ]);
    expect(await lists.isTicked('Schema frozen')).toBe(true);
    expect(await lists.isTicked('Restored on staging')).toBe(false);
    const said = lists.workbench.page.locator('.monaco-hover', { hasText: TICKED }).first();
    await lists.workbench.hoverUntil(lists.box('Schema frozen'), said);
  });

  test('can be looked at in every theme', async () => {
    for (const theme of ['light', 'dark', 'high-contrast', 'high-contrast-light'] as const) {
      await lists.workbench.theme(theme);
      await lists.row('Errors above 5%').hover();
      await lists.picture(`checklists-${theme}`);
    }
  });

  test('opens the text at an item that is clicked', async () => {
    await lists.row('Search holds 500 users').click();
    await lists.workbench.page.getByRole('tab', { name: 'release.md' }).waitFor();
    await lists.place(14).waitFor();
    await lists.row('Load').first().hover();
    await lists.row('Load').first().getByRole('button', { name: 'Open in Editor' }).click();
    await lists.place(12).waitFor();
  });

  test('finds words with the search of the tree', async () => {
    const { page } = lists.workbench;
    await page.locator('.editor-instance .monaco-editor.focused').waitFor();
    await lists.row('Data').click();
    await lists.row('Restored on staging').waitFor({ state: 'detached' });
    await lists.row('Data').click();
    await lists.row('Restored on staging').waitFor();
    await page.keyboard.press('F3');
    await page.keyboard.type('checkout');
    await lists.picture('checklists-find');
    await lists.list().locator('.monaco-list-row.focused', { hasText: 'Checkout holds 100 users' }).waitFor();
    await page.keyboard.press('Escape');
  });

  test('shows a file that comes, and forgets one that goes', async () => {
    fs.writeFileSync(lists.at('new.md'), '- [ ] New item\n');
    await lists.row('new.md').waitFor();
    fs.writeFileSync(lists.at('new.md'), 'No items.\n');
    await lists.row('new.md').waitFor({ state: 'detached' });
    fs.writeFileSync(lists.at('new.md'), '- [x] Item again\n');
    await lists.row('new.md').waitFor();
    fs.rmSync(lists.at('new.md'));
    await lists.row('new.md').waitFor({ state: 'detached' });
  });
});

describe('a filter', () => {
  test('shows open items, ticked ones, and all again', async () => {
    const { workbench } = lists;
    await workbench.command('Headroom: Show Only Ticked Checklist Items');
    await lists.row('Backups restored').waitFor({ state: 'detached' });
    expect((await lists.labels()).slice(1)).toEqual([
      'release.md, 1 of 8 ticked',
      'Data, 1 of 4 ticked',
      'Schema frozen',
    ]);
    await lists.list().locator('.pane-header', { hasText: 'Only ticked items' }).waitFor();
    await workbench.command('Headroom: Show Only Open Checklist Items');
    await lists.row('Backups restored').waitFor();
    await lists.row('Schema frozen').waitFor({ state: 'detached' });
    await lists.picture('checklists-open');
  });

  test('gives way to an item that is revealed', async () => {
    const { workbench } = lists;
    await workbench.line('Schema frozen').click();
    await workbench.command('Headroom: Reveal in Checklists');
    await lists.list().locator('.monaco-list-row.focused', { hasText: 'Schema frozen' }).waitFor();
    await lists.row('Backups restored').waitFor();
  });
});

describe('ten thousand items', () => {
  test('are listed and ticked without a wait', async () => {
    const section = (_: unknown, at: number): string =>
      `\n## Section ${at}\n\n${Array.from({ length: 100 }, (_item, index) => `- [ ] Item ${at * 100 + index} of many\n`).join('')}`;
    const many = `# Many\n${Array.from({ length: 100 }, section).join('')}`;
    const took: Record<string, number> = {};
    const timed = async (what: string, work: () => Promise<unknown>): Promise<void> => {
      const startedAt = performance.now();
      await work();
      took[what] = Math.round(performance.now() - startedAt);
    };
    await timed('found', async () => {
      fs.writeFileSync(lists.at('many.md'), many);
      await lists.row('many.md').waitFor();
    });
    await lists.row('many.md').click();
    await timed('opened', async () => {
      await lists.row('Section 1').first().click();
      await lists.row('Item 103 of many').waitFor();
    });
    await timed('ticked', async () => {
      await lists.box('Item 103 of many').click();
      await lists.row('1 of 10000').first().waitFor();
    });
    expect(lists.textIn('many.md')).toBe(many.replace('[ ] Item 103 of', '[x] Item 103 of'));
    await lists.picture('checklists-many');
    if (PICTURES !== undefined) fs.writeFileSync(path.join(PICTURES, 'checklists-many.json'), JSON.stringify(took));
    for (const ms of Object.values(took)) expect(ms).toBeLessThan(15_000);
  });
});

describe('an empty list', () => {
  test('says what a checklist is', async () => {
    const { page } = lists.workbench;
    for (const name of ['many.md', 'release.md', 'docs']) fs.rmSync(lists.at(name), { recursive: true });
    await lists.list().locator('.welcome-view-content', { hasText: 'No checklist yet' }).waitFor();
    await lists.picture('checklists-empty');
    await lists.list().getByRole('button', { name: 'New Markdown File' }).click();
    await page.getByRole('tab', { name: /^Untitled-1/ }).waitFor();
  });
});
