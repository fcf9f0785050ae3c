#!/usr/bin/env node
// Runs a test entry (`export function run(): Promise<void>`) inside the extension host of a real VS Code.
//   node run-tests.mjs --tests dist-test/index.js [--extension .] [--vsix x.vsix] [--workspace fixture]
//     [--timeout 120] [--cache .vscode-test] [--settings file.json] [--env NAME=VALUE]… [--in-place] [--verbose]
// Exit codes: 0 passed · 1 tests failed · 2 could not start · 3 extension host ended early · 4 out of time · 5 window lost
import { parseArgs } from 'node:util';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { launchBrowser, windowUrl } from './lib/browser.mjs';
import { installVsix, startServer } from './lib/server.mjs';

const { values: o } = parseArgs({
  options: {
    tests: { type: 'string' },
    extension: { type: 'string', multiple: true, default: [] },
    vsix: { type: 'string', multiple: true, default: [] },
    workspace: { type: 'string' },
    'in-place': { type: 'boolean', default: false },
    timeout: { type: 'string', default: '120' },
    cache: { type: 'string', default: '.vscode-test' },
    settings: { type: 'string' },
    env: { type: 'string', multiple: true, default: [] },
    verbose: { type: 'boolean', default: false },
  },
});
const say = (text) => console.error(`[vscode] ${text}`);
const exists = (file, what) => {
  if (!fs.existsSync(file)) {
    say(`${what} not found: ${file}`);
    process.exit(2);
  }
};
if (!o.tests) {
  say('--tests is missing');
  process.exit(2);
}
exists(o.tests, 'test entry');
for (const dir of o.extension) exists(path.join(dir, 'package.json'), 'extension');
for (const file of o.vsix) exists(file, 'package');

const began = Date.now();
const seconds = () => `${((Date.now() - began) / 1000).toFixed(1)} s`;
const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'vscode-tests-'));
const report = path.join(scratch, 'report');
fs.mkdirSync(report);
// Tests edit files; by default they get a copy.
let workspace = path.join(scratch, 'workspace');
if (o.workspace && o['in-place']) workspace = path.resolve(o.workspace);
else if (o.workspace) fs.cpSync(o.workspace, workspace, { recursive: true });
else fs.mkdirSync(workspace);
// VS Code runs tests only in a window that develops an extension; for an installed package an empty one will do.
if (!o.extension.length) {
  const dir = path.join(scratch, 'empty-extension');
  fs.mkdirSync(dir);
  fs.writeFileSync(
    path.join(dir, 'package.json'),
    JSON.stringify({ name: 'empty', publisher: 'tests', version: '0.0.1', engines: { vscode: '*' } }),
  );
  o.extension.push(dir);
}
const read = (name) => {
  try {
    return JSON.parse(fs.readFileSync(path.join(report, name), 'utf8'));
  } catch {
    return undefined;
  }
};

let shown = 0;
function relay() {
  // what the tests print
  let fd;
  try {
    fd = fs.openSync(path.join(report, 'output.txt'), 'r');
  } catch {
    return;
  }
  const size = fs.fstatSync(fd).size;
  if (size > shown) {
    const buffer = Buffer.alloc(size - shown);
    shown += fs.readSync(fd, buffer, 0, buffer.length, shown);
    process.stdout.write(buffer);
  }
  fs.closeSync(fd);
}

let server,
  browser,
  page,
  windowLogs = [],
  verdict;
const windowText = [];
let lostBecause;
const lost = new Promise((r) => {
  lostBecause = r;
});

