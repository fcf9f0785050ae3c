import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { htmlReport } from '../../core/report/html/page.ts';
import { findChromium, launchBrowser } from '../../tools/vscode/lib/browser.mjs';
import { shopInput } from '../core/report/reportFixture.ts';

/** Undefined when there is a Chromium, else the words that say how to get one. */
function missingChromium(): string | undefined {
  try {
    findChromium();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

const missing = missingChromium();
const isRequired = process.env['CI'] === 'true';

it.runIf(missing !== undefined && isRequired)('needs Chromium on a build server', () => {
  throw new Error(missing);
});

describe.skipIf(missing !== undefined)(
  `the HTML report in Chromium${missing === undefined ? '' : `: ${missing}`}`,
  () => {
    let browser: Browser;
    let folder: string;
    let address: string;

    beforeAll(async () => {
      folder = mkdtempSync(path.join(tmpdir(), 'headroom-html-'));
      const file = path.join(folder, 'report.html');
      writeFileSync(file, htmlReport(shopInput(60, { kind: 'cancelled' }, { title: '<b>The "shop"</b>' })));
      address = pathToFileURL(file).href;
      browser = await launchBrowser();
    }, 60_000);
    afterAll(async () => {
      await browser.close();
      rmSync(folder, { recursive: true });
    });

    async function open(options: Parameters<Browser['newPage']>[0]): Promise<{ page: Page; complaints: string[] }> {
      const page = await browser.newPage(options);
      const complaints: string[] = [];
      page.on('console', (message) => complaints.push(message.text()));
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('request', (request) => {
        if (request.url() !== address) complaints.push(`request of ${request.url()}`);
      });
      await page.goto(address);
      return { page, complaints };
    }

    it.each([
      ['light', 1400],
      ['dark', 1400],
      ['light', 380],
      ['dark', 380],
    ] as const)('%s at %i px: readable, fits, and asks the network for nothing', async (colorScheme, width) => {
      const { page, complaints } = await open({ colorScheme, viewport: { width, height: 900 } });
      expect(complaints).toEqual([]);
      const text = await page.locator('main').innerText();
      for (const figure of ['<b>The "shop"</b>', '154 ms', '2,280', 'no data', '40 /s']) expect(text).toContain(figure);
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
      const faint = await page.evaluate<string[]>(FAINT_TEXTS);
      expect(faint).toEqual([]);
      await page.close();
    });

    it('prints without cutting anything off', async () => {
      const { page } = await open({ colorScheme: 'dark', viewport: { width: 700, height: 990 } });
      const pdf = await page.pdf({ format: 'A4' });
      expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
      await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
      expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(255, 255, 255)');
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
      await page.close();
    });
  },
);

/** Texts whose contrast with the nearest background is under 4.5, by the formula of WCAG. Runs inside the page. */
const FAINT_TEXTS = `(() => {
  const channels = (color) => (color.match(/[\\d.]+/g) || []).map(Number);
  const luminance = (color) => channels(color).slice(0, 3)
    .map((c) => c / 255).map((c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const background = (element) => {
    for (let e = element; e; e = e.parentElement) {
      const color = getComputedStyle(e).backgroundColor;
      if ((channels(color)[3] ?? 1) > 0) return color;
    }
    return 'rgb(255, 255, 255)';
  };
  const faint = [];
  for (const element of document.querySelectorAll('main *')) {
    if (element.closest('svg')) continue;
    const own = [...element.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim() !== '');
    if (!own) continue;
    const [a, b] = [luminance(getComputedStyle(element).color), luminance(background(element))].sort((x, y) => y - x);
    const contrast = (a + 0.05) / (b + 0.05);
    if (contrast < 4.5) faint.push(element.className + ' ' + element.textContent.trim().slice(0, 40) + ' ' + contrast.toFixed(2));
  }
  return faint;
})()`;
