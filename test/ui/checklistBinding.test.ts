import fs from 'node:fs';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openWindow, type Window } from './window.ts';

const PLAN = `headroom: 1
environments:
  staging: { target: 'http://127.0.0.1:1' }
tests:
  search:
    runner: http
    request: GET \${target}/search
    stages: [{ users: 2, duration: 2s }]
    checks:
      - p95 latency < 500ms
      - error_rate < 1%
`;
const RELEASE = `# Release

## Search

- [ ] p95 < 500ms
- [ ] Error rate < 2%
- [ ] Backups restored
`;
const GOALS = '# Goals\n\n## Search\n\n- [ ] Memory < 85%\n';
const LIMITS =
  '# Limits\n\n## Search\n\n- [ ] Memory < 95%\n- [ ] p95 < 500ms <!-- headroom: check=search/p95-latncy -->\n';
const CLOSED = '# Closed\r\n\r\n## Search\r\n\r\n- [ ] p95 < 500ms\r\n';
/** Without a task item: a table is enough. */
const TARGETS = `# Search

| Metric      | Target  | Critical |
| ----------- | ------- | -------- |
| p99 latency | < 900ms | > 2s     |
| Error rate  | < 2%    |          |
| Disk usage  | < 80%   |          |
`;

let window: Window;
const at = (name: string): string => path.join(window.workspace, name);
const textIn = (name: string): string => fs.readFileSync(at(name), 'utf8');
const entries = (): Locator => window.workbench.page.locator('.quick-input-widget .monaco-list-row');
const accept = (): Promise<void> =>
  window.workbench.page.locator('.quick-input-widget .quick-input-box input').press('Enter');
const dirtyTab = (): Locator => window.workbench.page.locator('.tab.active.dirty');
const pictures = process.env['HEADROOM_PICTURES'];
const picture = async (name: string): Promise<void> => {
  if (pictures !== undefined) await window.workbench.page.screenshot({ path: path.join(pictures, `${name}.png`) });
};

beforeAll(async () => {
  window = await openWindow((workspace) => {
    const write = (name: string, text: string): void => fs.writeFileSync(path.join(workspace, name), text);
    write('shop.headroom.yaml', PLAN);
    write('release.md', RELEASE);
    write('closed.md', CLOSED);
    write('targets.md', TARGETS);
    write('goals.md', GOALS);
    write('limits.md', LIMITS);
  });
});
afterAll(() => window.close());
beforeEach(async () => {
  await window.workbench.page.keyboard.press('Escape');
});

describe('what is wrong with a checklist', () => {
  const problem = (text: string): Locator =>
    window.workbench.page.locator('.markers-panel .monaco-list-row').filter({ hasText: text });

  test('stands at its place, with the place in a file that is not open, and what mends it', async () => {
    const { workbench } = window;
    await workbench.openFile('limits.md');
    await workbench.problems();
    await problem('goals.md:5 says').filter({ hasText: 'checklist-contradiction' }).first().waitFor();
    await problem('It says < 85% here').waitFor();
    await problem('Did you mean `search/p95-latency`?').filter({ hasText: '[Ln 6, Col 34]' }).waitFor();
    await picture('checklist-problems');
    await workbench.quickFix('p95 < 500ms', 'Replace it with check=search/p95-latency');
    await problem('Did you mean').waitFor({ state: 'detached' });
    await workbench.save();
    expect(textIn('limits.md')).toBe(LIMITS.replace('latncy', 'latency'));
  });

  test('goes and comes as texts are typed, and is told of both', async () => {
    const { workbench } = window;
    const { page } = workbench;
    await workbench.openFile('goals.md');
    await problem('limits.md:5 says').first().waitFor();
    await workbench.line('Memory < 85%').click();
    await page.keyboard.press('End');
    const write = async (limit: string): Promise<void> => {
      for (let at = 0; at < limit.length; at += 1) await page.keyboard.press('Backspace');
      await page.keyboard.type(limit);
    };
    await write('95%');
    await problem('says').first().waitFor({ state: 'detached' });
    expect(textIn('goals.md')).toBe(GOALS);
    await write('85%');
    await problem('goals.md:5 says').first().waitFor();
    await workbench.save();
  });
});

