import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { answeringServer, callHeadroom } from '../e2e/headroomCommand.ts';
import { openWindow, type Window } from './window.ts';

const RELEASE = `# Release

- [x] Search answers in time <!-- headroom: check=search/p95-latency -->
- [x] Backups restored

## Sign-off

- [ ] Tech Lead: ____________ Date: ________
- Operations: ____________ Date: ________
`;
const HURRIED = `# Hurried

- [ ] Alarms set
- [ ] Backups restored

## Sign-off

- Tech Lead: ____________ Date: ________
`;

let server: Awaited<ReturnType<typeof answeringServer>>;
let window: Window;
let plan: string;
const at = (name: string): string => path.join(window.workspace, name);
const textIn = (name: string): string => fs.readFileSync(at(name), 'utf8');
const recordOf = (name: string): { signOffs: object[] } =>
  JSON.parse(textIn(`${name}.headroom.json`)) as { signOffs: object[] };
const list = (): Locator =>
  window.workbench.page
    .locator('.sidebar .pane')
    .filter({ has: window.workbench.page.locator('[aria-label^="Checklists"]') });
const row = (text: string | RegExp): Locator => list().locator('.monaco-list-row').filter({ hasText: text });
/** As those hear it who do not see it: with all words, however narrow the list is. */
const spoken = (words: string | RegExp): Locator => list().getByRole('treeitem', { name: words });
const question = (): Locator => window.workbench.page.locator('.quick-input-widget');
const answer = (text: string): Promise<void> =>
  question().locator('.monaco-list-row').filter({ hasText: text }).first().click();
const type = async (prompt: string, text?: string): Promise<void> => {
  await question().getByText(prompt).first().waitFor();
  const input = question().locator('.quick-input-box input');
  if (text !== undefined) await input.fill(text);
  await input.press('Enter');
};
const pictures = process.env['HEADROOM_PICTURES'];
const picture = async (name: string): Promise<void> => {
  if (pictures !== undefined) await window.workbench.page.screenshot({ path: path.join(pictures, `${name}.png`) });
};

beforeAll(async () => {
  server = await answeringServer();
  plan = `headroom: 1
environments:
  staging: { target: 'http://127.0.0.1:${server.port}' }
tests:
  search:
    runner: http
    request: GET \${target}/search
    stages: [{ users: 2, duration: 1s }]
    checks: [p95 latency < 5s]
`;
  window = await openWindow(async (workspace) => {
    const write = (name: string, text: string): void => fs.writeFileSync(path.join(workspace, name), text);
    const git = (...args: string[]): unknown => execFileSync('git', args, { cwd: workspace });
    write('shop.headroom.yaml', plan);
    write('release.md', RELEASE);
    write('hurried.md', HURRIED);
    git('init', '-q');
    git('config', 'user.name', 'Ada Lovelace');
    git('config', 'user.email', 'ada@example.com');
    git('add', 'release.md');
    git('commit', '-qm', 'A checklist');
    expect(await callHeadroom(['run', 'shop.headroom.yaml'], workspace)).toMatchObject({ code: 0 });
  });
  await window.workbench.openView('Headroom');
  await window.workbench.page.locator('.sidebar .pane-header', { hasText: 'Runs' }).click();
});
afterAll(async () => {
  server.close();
  await window.close();
});
beforeEach(async () => {
  await window.workbench.page.keyboard.press('Escape');
});

