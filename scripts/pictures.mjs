// npm run pictures: makes the pictures of README.md anew, of real runs in a real VS Code.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import '../esbuild.mjs';
import { openWindow } from '../test/ui/window.ts';
import { root } from './lib/root.mjs';
import { smallPng } from './lib/smallPng.mjs';

const quickstart = path.join(root, 'examples', 'quickstart');
const pictures = path.join(root, 'docs', 'pictures');
const SIZE = { width: 1160, height: 740 };
/** The title tells the name of a folder that is made for this alone. */
const TITLE_HEIGHT = 30;
/** So far a run has come when its picture is taken, in points of its charts. */
const POINTS = 12;

/** The shop that load is sent to; ends with this process at the latest. */
async function startShop() {
  const script = path.join(quickstart, 'demo-service.mjs');
  const shop = spawn(process.execPath, [script, '--port', '0', '--exit-with-parent'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let said = '';
  for await (const text of shop.stdout) {
    said += text;
    const [, port] = /127\.0\.0\.1:(\d+)/.exec(said) ?? [];
    if (port !== undefined) return { port, stop: () => shop.kill() };
  }
  throw new Error(`The demo service ended before it listened: ${said}`);
}

async function run({ workbench }) {
  const { page } = workbench;
  const panel = workbench.webview();
  await page.getByRole('tab', { name: 'shop.headroom.yaml' }).first().click();
  await page.locator('.codelens-decoration a', { hasText: 'Run' }).first().click();
  await panel.getByRole('button', { name: 'Stop' }).waitFor({ timeout: 60_000 });
  const moment = panel.getByRole('slider', { name: 'Moment' });
  while (Number(await moment.getAttribute('max')) < POINTS) await page.waitForTimeout(200);
  return panel;
}

async function takePictures(window) {
  const { workbench } = window;
  const { page } = workbench;
  const picture = async (name) => {
    // Nothing under the mouse tells anything then.
    await page.mouse.move(700, 2);
    const clip = { x: 0, y: TITLE_HEIGHT, width: SIZE.width, height: SIZE.height - TITLE_HEIGHT };
    fs.writeFileSync(path.join(pictures, name), smallPng(await page.screenshot({ clip })));
  };
  await page.setViewportSize(SIZE);
  workbench.settings({ 'window.commandCenter': false, 'editor.minimap.enabled': false, 'editor.fontSize': 12 });
  await workbench.theme('light');
  await workbench.openFile('shop.headroom.yaml');
  await workbench.command('View: Close Primary Side Bar');
  const panel = await run(window);
  await picture('run.png');
  if (!(await panel.getByRole('button', { name: 'Stop' }).isVisible()))
    throw new Error('The run was over before its picture was taken: the machine is too busy. Try again.');
  await panel.locator('.outcome').waitFor({ timeout: 60_000 });
  const again = await run(window);
  await again.locator('.outcome').waitFor({ timeout: 60_000 });
  await workbench.command('View: Close All Editors');
  await workbench.openView('Headroom');
  // Below their test, newest first.
  await workbench.menu(workbench.treeRow('warning').nth(1), 'Compare with Previous Run');
  await workbench.webview().locator('.side h2').first().waitFor();
  await picture('comparison.png');
}

fs.mkdirSync(pictures, { recursive: true });
const shop = await startShop();
try {
  const plan = fs
    .readFileSync(path.join(quickstart, 'shop.headroom.yaml'), 'utf8')
    .replace('port: 8080', `port: ${shop.port}`)
    // A window on a busy machine may show a run late.
    .replace('users: 20, duration: 8s', 'users: 20, duration: 30s');
  const window = await openWindow((workspace) => {
    fs.writeFileSync(path.join(workspace, 'shop.headroom.yaml'), plan);
  });
  try {
    await takePictures(window);
  } catch (error) {
    await window.workbench.page.screenshot({ path: path.join(root, '.vscode-test', 'pictures-failed.png') });
    throw error;
  } finally {
    await window.close();
  }
} finally {
  shop.stop();
}
