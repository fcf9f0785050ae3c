// What the start of VS Code pays for the packed and installed extension: `activate()` as the extension logs it (goal:
// 50 ms), and with the loading of its entry as "Developer: Show Running Extensions" of the real window tells it.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { launchBrowser } from '../../tools/vscode/lib/browser.mjs';
import { installVsix, startServer } from '../../tools/vscode/lib/server.mjs';
import { channelLog } from '../../tools/vscode/lib/logs.mjs';
import { Workbench } from '../../tools/vscode/lib/workbench.mjs';
import { root } from '../lib/root.mjs';
import { median } from './statistics.mjs';

const FOLDERS = [
  ['a folder without load tests', () => ({ 'notes.txt': 'nothing to run\n' }), 'notes.txt'],
  [
    'a folder with a plan',
    () => ({
      'shop.headroom.yaml': fs.readFileSync(path.join(root, 'examples/quickstart/shop.headroom.yaml'), 'utf8'),
    }),
    'shop.headroom.yaml',
  ],
];

export async function activation({ rounds }) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'headroom-bench-'));
  const cacheDir = path.join(root, '.vscode-test');
  try {
    const vsix = path.join(folder, 'headroom.vsix');
    const packed = spawnSync('npm', ['run', '--silent', 'package', '--', '--out', vsix], { encoding: 'utf8' });
    if (packed.status !== 0) throw new Error(`The extension could not be packed:\n${packed.stdout}${packed.stderr}`);
    const extensionsDir = path.join(folder, 'extensions');
    installVsix(cacheDir, extensionsDir, vsix);
    for (const [name, files, opened] of FOLDERS) {
      const workspace = path.join(folder, `workspace-${opened}`);
      fs.mkdirSync(workspace);
      for (const [file, text] of Object.entries(files())) fs.writeFileSync(path.join(workspace, file), text);
      const times = [];
      for (let round = 0; round < rounds; round += 1)
        times.push(await activationIn({ cacheDir, extensionsDir, workspace, opened }));
      console.log(`  ${name}, ${rounds} windows:`);
      console.log(`    activate() ${spreadOf(times.map(({ activateMs }) => activateMs))}`);
      console.log(`    with loading its entry ${spreadOf(times.map(({ withLoadingMs }) => withLoadingMs))}`);
    }
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

const spreadOf = (times) => `${median(times)} ms (${Math.min(...times)} to ${Math.max(...times)})`;

async function activationIn({ cacheDir, extensionsDir, workspace, opened }) {
  const server = await startServer({ cacheDir, extensionsDir });
  const browser = await launchBrowser();
  try {
    const workbench = await Workbench.open(browser, server, { workspace });
    await workbench.openFile(opened);
    const withLoadingMs = await workbench.activationMs('Headroom');
    const [, activateMs] = /Activated in ([\d.]+) ms/.exec(channelLog(server.runDir, 'Headroom')) ?? [];
    return { withLoadingMs, activateMs: Number(activateMs) };
  } finally {
    await browser.close();
    await server.stop();
  }
}
