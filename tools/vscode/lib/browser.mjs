// Opens the workbench of a running server in a Chromium that is already on the machine.
import { createRequire } from 'node:module';
import fs from 'node:fs';
import path from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** CHROMIUM_PATH, else the first browser of that name on PATH. */
export function findChromium() {
  if (process.env.CHROMIUM_PATH) return process.env.CHROMIUM_PATH;
  for (const dir of (process.env.PATH ?? '').split(path.delimiter)) {
    for (const name of NAMES) {
      const file = path.join(dir, name);
      if (fs.existsSync(file)) return file;
    }
  }
  throw new Error('no Chromium found: install one (Debian: apt-get install chromium) or set CHROMIUM_PATH');
}

/** playwright-core is taken from the project that runs the tests. */
export async function launchBrowser(o = {}) {
  const { chromium } = createRequire(path.resolve('package.json'))('playwright-core');
  return chromium.launch({
    executablePath: findChromium(),
    headless: o.headless ?? !process.env.HEADED,
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-gpu',
      '--disable-dev-shm-usage',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
      '--force-color-profile=srgb',
      '--font-render-hinting=none',
    ],
  });
}

/** The address of a window on `workspace`, with an extension under development if asked. */
export function windowUrl(server, { workspace, extension, tests }) {
  const remote = (p) => `vscode-remote://${server.authority}${path.resolve(p)}`;
  const payload = [];
  for (const dir of [extension ?? []].flat()) payload.push(['extensionDevelopmentPath', remote(dir)]);
  if (tests) payload.push(['extensionTestsPath', remote(tests)]);
  const url = new URL(server.url);
  if (workspace)
    url.searchParams.set(workspace.endsWith('.code-workspace') ? 'workspace' : 'folder', path.resolve(workspace));
  if (payload.length) url.searchParams.set('payload', JSON.stringify(payload));
  return url.href;
}