async function main() {
  const extensionsDir = path.join(scratch, 'extensions');
  if (o.vsix.length) installVsix(o.cache, extensionsDir, ...o.vsix);
  const browserSoon = launchBrowser(); // both take about a second: start them together
  browserSoon.catch(() => {});
  server = await startServer({
    cacheDir: o.cache,
    extensionsDir,
    settings: o.settings ? JSON.parse(fs.readFileSync(o.settings, 'utf8')) : {},
    env: {
      ...Object.fromEntries(o.env.map((e) => e.split(/=(.*)/s, 2))),
      VSCODE_TEST_ENTRY: path.resolve(o.tests),
      VSCODE_TEST_REPORT_DIR: report,
    },
  });
  server.exited.then((how) => lostBecause(`the server ended (${how})`));
  browser = await browserSoon;
  browser.on('disconnected', () => lostBecause('the browser ended'));
  page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
  page.on('crash', () => lostBecause('the window crashed'));
  // The workbench calls these two functions if they exist.
  await page.exposeFunction('codeAutomationLog', (type, args) => {
    const line = `${type}: ${args.map((a) => (typeof a === 'string' ? a : JSON.stringify(a))).join(' ')}`;
    windowText.push(line);
    if (o.verbose) say(line);
  });
  let closing;
  const closed = new Promise((r) => {
    closing = r;
  });
  await page.exposeFunction('codeAutomationExit', (code, logs) => {
    windowLogs = logs ?? [];
    closing(code);
  });

  const limit = Number(o.timeout) * 1000;
  const opened = Date.now();
  await page.goto(
    windowUrl(server, { workspace, extension: o.extension, tests: path.join(import.meta.dirname, 'lib/host.cjs') }),
    { timeout: limit },
  );
  let announced = false;
  for (;;) {
    const gone = await Promise.race([
      lost.then((why) => ({ why })),
      closed.then((code) => ({ code })),
      new Promise((r) => setTimeout(r, 100)),
    ]);
    relay();
    const begin = read('begin.json');
    if (begin && !announced) {
      announced = true;
      say(`tests start ${seconds()} after the command`);
    }
    const end = read('end.json');
    if (end) {
      await Promise.race([closed, new Promise((r) => setTimeout(r, 1000))]); // lets the window hand over its logs
      relay();
      if (end.ok) return { code: 0, text: `passed: tests ${(end.ms / 1000).toFixed(1)} s, in all ${seconds()}` };
      return { code: 1, text: announced && shown ? `failed: ${end.error.split('\n')[0]}` : `failed: ${end.error}` };
    }
    const died = /Extension Host Process exited with code: (\S+), signal: (\S+?)\.?\n/.exec(server.output());
    if (died || gone?.code !== undefined) {
      await new Promise((r) => setTimeout(r, 200));
      if (read('end.json')) continue;
      return {
        code: 3,
        text: `the extension host ended early (${died ? `code ${died[1]}, signal ${died[2]}` : `exit ${gone.code}`})`,
      };
    }
    if (gone?.why) return { code: 5, text: gone.why };
    if (Date.now() - opened > limit) {
      const beat = read('beat.json');
      return {
        code: 4,
        text: !begin
          ? `no test started within ${o.timeout} s`
          : `out of time after ${o.timeout} s; the extension host ${Date.now() - (beat ?? 0) > 4000 ? 'is blocked' : 'is alive, a test waits'}`,
      };
    }
  }
}

for (const signal of ['SIGINT', 'SIGTERM'])
  process.once(signal, () => {
    lostBecause(`stopped by ${signal}`);
  });

try {
  verdict = await main();
} catch (error) {
  verdict = { code: 2, text: String(error?.stack ?? error) };
}
if (verdict.code !== 0) {
  // leave something to look at
  const keep = path.join(o.cache, 'last-failure');
  fs.rmSync(keep, { recursive: true, force: true });
  fs.mkdirSync(keep, { recursive: true });
  await page?.screenshot({ path: path.join(keep, 'window.png'), timeout: 5000 }).catch(() => {});
  fs.writeFileSync(path.join(keep, 'window.txt'), windowText.join('\n'));
  if (server) {
    fs.writeFileSync(path.join(keep, 'server.txt'), server.output());
    const logs = path.join(server.userData, 'logs');
    if (fs.existsSync(logs)) fs.cpSync(logs, path.join(keep, 'logs'), { recursive: true });
  }
  for (const { relativePath, contents } of windowLogs) {
    const file = path.join(keep, 'logs', path.basename(relativePath));
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, contents);
  }
  say(`${verdict.text}\n[vscode] logs and a picture of the window: ${keep}`);
} else say(verdict.text);
await browser?.close().catch(() => {});
await server?.stop();
fs.rmSync(scratch, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
process.exit(verdict.code);
