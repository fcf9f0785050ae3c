import fs from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { FrameLocator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { until } from '../support/until.ts';
import { findToolForTests } from '../support/tools.ts';
import { openWindow, type Window } from './window.ts';

const pictures = process.env['HEADROOM_PICTURES'];
const THEMES = ['light', 'dark', 'high-contrast'] as const;

const scriptFor = (port: number): string => `import http from 'k6/http';
import { sleep } from 'k6';

export const options = {
  vus: 2,
  duration: '5s',
  thresholds: {
    http_req_failed: ['rate<0.01'],
    http_req_duration: ['p95<1'],
  },
};

export default function () {
  http.get('http://127.0.0.1:${String(port)}/');
  sleep(0.1);
}
`;

/** The four uses of the extension, one after the other, as somebody with a k6 script has them. */
describe.skipIf(findToolForTests('k6') === undefined).each([
  ['as it is developed', false],
  ['packed and installed', true],
] as const)('%s', (name, isPacked) => {
  let window: Window;
  let service: Server;
  let panel: FrameLocator;

  beforeAll(async () => {
    service = createServer((_, response) => void setTimeout(() => response.end('found'), 20));
    await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
    const { port } = service.address() as AddressInfo;
    window = await openWindow((workspace) => fs.writeFileSync(path.join(workspace, 'load.js'), scriptFor(port)), {
      isPacked,
    });
    panel = window.workbench.webview();
  });
  afterAll(async () => {
    await window.close();
    service.closeAllConnections();
    service.close();
  });

  const results = (): string[] => {
    const folder = path.join(window.workspace, 'headroom-results');
    if (!fs.existsSync(folder)) return [];
    return fs
      .readdirSync(folder)
      .filter((one) => fs.existsSync(path.join(folder, one, 'result.json')))
      .sort();
  };
  const picture = async (use: string): Promise<void> => {
    if (pictures === undefined || isPacked) return;
    for (const theme of THEMES) {
      await window.workbench.theme(theme);
      await window.workbench.page.screenshot({ path: path.join(pictures, `journey-${use}-${theme}.png`) });
    }
  };
  const runByLens = async (): Promise<void> => {
    await window.workbench.page.getByRole('tab', { name: 'load.js' }).first().click();
    await window.workbench.lenses('Run').first().click();
  };

  test.runIf(isPacked)('is a small package, of which little is loaded at first', () => {
    expect(window.packageBytes).toBeLessThanOrEqual(2_000_000);
    const entry = path.join(import.meta.dirname, '..', '..', 'dist', 'client.js');
    expect(fs.statSync(entry).size).toBeLessThanOrEqual(60_000);
  });

  test('a fault is found while the script is edited, and mended by a quick fix', async () => {
    const { workbench } = window;
    await workbench.openFile('load.js');
    await (await workbench.problems()).filter({ hasText: 'p95' }).first().waitFor();
    await picture('edit');
    // Lenses move the lines below them: a click meant for one line would set the cursor in another.
    await workbench.lenses('Run').first().waitFor();
    await workbench.quickFix("http_req_duration: ['p95<1']", /p\(95\)/);
    await workbench.line("http_req_duration: ['p(95)<1']").waitFor();
    await workbench.save();
  });

  test('it is run by the real k6 from its lens, and the chart moves', async () => {
    await runByLens();
    const moment = panel.getByRole('slider', { name: 'Moment' });
    const points = async (): Promise<number> => Number(await moment.getAttribute('max', { timeout: 60_000 }));
    const first = await points();
    await expect.poll(points, { timeout: 30_000 }).toBeGreaterThan(first);
    await picture('run');
    await until(() => results().length === 1, 60_000);
  });

  test('the threshold that does not hold is a message at its line', async () => {
    const { workbench } = window;
    await workbench.page.getByRole('tab', { name: 'load.js' }).first().click();
    await workbench.openTesting();
    await workbench.page.locator('.test-explorer [aria-label^="load.js (Failed)"]').waitFor();
    // Where the line is long, its end lies beyond what the narrow editor shows.
    await workbench
      .testMessage(/ms != target p\(95\)<1/)
      .first()
      .waitFor({ state: 'attached' });
    await picture('failed-check');
  });

  test('the result is reviewed, and compared with an earlier one', async () => {
    const { workbench } = window;
    await runByLens();
    await until(() => results().length === 2, 60_000);
    await panel.locator('.outcome', { hasText: 'run completed' }).waitFor();
    expect(await panel.locator('.outcome').innerText()).toContain('fail');
    await picture('review');
    await workbench.command('Headroom: Compare Runs…');
    const entries = workbench.page.locator('.quick-input-widget .monaco-list-row');
    await entries.first().click();
    await entries.first().click();
    const comparison = await workbench.webviewWith('table caption');
    expect(await comparison.locator('body').innerText()).toMatch(/latency/);
    await picture('compare');
  });

  test('nothing breaks a rule of its page', () => {
    expect(name).toBeDefined();
    const faults = window.workbench.log.filter((line) => /Content Security Policy/i.test(line));
    expect(faults).toEqual([]);
  });
});
