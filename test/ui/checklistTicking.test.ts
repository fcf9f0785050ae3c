import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openChecklists, RELEASE, WINDOWS, type ChecklistWindow } from './checklistWindow.ts';

let lists: ChecklistWindow;

beforeAll(async () => {
  lists = await openChecklists({ 'release.md': RELEASE, 'docs/windows.md': WINDOWS });
  await lists.row('release.md').click();
  await lists.row('Search holds 500 users').click();
  await lists.workbench.line('Search holds 500 users').waitFor();
});
afterAll(() => lists.close());

describe('ticking in a text that is open', () => {
  test('from the list changes one character, saves nothing, and can be undone', async () => {
    const { workbench } = lists;
    await lists.box('Restored on staging').click();
    await lists.dirtyTab().waitFor();
    await expect.poll(() => lists.isTicked('Restored on staging')).toBe(true);
    await lists.row('2 of 4').waitFor();
    expect(lists.textIn('release.md')).toBe(RELEASE);
    for (const expected of [false, true]) {
      await workbench.menu(lists.row('Restored on staging'), 'Toggle Checklist Item');
      await expect.poll(() => lists.isTicked('Restored on staging')).toBe(expected);
    }
    expect(lists.textIn('release.md')).toBe(RELEASE);
    await workbench.line('Restored on staging').click();
    for (const expected of [false, true, false]) {
      await workbench.page.keyboard.press('ControlOrMeta+z');
      await expect.poll(() => lists.isTicked('Restored on staging')).toBe(expected);
    }
    await lists.dirtyTab().waitFor({ state: 'detached' });
    expect(lists.textIn('release.md')).toBe(RELEASE);
  });

  test('from the lens above a heading changes what is chosen', async () => {
    const { workbench } = lists;
    const { page } = workbench;
    await workbench.lenses('0 of 3 ticked').click();
    const entries = page.locator('.quick-input-widget .monaco-list-row');
    await entries.filter({ hasText: 'Party planned' }).click();
    await entries.filter({ hasText: 'Search holds' }).click();
    await lists.picture('checklists-pick');
    await page.locator('.quick-input-widget .quick-input-box input').press('Enter');
    await workbench.lenses('2 of 3 ticked').waitFor();
    await lists.picture('checklists-lenses');
    await workbench.line('Party planned').click();
    await page.keyboard.press('ControlOrMeta+z');
    await workbench.lenses('0 of 3 ticked').waitFor();
  });

  test('is refused when the item went while the question was open', async () => {
    const { workbench } = lists;
    const { page } = workbench;
    await workbench.lenses('0 of 3 ticked').click();
    await page.locator('.quick-input-widget .monaco-list-row').filter({ hasText: 'Checkout' }).click();
    const other = RELEASE.replace('Checkout holds', 'Basket holds');
    fs.writeFileSync(lists.at('release.md'), other);
    await page.locator('.quick-input-widget .quick-input-box input').press('Enter');
    const told = (await workbench.notifications()).filter({
      hasText: 'no longer has the item "Checkout holds 100 users"',
    });
    await told.waitFor();
    await page.keyboard.press('Escape');
    await workbench.line('Basket holds').waitFor();
    expect(lists.textIn('release.md')).toBe(other);
    expect(await lists.dirtyTab().count()).toBe(0);
    fs.writeFileSync(lists.at('release.md'), RELEASE);
    await lists.row('Checkout holds').waitFor();
  });

  test('says so where no item is at the cursor', async () => {
    const { workbench } = lists;
    await workbench.line('Who releases').click();
    await workbench.command('Headroom: Toggle Checklist Item');
    await (await workbench.notifications()).filter({ hasText: 'Line 3 of release.md is no task item' }).waitFor();
  });
});

/** Numbers from 0 to 1, the same ones for a seed. */
const seededRandom = (seed: number) => (): number => {
  seed = (seed * 1_664_525 + 1_013_904_223) % 2 ** 32;
  return seed / 2 ** 32;
};

