// The built panel in a browser, without VS Code around it; and charts drawn by plain Chart.js to compare with.
import fs from 'node:fs';
import path from 'node:path';
import { launchBrowser } from '../../tools/vscode/lib/browser.mjs';
import { root } from '../lib/root.mjs';

const dist = (file) => path.join(root, 'dist', file);
const ORIGIN = 'https://panel.invalid';
const PAGE = '<!DOCTYPE html><html lang="en"><body class="vscode-light"><main id="panel"></main></body></html>';
const SIZE = { width: 1200, height: 900 };

/** How long each update took, in ms: from its arrival until the page is laid out again; and the processor time of one, drawing included. */
export async function openPanel(show, updates) {
  return inPage(async (page) => {
    // Modules are only loaded from somewhere; this is nowhere but here.
    await page.route(`${ORIGIN}/**`, (route) => {
      const { pathname } = new URL(route.request().url());
      return pathname === '/'
        ? route.fulfill({ contentType: 'text/html', body: PAGE })
        : route.fulfill({ path: dist(pathname) });
    });
    await page.goto(`${ORIGIN}/`);
    await page.addStyleTag({ content: fs.readFileSync(dist('webview.css'), 'utf8') });
    await page.evaluate(() => {
      globalThis.acquireVsCodeApi = () => ({ postMessage() {}, getState() {}, setState() {} });
    });
    await page.addScriptTag({ url: '/webview.js', type: 'module' });
    await page.evaluate(makePanel, { show });
    return withProcessorTime(page, updates.length, () => page.evaluate(measureUpdates, { updates }));
  });
}

/** The same four charts with a point for each second. */
export async function plainCharts(length, updates) {
  return inPage(async (page) => {
    await page.setContent('<!DOCTYPE html><html lang="en"><body></body></html>');
    await page.addScriptTag({ path: path.join(root, 'node_modules', 'chart.js', 'dist', 'chart.umd.js') });
    await page.evaluate(makePlain, { length });
    return withProcessorTime(page, updates, () => page.evaluate(measurePlain, { length, updates }));
  });
}

/** Other work on the machine makes each redraw take longer, but costs it hardly any more processor time. */
async function withProcessorTime(page, count, use) {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const threadMs = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return 1000 * (metrics.find(({ name }) => name === 'ThreadTime')?.value ?? NaN);
  };
  const before = await threadMs();
  const times = await use();
  return { times, threadMs: ((await threadMs()) - before) / count };
}

async function inPage(use) {
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ viewport: SIZE });
    const errors = [];
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
    const figures = await use(page);
    if (errors.length > 0) throw new Error(errors[0]);
    return figures;
  } finally {
    await browser.close();
  }
}

/* All of these run in the browser. */

async function makePanel({ show }) {
  window.dispatchEvent(new MessageEvent('message', { data: show }));
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)));
  if (document.querySelectorAll('canvas').length === 0) throw new Error('The panel drew no chart.');
}

async function measureUpdates({ updates }) {
  const times = [];
  for (const update of updates) {
    const began = performance.now();
    window.dispatchEvent(new MessageEvent('message', { data: update }));
    void document.body.offsetHeight;
    times.push(performance.now() - began);
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)));
  }
  return times;
}

async function makePlain({ length }) {
  const lines = [3, 1, 1, 1, 1];
  globalThis.valueAt = (second) => 50 + 40 * Math.sin(second / 20) + (second % 7);
  globalThis.charts = lines.map((count) => {
    const place = document.createElement('div');
    place.style.cssText = 'position: relative; height: 180px; width: 560px; display: inline-block';
    const canvas = document.createElement('canvas');
    place.append(canvas);
    document.body.append(place);
    const datasets = Array.from({ length: count }, (_, line) => ({
      label: String(line),
      data: Array.from({ length }, (_none, second) => ({ x: second, y: globalThis.valueAt(second) + line })),
    }));
    const options = { animation: false, maintainAspectRatio: false, scales: { x: { type: 'linear' } } };
    return new globalThis.Chart(canvas, { type: 'line', data: { datasets }, options });
  });
}

async function measurePlain({ length, updates }) {
  const times = [];
  for (let second = length; second < length + updates; second += 1) {
    const began = performance.now();
    for (const chart of globalThis.charts) {
      for (const { data } of chart.data.datasets) data.push({ x: second, y: globalThis.valueAt(second) });
      chart.update();
    }
    void document.body.offsetHeight;
    times.push(performance.now() - began);
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)));
  }
  return times;
}
