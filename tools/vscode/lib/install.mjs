// Puts a runnable VS Code server (from the npm package code-server) into a cache folder.
// Nothing is compiled and no install script runs: the package tarball is unpacked as it is,
// and only those of its dependencies that the editor itself loads are installed, at the
// versions and hashes of the package's own shrinkwrap file.
import { spawnSync } from 'node:child_process';
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

export const CODE_SERVER_VERSION = process.env.CODE_SERVER_VERSION ?? '4.139.1'; // 4.x.y holds VS Code 1.x.y

// Known tarballs (npm view code-server@<version> dist.integrity); others are only checked by npm itself.
const HASHES = {
  '4.139.1': 'fUYvJVdz4ZoVJfakGiGWXFMpF8K1ObsrpGvX17ZxNpKOzdNHs7lANT670JTr4ZhA8DnWqyvvmFG/d3HV9Yy6ew==',
};

// What server, extension host, pty host, file watcher and browser workbench import.
const NEEDED = [
  '@microsoft/1ds-core-js',
  '@microsoft/1ds-post-js',
  '@parcel/watcher',
  '@vscode/iconv-lite-umd',
  '@vscode/proxy-agent',
  '@vscode/ripgrep-universal',
  '@vscode/tree-sitter-wasm',
  '@vscode/vscode-languagedetection',
  '@xterm/addon-clipboard',
  '@xterm/addon-image',
  '@xterm/addon-ligatures',
  '@xterm/addon-progress',
  '@xterm/addon-search',
  '@xterm/addon-serialize',
  '@xterm/addon-unicode11',
  '@xterm/addon-webgl',
  '@xterm/headless',
  '@xterm/xterm',
  'cookie',
  'http-proxy-agent',
  'https-proxy-agent',
  'jschardet',
  'katex',
  'minimist',
  'node-pty',
  'tas-client',
  'undici',
  'vscode-oniguruma',
  'vscode-regexpp',
  'vscode-textmate',
  'ws',
  'yauzl',
  'yazl',
];

/** Its name counts up when something else is installed: a folder with an older one is made anew. */
const STAMP = 'complete-2.json';

// Large built-in extensions that no extension test needs. (Those with a browser part must stay: the
// window has their list built in and reports each missing file as an error.)
const DROPPED_EXTENSIONS = ['copilot', 'ms-vscode.js-debug', 'ms-vscode.vscode-js-profile-table'];

// Stand-ins (plain scripts, named exports) for native modules that would have to be compiled. Only what VS Code calls is here.
const STAND_INS = {
  // Log files, also behind every LogOutputChannel of an extension.
  '@vscode/spdlog': `'use strict';
const fs = require('fs'), path = require('path');
const names = ['trace', 'debug', 'info', 'warning', 'error', 'critical'];
class Logger {
  constructor(file) { this.file = file; this.level = 2; this.plain = false; fs.mkdirSync(path.dirname(file), { recursive: true }); }
  write(level, message) {
    if (level < this.level) return;
    const time = new Date().toISOString().replace('T', ' ').replace('Z', '');
    try { fs.appendFileSync(this.file, this.plain ? message : time + ' [' + names[level] + '] ' + message + '\\n'); } catch {}
  }
  trace(m) { this.write(0, m); } debug(m) { this.write(1, m); } info(m) { this.write(2, m); }
  warn(m) { this.write(3, m); } error(m) { this.write(4, m); } critical(m) { this.write(5, m); }
  getLevel() { return this.level; } setLevel(level) { this.level = level; }
  setPattern() {} clearFormatters() { this.plain = true; } flush() {} drop() {}
}
exports.setLevel = exports.setFlushOn = () => {};
exports.createRotatingLogger = exports.createAsyncRotatingLogger = async (name, file) => new Logger(file);
`,
  // Ends the extension host when the server is gone.
  '@vscode/native-watchdog': `'use strict';
exports.start = (pid) => setInterval(() => { try { process.kill(pid, 0); } catch { process.exit(87); } }, 2000).unref();
exports.exit = (code) => process.exit(code);
`,
  '@vscode/deviceid': `'use strict';
exports.getDeviceId = async () => '00000000-0000-4000-8000-000000000000';
`,
  // Used by the built-in git extension.
  '@vscode/fs-copyfile': `'use strict';
const fs = require('fs');
exports.copyFile = fs.promises.copyFile;
exports.copyFileSync = fs.copyFileSync;
exports.cp = fs.promises.cp;
exports.isCloneSupported = () => false;
exports.constants = fs.constants;
`,
};

/** Keep the root and everything reachable from `names` in a version 3 lockfile. */
function closure(lock, names) {
  const keep = {};
  const find = (from, name) => {
    for (let base = from; ;) {
      const key = (base ? base + '/' : '') + 'node_modules/' + name;
      if (lock.packages[key]) return key;
      if (!base) return undefined;
      const cut = base.lastIndexOf('/node_modules/');
      base = cut < 0 ? '' : base.slice(0, cut);
    }
  };
  const visit = (key) => {
    if (keep[key]) return;
    const entry = (keep[key] = lock.packages[key]);
    for (const name of Object.keys({ ...entry.dependencies, ...entry.optionalDependencies })) {
      const next = find(key, name);
      if (next) visit(next);
    }
  };
  for (const name of names) {
    const key = find('', name);
    if (key) visit(key); // another version of VS Code may not know it
  }
  return keep;
}