describe('a sign-off', () => {
  test('is given from the list, and written into a file that is not open', async () => {
    await row('release.md').click();
    await spoken('Sign-off: Tech Lead, not signed').waitFor();
    await window.workbench.menu(row('release.md'), 'Sign Off…');
    await answer('Tech Lead');
    await picture('sign-off-decision');
    await answer('Go');
    await type('Your name');
    await spoken(/^Sign-off: Tech Lead, go, Ada Lovelace, \d{4}-\d\d-\d\d$/).waitFor();
    const [today] = /\d{4}-\d\d-\d\d/.exec(textIn('release.md')) ?? [];
    expect(textIn('release.md')).toBe(
      RELEASE.replace('[ ] Tech Lead: ____________ Date: ________', `[x] Tech Lead: Ada Lovelace Date: ${today}`),
    );
    expect(recordOf('release.md').signOffs).toMatchObject([
      { role: 'Tech Lead', email: 'ada@example.com', decision: 'go', runs: [expect.stringMatching(/_search$/)] },
    ]);
    expect(await window.workbench.page.getByRole('tab', { name: 'release.md' }).count()).toBe(0);
  });

  test('is given from the lens of an open text, which is saved with it', async () => {
    const { workbench } = window;
    await spoken(/^Sign-off: Operations, not signed/).dblclick();
    await workbench.lenses('Sign off · 1 of 2 signed').click();
    await answer('Operations');
    await answer('No-go');
    await type('Your name', 'Bob');
    await spoken(/^Sign-off: Operations, no-go, Bob/).waitFor();
    expect(textIn('release.md')).toContain('- Operations: Bob (no-go) Date: 2');
    expect(recordOf('release.md').signOffs).toHaveLength(2);
    expect(await workbench.page.locator('.tab.active.dirty').count()).toBe(0);
  });

  test('is void in list and text when the text above it changes, and stands again when that is taken back', async () => {
    const { workbench } = window;
    const signed = textIn('release.md');
    fs.writeFileSync(at('release.md'), signed.replace('Backups restored', 'Backups made'));
    await spoken(/^Sign-off: Tech Lead, void: the text under "Release" changed, Ada Lovelace/).waitFor();
    await workbench.lenses('Tech Lead void: the text under "Release" changed').waitFor();
    for (const theme of ['light', 'dark', 'high-contrast', 'high-contrast-light'] as const) {
      await workbench.theme(theme);
      await picture(`sign-off-void-${theme}`);
    }
    fs.writeFileSync(at('release.md'), signed);
    await spoken(/^Sign-off: Tech Lead, go/).waitFor();
  });

  test('is marked when a limit of the plan is another one', async () => {
    fs.writeFileSync(at('shop.headroom.yaml'), plan.replace('< 5s', '< 6s'));
    await spoken(/^Sign-off: Tech Lead, go, marked/).waitFor();
    await window.workbench.lenses('signed against p95 latency < 5s; the plan says < 6s now').first().waitFor();
    await picture('sign-off-marked');
    fs.writeFileSync(at('shop.headroom.yaml'), plan);
    await spoken(/^Sign-off: Tech Lead, go, Ada/).waitFor();
  });

  test('goes from the list with its record', async () => {
    const record = textIn('release.md.headroom.json');
    fs.rmSync(at('release.md.headroom.json'));
    await spoken(/^Sign-off: Tech Lead, written by hand, without a record/).waitFor();
    fs.writeFileSync(at('release.md.headroom.json'), record);
    await spoken(/^Sign-off: Tech Lead, go, Ada/).waitFor();
  });

  test('in spite of something has to be typed out, and shows it', async () => {
    await row('hurried.md').click();
    await spoken(/^Sign-off: Tech Lead, not signed/).waitFor();
    await window.workbench.menu(row('hurried.md'), 'Sign Off…');
    await answer('Tech Lead');
    await question().getByText('hurried.md:3: "Alarms set" is open.').first().waitFor();
    await picture('sign-off-obstacles');
    await answer('Go, despite 2 obstacles');
    await type('Type "sign despite 2 obstacles"', 'yes');
    await question().getByText('or press Escape').first().waitFor();
    expect(textIn('hurried.md')).toBe(HURRIED);
    await type('Type "sign despite 2 obstacles"', 'sign despite 2 obstacles');
    await type('Your name');
    await spoken(/^Sign-off: Tech Lead, go, marked, Ada/).waitFor();
    expect(textIn('hurried.md')).toContain('Tech Lead: Ada Lovelace (despite 2 obstacles) Date: 2');
  });
});

describe('what is kept of an item', () => {
  test('is written beside the text, and said in the list', async () => {
    const { workbench } = window;
    const { page } = workbench;
    await workbench.menu(row('Alarms set'), 'Edit Note of Item…');
    await type('What others should know', 'Bob looks at them');
    await spoken('Alarms set, note').waitFor();
    await workbench.menu(row('Alarms set'), 'Add Link to Item…');
    await type('To a trace', 'javascript:alert(1)');
    await question().getByText('A link begins with https:// or http://.').first().waitFor();
    await type('A link begins', 'https://traces.example.com/1');
    await spoken('Alarms set, note, 1 link').waitFor();
    expect(JSON.parse(textIn('hurried.md.headroom.json'))).toMatchObject({
      items: { 'Hurried / Alarms set': { note: 'Bob looks at them', links: ['https://traces.example.com/1'] } },
    });
    const said = page.locator('.monaco-hover', { hasText: 'Bob looks at them' }).first();
    await workbench.hoverUntil(row('Alarms set'), said);
    await picture('note');
    await workbench.menu(row('Alarms set'), 'Open Link of Item…');
    await page.locator('.monaco-dialog-box', { hasText: 'traces.example.com' }).waitFor();
    await picture('note-link');
    await page.keyboard.press('Escape');
  });

  test('is told of when it is of no item, or cannot be read', async () => {
    fs.writeFileSync(at('hurried.md'), textIn('hurried.md').replace('Alarms set', 'Alarms tried'));
    await spoken('hurried.md, 0 of 2 ticked, 1 warning').waitFor();
    const record = textIn('hurried.md.headroom.json');
    fs.writeFileSync(at('hurried.md.headroom.json'), '{');
    await expect.poll(() => row('Sign-off: Tech Lead').count()).toBe(1);
    const said = window.workbench.page.locator('.monaco-hover', { hasText: 'is not JSON' }).first();
    await window.workbench.hoverUntil(row('hurried.md'), said);
    await picture('note-warning');
    fs.writeFileSync(at('hurried.md.headroom.json'), record);
    fs.writeFileSync(at('hurried.md'), textIn('hurried.md').replace('Alarms tried', 'Alarms set'));
    await spoken(/^hurried\.md, 0 of 2 ticked$/).waitFor();
  });
});
