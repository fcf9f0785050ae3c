// Runs inside the extension host in place of the project's test entry, calls that entry and
// reports to files: the window's own exit report says 0 even when the extension host was killed.
'use strict';
const fs = require('node:fs');
const path = require('node:path');
const { pathToFileURL } = require('node:url');
const { format } = require('node:util');

exports.run = async () => {
  const dir = process.env.VSCODE_TEST_REPORT_DIR;
  const out = fs.openSync(path.join(dir, 'output.txt'), 'a');
  const write = (...args) => void fs.writeSync(out, format(...args) + '\n');
  for (const name of ['log', 'info', 'warn', 'error', 'debug']) {
    // VS Code's own wrappers ignore an assignment
    Object.defineProperty(console, name, { value: write, configurable: true, writable: true });
  }
  const keep = (name, data) => {
    fs.writeFileSync(path.join(dir, name + '.tmp'), JSON.stringify(data));
    fs.renameSync(path.join(dir, name + '.tmp'), path.join(dir, name));
  };
  keep('begin.json', { pid: process.pid, sinceHostStartMs: Math.round(performance.now()) });
  const beat = setInterval(() => keep('beat.json', Date.now()), 1000);
  const started = performance.now();
  try {
    const entry = path.resolve(process.env.VSCODE_TEST_ENTRY);
    const module = entry.endsWith('.mjs') ? await import(pathToFileURL(entry).href) : require(entry);
    const run = module.run ?? module.default?.run;
    if (typeof run !== 'function') throw new Error(`${entry} exports no run() function`);
    await run();
    keep('end.json', { ok: true, ms: Math.round(performance.now() - started) });
  } catch (error) {
    keep('end.json', { ok: false, ms: Math.round(performance.now() - started), error: String(error?.stack ?? error) });
    throw error;
  } finally {
    clearInterval(beat);
  }
};