function npm(args, cwd) {
  const done = spawnSync('npm', args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  if (done.status !== 0) throw new Error(`npm ${args.join(' ')} failed:\n${done.stdout}\n${done.stderr}`);
  return done.stdout;
}

/** Fetch a package from the registry and unpack it, as the folder "package", without its dependencies. */
function unpack(spec, folder, sha512) {
  const tarball = npm(['pack', spec, '--silent'], folder).trim().split('\n').pop();
  if (
    sha512 &&
    crypto
      .createHash('sha512')
      .update(fs.readFileSync(path.join(folder, tarball)))
      .digest('base64') !== sha512
  ) {
    throw new Error(`${spec} is not the package it should be`);
  }
  const untar = spawnSync('tar', ['xzf', tarball, '--no-same-owner'], { cwd: folder, encoding: 'utf8' });
  if (untar.status !== 0) throw new Error(`tar failed: ${untar.stderr}`);
  fs.rmSync(path.join(folder, tarball));
}

/** @returns the folder that holds out/server-main.js; installs it first if need be */
export function ensureServer(cacheDir, { version = CODE_SERVER_VERSION, log = console.error } = {}) {
  const home = path.join(path.resolve(cacheDir), `code-server-${version}`);
  const root = path.join(home, 'package/lib/vscode');
  const stamp = path.join(home, STAMP);
  if (fs.existsSync(stamp)) return root;

  const started = Date.now();
  log(`[vscode] installing code-server ${version} into ${home} …`);
  const tmp = `${home}.tmp-${process.pid}`;
  fs.rmSync(tmp, { recursive: true, force: true });
  fs.mkdirSync(tmp, { recursive: true });
  unpack(`code-server@${version}`, tmp, HASHES[version]);

  const dir = path.join(tmp, 'package/lib/vscode');
  for (const name of DROPPED_EXTENSIONS)
    fs.rmSync(path.join(dir, 'extensions', name), { recursive: true, force: true });

  const shrinkwrap = path.join(dir, 'npm-shrinkwrap.json');
  const lock = JSON.parse(fs.readFileSync(shrinkwrap, 'utf8'));
  const kept = closure(lock, NEEDED);
  const pkgFile = path.join(dir, 'package.json');
  const pkg = JSON.parse(fs.readFileSync(pkgFile, 'utf8'));
  const dependencies = Object.fromEntries(
    NEEDED.filter((n) => kept[`node_modules/${n}`]).map((n) => [n, kept[`node_modules/${n}`].version]),
  );
  const head = { name: pkg.name, version: pkg.version, private: true, type: 'module', dependencies };
  fs.writeFileSync(pkgFile, JSON.stringify(head, null, 1));
  fs.rmSync(shrinkwrap);
  fs.writeFileSync(
    path.join(dir, 'package-lock.json'),
    JSON.stringify(
      { name: pkg.name, version: pkg.version, lockfileVersion: 3, requires: true, packages: { '': head, ...kept } },
      null,
      1,
    ),
  );
  npm(['ci', '--ignore-scripts', '--omit=dev', '--legacy-peer-deps', '--no-audit', '--no-fund'], dir);

  for (const [name, code] of Object.entries(STAND_INS)) {
    const folder = path.join(dir, 'node_modules', name);
    fs.mkdirSync(folder, { recursive: true });
    fs.writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ name, version: '0.0.0', main: 'index.js' }));
    fs.writeFileSync(path.join(folder, 'index.js'), code);
  }

  // Without it the extension for TypeScript fails half-way, and leaves requests about scripts without an answer.
  const extensions = path.join(dir, 'extensions');
  const { typescript } = JSON.parse(fs.readFileSync(path.join(extensions, 'package.json'), 'utf8')).dependencies;
  const shared = path.join(extensions, 'node_modules');
  fs.mkdirSync(shared, { recursive: true });
  unpack(`typescript@${typescript.replace(/^\D+/, '')}`, shared);
  fs.renameSync(path.join(shared, 'package'), path.join(shared, 'typescript'));

  // Before 1.133 the search binary was a download at install time; take it from the package of today.
  if (lock.packages['node_modules/@vscode/ripgrep']) {
    const folder = path.join(dir, 'node_modules/@vscode/ripgrep');
    fs.mkdirSync(folder, { recursive: true });
    unpack('@vscode/ripgrep-universal@1.18.0', folder);
    fs.writeFileSync(
      path.join(folder, 'package.json'),
      JSON.stringify({ name: '@vscode/ripgrep', version: '0.0.0', main: 'index.js' }),
    );
    fs.writeFileSync(
      path.join(folder, 'index.js'),
      `exports.rgPath = require('path').join(__dirname, 'package/bin', process.platform + '-' + process.arch, process.platform === 'win32' ? 'rg.exe' : 'rg');`,
    );
  }

  // Each of these packages carries binaries for every platform; keep this machine's.
  const here = `${process.platform}-${process.arch}`;
  for (const [where, own] of [
    ['@vscode/ripgrep-universal/bin', here],
    ['node-pty/prebuilds', here],
  ]) {
    const folder = path.join(dir, 'node_modules', where);
    for (const name of fs.existsSync(folder) ? fs.readdirSync(folder) : []) {
      if (name !== own) fs.rmSync(path.join(folder, name), { recursive: true, force: true });
    }
  }

  fs.writeFileSync(
    path.join(tmp, STAMP),
    JSON.stringify({ version, vscode: pkg.version, when: new Date().toISOString() }),
  );
  if (fs.existsSync(stamp))
    fs.rmSync(tmp, { recursive: true, force: true }); // another run was faster
  else {
    fs.rmSync(home, { recursive: true, force: true });
    fs.renameSync(tmp, home);
  }
  log(`[vscode] installed in ${((Date.now() - started) / 1000).toFixed(1)} s`);
  return root;
}

if (import.meta.main) {
  console.log(ensureServer(process.argv[2] ?? '.vscode-test'));
}
