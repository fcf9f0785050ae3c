import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { executablesFolder } from '../../scripts/tools/folders.mjs';
import { launchBrowser } from '../../tools/vscode/lib/browser.mjs';
import { installVsix, startServer } from '../../tools/vscode/lib/server.mjs';
import { Workbench } from '../../tools/vscode/lib/workbench.mjs';

const root = path.resolve(import.meta.dirname, '..', '..');

export interface Window {
  workbench: Workbench;
  workspace: string;
  /** Of the package that is installed, where one is. */
  packageBytes: number | undefined;
  /** `XDG_RUNTIME_DIR` of the extension host: a run host that it shall find needs the same. */
  runtime: string;
  close(): Promise<void>;
}

/** The windows that are open now. */
export const openWindows = new Set<Window>();

/**
 * A real VS Code with this extension, in a browser, on a new folder that `fill` puts something into. `isPacked`: the
 * extension is packed and installed as people get it.
 */
export async function openWindow(
  fill: (workspace: string) => void | Promise<void>,
  { isPacked = false } = {},
): Promise<Window> {
  const workspace = fs.mkdtempSync(path.join(os.tmpdir(), 'headroom-window-'));
  const ends: (() => void | Promise<void>)[] = [() => fs.rmSync(workspace, { recursive: true, force: true })];
  const close = async (): Promise<void> => {
    for (const end of ends.toReversed()) await end();
  };
  try {
    await fill(workspace);
    const cacheDir = path.join(root, '.vscode-test');
    const packed = isPacked ? installPacked(cacheDir, ends) : undefined;
    const server = await startServer({
      cacheDir,
      // What `npm test` has installed for its tests is found by the extension, too.
      env: { PATH: [executablesFolder, process.env['PATH']].join(path.delimiter) },
      ...(packed === undefined ? {} : { extensionsDir: packed.extensionsDir }),
    });
    ends.push(() => server.stop());
    const browser = await launchBrowser();
    ends.push(() => browser.close());
    const workbench = await Workbench.open(browser, server, { workspace, ...(isPacked ? {} : { extension: root }) });
    workbench.settings({ 'files.exclude': { '**/.vscode': true } });
    const window: Window = { workbench, workspace, packageBytes: packed?.bytes, runtime: server.runDir, close };
    openWindows.add(window);
    ends.push(() => void openWindows.delete(window));
    return window;
  } catch (error) {
    await close();
    throw error;
  }
}

/** Packs the extension, and installs it in a folder. */
function installPacked(cacheDir: string, ends: (() => void)[]): { extensionsDir: string; bytes: number } {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'headroom-packed-'));
  ends.push(() => fs.rmSync(folder, { recursive: true, force: true }));
  const vsix = path.join(folder, 'headroom.vsix');
  const packed = spawnSync('npm', ['run', '--silent', 'package', '--', '--out', vsix], { cwd: root, encoding: 'utf8' });
  if (packed.status !== 0) throw new Error(`The extension could not be packed:\n${packed.stdout}${packed.stderr}`);
  const extensionsDir = path.join(folder, 'extensions');
  installVsix(cacheDir, extensionsDir, vsix);
  return { extensionsDir, bytes: fs.statSync(vsix).size };
}