describe('binding items', () => {
  test('is offered above the text, with those that are certain chosen, and can be undone', async () => {
    const { workbench } = window;
    const { page } = workbench;
    await workbench.openFile('release.md');
    await workbench.lenses('Bind 2 items').click();
    const certain = entries().filter({ hasText: 'p95 < 500ms' });
    const likely = entries().filter({ hasText: 'Error rate < 2%' });
    await likely.filter({ hasText: 'the text says < 2%, the plan error_rate < 1%' }).waitFor();
    expect(await entries().filter({ hasText: 'Backups' }).count()).toBe(0);
    expect(await certain.getAttribute('aria-checked')).toBe('true');
    expect(await likely.getAttribute('aria-checked')).toBe('false');
    await picture('binding-pick');
    await likely.click();
    await accept();
    await dirtyTab().waitFor();
    expect(textIn('release.md')).toBe(RELEASE);
    await workbench.line('headroom: check=search/error_rate').waitFor();
    await workbench.lenses('Bind 2 items').waitFor({ state: 'detached' });
    await picture('binding-bound');
    await workbench.line('Backups restored').click();
    await page.keyboard.press('ControlOrMeta+z');
    await dirtyTab().waitFor({ state: 'detached' });
    await workbench.lenses('Bind 2 items').click();
    await likely.click();
    await accept();
    await dirtyTab().waitFor();
    await workbench.lenses('Bind 2 items').waitFor({ state: 'detached' });
    await workbench.save();
    await expect
      .poll(() => textIn('release.md'))
      .toBe(
        RELEASE.replace('500ms', '500ms <!-- headroom: check=search/p95-latency -->').replace(
          '2%',
          '2% <!-- headroom: check=search/error_rate -->',
        ),
      );
  });

  test('writes a file that is not open byte for byte', async () => {
    const { workbench } = window;
    await workbench.openView('Headroom');
    const row = workbench.page.locator('.sidebar .monaco-list-row').filter({ hasText: 'closed.md' });
    await workbench.menu(row, 'Bind Items…');
    await entries().filter({ hasText: 'p95 < 500ms' }).waitFor();
    await accept();
    await expect
      .poll(() => textIn('closed.md'))
      .toBe(CLOSED.replace('500ms', '500ms <!-- headroom: check=search/p95-latency -->'));
    expect(await workbench.page.getByRole('tab', { name: 'closed.md' }).count()).toBe(0);
  });

  test('says why there is nothing to bind', async () => {
    const { workbench } = window;
    await workbench.line('Backups restored').click();
    await workbench.command('Headroom: Bind Items…');
    await (await workbench.notifications()).filter({ hasText: 'No open target of release.md' }).waitFor();
  });
});

describe('adding targets to a plan', () => {
  const CHECK = "{ on: p99 latency, target: '< 900ms', critical: '> 2s' }";
  const WITH_CHECK = PLAN.replace('error_rate < 1%\n', (row) => `${row}      - ${CHECK}\n`);
  const difference = (): Locator => window.workbench.page.getByRole('tab', { name: 'as it would be' });

  test('is offered above the table, shows the difference, and can be undone', async () => {
    const { workbench } = window;
    await workbench.openView('Explorer');
    await workbench.openFile('targets.md');
    await workbench.lenses('Add 1 target to shop.headroom.yaml…').click();
    const certain = entries().filter({ hasText: CHECK });
    await certain.waitFor();
    expect(await certain.getAttribute('aria-checked')).toBe('true');
    const contrary = entries().filter({ hasText: 'search/error_rate: the text says < 2%, the plan < 1%' });
    await entries().filter({ hasText: 'no monitor of shop.headroom.yaml is called "Disk usage"' }).waitFor();
    await contrary.click();
    await expect.poll(() => contrary.getAttribute('aria-checked')).toBe('false');
    await difference().waitFor();
    const proposed = workbench.page.locator('.monaco-diff-editor .modified-in-monaco-diff-editor .view-line');
    await proposed.filter({ hasText: '900ms' }).waitFor();
    await picture('targets-pick');
    expect(textIn('shop.headroom.yaml')).toBe(PLAN);
    await accept();
    await difference().waitFor({ state: 'detached' });
    await dirtyTab().filter({ hasText: 'shop.headroom.yaml' }).waitFor();
    expect(textIn('shop.headroom.yaml')).toBe(PLAN);
    await workbench.line(CHECK).waitFor();
    await picture('targets-added');
    await workbench.page.keyboard.press('ControlOrMeta+z');
    await dirtyTab().waitFor({ state: 'detached' });
  });

  test('writes what is chosen, and then says why there is nothing more to add', async () => {
    const { workbench } = window;
    await workbench.openFile('targets.md');
    await workbench.command('Headroom: Add Targets to Plan…');
    await entries().filter({ hasText: CHECK }).waitFor();
    await accept();
    await dirtyTab().filter({ hasText: 'shop.headroom.yaml' }).waitFor();
    await workbench.save();
    await expect.poll(() => textIn('shop.headroom.yaml')).toBe(WITH_CHECK);
    await workbench.openFile('targets.md');
    expect(await workbench.lenses('Add 1 target').count()).toBe(0);
    await workbench.command('Headroom: Add Targets to Plan…');
    const why = 'Of the 3 targets of targets.md: 1 is in the plan, 1 contradicts it, 1 becomes no check.';
    await (await workbench.notifications()).filter({ hasText: why }).waitFor();
  });
});
