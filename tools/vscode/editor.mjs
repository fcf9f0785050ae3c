// VS Code in the browser with this extension as people get it: packed, installed, nothing switched on for tests.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { windowUrl } from './lib/browser.mjs';
import { installVsix, startServer } from './lib/server.mjs';

const CACHE = '.vscode-test';
const { values } = parseArgs({
  options: { port: { type: 'string', default: '0' }, folder: { type: 'string', default: 'examples' } },
});

const vsix = path.join(CACHE, 'headroom.vsix');
const extensionsDir = path.resolve(CACHE, 'editor-extensions');

console.log('Packing the extension …');
const packed = spawnSync('npm', ['run', '--silent', 'package', '--', '--out', vsix], {
  encoding: 'utf8',
  shell: process.platform === 'win32',
});
if (packed.status !== 0) {
  console.error(`${packed.stdout}${packed.stderr}`);
  process.exitCode = 1;
} else {
  await serve();
}

async function serve() {
  installVsix(CACHE, extensionsDir, vsix);
  const server = await startServer({ cacheDir: CACHE, extensionsDir, port: Number(values.port), forTests: false });
  console.log(`\nOpen ${windowUrl(server, { workspace: values.folder })}\nCtrl+C ends it.`);
  const asked = new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => resolve('asked'));
  });
  const how = await Promise.race([asked, server.exited]);
  if (how !== 'asked') {
    console.error(`The server ended by itself (${how}):\n${server.output()}`);
    process.exitCode = 1;
  }
  await server.stop();
}
