import fs from 'node:fs';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openWindow, type Window } from './window.ts';

const pictures = process.env['HEADROOM_PICTURES'];
let window: Window;

beforeAll(async () => {
  window = await openWindow((workspace) => fs.writeFileSync(path.join(workspace, 'notes.md'), '# Notes\n'));
});
afterAll(() => window.close());

const lens = (text: string | RegExp): Locator =>
  window.workbench.page.locator('.codelens-decoration').first().locator('a', { hasText: text });
const lensTab = (): Locator => window.workbench.page.getByRole('tab', { name: 'shop.headroom.yaml' }).first();
const step = (title: string): Locator =>
  window.workbench.page.locator('.getting-started-step', { hasText: title }).locator('.codicon').first();

describe('the first run', () => {
  test('needs nothing that is installed', async () => {
    const { workbench } = window;
    await workbench.command('Headroom: Run a First Test on a Demo Service');
    await workbench.webview().locator('.outcome .verdict').waitFor({ timeout: 90_000 });
    await lensTab().click();
    await lens('warning').waitFor({ timeout: 60_000 });
  });

  test('can be made again from its lens: the service is there again', async () => {
    await lens('Smoke').click();
    await lens(/pass \(smoke\)/).waitFor({ timeout: 60_000 });
  });

  test('ticks its step of the walkthrough, and leaves the others', async () => {
    const { workbench } = window;
    await workbench.command('Welcome: Open Walkthrough...');
    await workbench.pick('Get Started with Headroom');
    await step('Run a first test').waitFor();
    if (pictures !== undefined) await workbench.page.screenshot({ path: path.join(pictures, 'walkthrough.png') });
    await expect.poll(() => step('Run a first test').getAttribute('class')).toContain('step-checked');
    expect(await step('Run your own k6').getAttribute('class')).toContain('step-unchecked');
    expect(await step('Review a run').getAttribute('class')).toContain('step-unchecked');
    await lensTab().click();
    await lens(/pass \(smoke\)/).click();
    await workbench.page
      .getByRole('tab', { name: /Welcome|Walkthrough/ })
      .first()
      .click();
    await expect.poll(() => step('Review a run').getAttribute('class')).toContain('step-checked');
  });
});