describe('ticking every item in any order', () => {
  type Way = 'list' | 'command' | 'typing';
  const tick = async (way: Way, text: string): Promise<void> => {
    const { workbench } = lists;
    const { page } = workbench;
    if (way === 'list') {
      await lists.box(text).click();
    } else {
      await workbench.line(text).click();
      if (way === 'command') await workbench.command('Headroom: Toggle Checklist Item');
      else {
        for (const key of ['Home', 'ArrowRight', 'ArrowRight', 'ArrowRight', 'Shift+ArrowRight', 'x'])
          await page.keyboard.press(key);
      }
    }
    await lists.dirtyTab().waitFor();
    await workbench.save();
  };

  test('from list, command and keys, with others writing in between, changes those characters and no more', async () => {
    const seed = Number(process.env['HEADROOM_SEED'] ?? 20_260_131);
    const random = seededRandom(seed);
    const open = [
      'Backups restored',
      'Restored on staging',
      'Queue drained',
      'Search holds',
      'Checkout holds',
      'Party planned',
      'Errors above',
    ];
    const order = open.map((text) => ({ text, key: random() })).toSorted((one, other) => one.key - other.key);
    const ways: Way[] = ['list', 'command', 'typing'];
    let expected = RELEASE;
    for (const [step, { text }] of order.entries()) {
      const way = ways[Math.floor(random() * ways.length)] ?? 'list';
      if (random() < 0.6) {
        const added = `Step ${step} was written by somebody else.`;
        expected = expected.replace('## Data\n', `${added}\n\n## Data\n`);
        fs.writeFileSync(lists.at('release.md'), expected);
        // A person who clicks into the text, or types there, sees it first; the list may be older.
        if (way !== 'list') await lists.workbench.line(added).waitFor();
      }
      await tick(way, text);
      expected = expected.replace(`[ ] ${text}`, `[x] ${text}`);
      await expect
        .poll(() => lists.textIn('release.md'), { message: `seed ${seed}, step ${step}: ${way} ${text}` })
        .toBe(expected);
    }
    await lists.row('8 of 8').first().waitFor();
    await lists.picture('checklists-done');
  });
});

describe('ticking in a file that is not open', () => {
  test('writes the one byte, and keeps mark, line ends and blanks', async () => {
    await lists.row('windows.md').click();
    await lists.box('Dienste').click();
    await lists.expectText('docs/windows.md', WINDOWS.replace('1. [ ]', '1. [x]'));
    await expect.poll(() => lists.isTicked('Dienste')).toBe(true);
    await lists.box('Pfade').click();
    await lists.expectText('docs/windows.md', WINDOWS.replace('1. [ ]', '1. [x]').replace('* [X]', '* [ ]'));
    expect(await lists.workbench.page.getByRole('tab', { name: 'windows.md' }).count()).toBe(0);
  });

  test('loses nothing of what another program ticks and writes at the same time', async () => {
    const headroom = path.resolve(import.meta.dirname, '..', '..', 'bin', 'headroom');
    const { status, stderr } = spawnSync(headroom, ['checklist', lists.at('docs/windows.md'), '--tick', 'Pfade'], {
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
    expect(status).toBe(0);
    await lists.box('Größe').click();
    const all = WINDOWS.replaceAll('[ ]', '[x]').replace('* [X]', '* [x]');
    await lists.expectText('docs/windows.md', all);
    await expect
      .poll(() => Promise.all(['Größe', 'Pfade', 'Dienste'].map((text) => lists.isTicked(text))))
      .toEqual([true, true, true]);
  });

  test('keeps mark and line ends also when it is open and saved', async () => {
    const { workbench } = lists;
    await lists.row('Dienste').dblclick();
    await workbench.line('Dienste').click();
    await workbench.command('Headroom: Toggle Checklist Item');
    await lists.dirtyTab().waitFor();
    await workbench.save();
    await lists.expectText('docs/windows.md', WINDOWS.replace('* [X]', '* [x]').replace('- [ ]', '- [x]'));
  });
});
