import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { until } from '../support/until.ts';
import { openWindow, type Window } from './window.ts';

const PLAN = `headroom: 1
tests:
  search:
    runner: http
    request: 'GET http://127.0.0.1:1/'
    stages: [{ users: 1, duration: 1s }]
    checks: ['p95 latency < 1s']
`;
const UNMEASURED = /headroom\.yaml:7: search\/p95-latency was not measured: its test was never run/;

let window: Window;
const reports = (): string => path.join(window.workspace, 'headroom-results', 'readiness');
const made = (): string[] => (fs.existsSync(reports()) ? fs.readdirSync(reports()).sort() : []);
const pictures = process.env['HEADROOM_PICTURES'];

beforeAll(async () => {
  window = await openWindow((workspace) => {
    fs.writeFileSync(path.join(workspace, 'headroom.yaml'), PLAN);
    fs.writeFileSync(path.join(workspace, 'release.md'), '# Release\n\n- [x] Backups restored\n');
    fs.writeFileSync(path.join(workspace, 'security.md'), '# Security\n\n- [ ] Keys rotated\n');
  });
});
beforeEach(async () => {
  await window.workbench.page.keyboard.press('Escape');
});
afterAll(() => window.close());

describe('the readiness report', () => {
  test('covers the checklists of the workspace and is shown', async () => {
    const { workbench } = window;
    await workbench.command('Headroom: Create Readiness Report…');
    const box = workbench.page.locator('.quick-input-widget');
    await box.locator('.monaco-list-row', { hasText: 'security.md' }).waitFor();
    await box.getByRole('button', { name: 'OK' }).click();
    await box.locator('.monaco-list-row', { hasText: 'headroom-results/readiness' }).first().click();
    await workbench.page.getByRole('tab', { name: /Preview readiness\.md/ }).waitFor();
    // The list of notifications closes with that of the progress.
    const told = async (): Promise<string> =>
      (await workbench.notifications())
        .filter({ hasText: 'It is not decided' })
        .innerText({ timeout: 2000 })
        .catch(() => '');
    await expect.poll(told, { timeout: 20_000 }).toMatch(UNMEASURED);
    if (pictures !== undefined) await workbench.page.screenshot({ path: path.join(pictures, 'readiness.png') });
    const [stamp = ''] = made();
    expect(stamp).toMatch(/^\d{8}_\d{6}$/);
    const page = fs.readFileSync(path.join(reports(), stamp, 'readiness.html'), 'utf8');
    expect(page).toMatch(UNMEASURED);
    expect(page).toContain('security.md:3: &quot;Keys rotated&quot; is open.');
  });

  test('of one file is made from its menu, without a question about others', async () => {
    const { workbench } = window;
    await workbench.openView('Headroom');
    await workbench.menu(workbench.treeRow('release.md'), 'Create Readiness Report…');
    const before = made().length;
    await workbench.page
      .locator('.quick-input-widget .monaco-list-row', { hasText: 'headroom-results/readiness' })
      .first()
      .click();
    await until(() => made().length > before, 60_000);
    const file = path.join(reports(), made().at(-1) ?? '', 'readiness.md');
    await until(() => fs.existsSync(file), 60_000);
    expect(fs.readFileSync(file, 'utf8')).not.toContain('security.md');
  });
});
