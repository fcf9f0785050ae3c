import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { launchBrowser } from '../../tools/vscode/lib/browser.mjs';
import { startServer } from '../../tools/vscode/lib/server.mjs';
import { Workbench } from '../../tools/vscode/lib/workbench.mjs';

const root = path.resolve(import.meta.dirname, '..', '..');

export interface Window {
  workbench: Workbench;
  workspace: string;
  close(): Promise<void>;
}

/** A real VS Code with this extension, in a browser, on a new folder that `fill` puts something into. */
export async function openWindow(fill: (workspace: string) => void | Promise<void>): Promise<Window> {
  const workspace = fs.mkdtempSync(path.join(os.tmpdir(), 'headroom-window-'));
  const ends: (() => void | Promise<void>)[] = [() => fs.rmSync(workspace, { recursive: true, force: true })];
  const close = async (): Promise<void> => {
    for (const end of ends.toReversed()) await end();
  };
  try {
    await fill(workspace);
    const server = await startServer({ cacheDir: path.join(root, '.vscode-test') });
    ends.push(() => server.stop());
    const browser = await launchBrowser();
    ends.push(() => browser.close());
    const workbench = await Workbench.open(browser, server, { workspace, extension: root });
    workbench.settings({ 'files.exclude': { '**/.vscode': true } });
    return { workbench, workspace, close };
  } catch (error) {
    await close();
    throw error;
  }
}
