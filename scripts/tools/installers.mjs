// The ways a tool gets onto a machine. Each says what it does, whether it needs root, and throws with what went wrong.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { runNpm } from '../lib/install.mjs';
import { executablesFolder, toolsFolder } from './folders.mjs';

/**
 * @typedef {object} Installer
 * @property {string} how a few words for progress: "apt-get install wrk"
 * @property {boolean} needsRoot
 * @property {() => string | undefined} obstacle what this machine lacks for it
 * @property {() => void} install throws an Error
 */

/** @returns {Installer} */
export function aptPackage(name) {
  return {
    how: `apt-get install ${name}`,
    needsRoot: true,
    obstacle: debianOnly,
    install: () => {
      updatePackageLists();
      run('apt-get', ['install', '-q', '-y', '--no-install-recommends', name]);
    },
  };
}

/**
 * A Debian package whose files are used where they are unpacked: none of its scripts runs.
 * @param {string} executable its path inside the package
 * @returns {Installer}
 */
export function unpackedDebianPackage(name, executable) {
  return {
    how: `unpacking the Debian package ${name} into .tools/`,
    needsRoot: false,
    obstacle: debianOnly,
    install: () => {
      const folder = emptyFolder(name);
      updatePackageLists();
      run('apt-get', ['download', '-q', name], { cwd: folder });
      const [file] = fs.readdirSync(folder).filter((entry) => entry.endsWith('.deb'));
      if (file === undefined) throw new Error(`\`apt-get download ${name}\` left no package in ${folder}.`);
      run('dpkg-deb', ['-x', file, '.'], { cwd: folder });
      fs.rmSync(path.join(folder, file));
      link(path.join(folder, executable), name);
    },
  };
}

/**
 * A program of npm's registry in a folder of its own. Install scripts stay off: those of artillery download a browser.
 * @returns {Installer}
 */
export function npmPackage(name, version) {
  return {
    how: `npm install ${name}@${version} into .tools/`,
    needsRoot: false,
    obstacle: () => undefined,
    install: () => {
      const folder = emptyFolder(name);
      // Without one, npm would take the package.json of this project for the one to install into.
      fs.writeFileSync(path.join(folder, 'package.json'), '{ "private": true }\n');
      const done = runNpm(
        ['install', '--save-exact', '--ignore-scripts', '--no-audit', '--no-fund', `${name}@${version}`],
        {
          cwd: folder,
          stdio: ['ignore', 'pipe', 'pipe'],
          env: { ...process.env, PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1' },
        },
      );
      throwUnlessDone(done, 'npm install');
      link(path.join(folder, 'node_modules', '.bin', name), name);
    },
  };
}

/**
 * Built as the dependency of a module of its own: `go install` also wants the list of all versions, which not every
 * proxy has, to say whether this one is deprecated.
 * @param {string} name of the executable
 * @param {string} module whose main package it is
 * @param {string} goVersion the oldest Go that builds it
 * @returns {Installer}
 */
export function goPackage(name, module, version, goVersion) {
  return {
    how: `go build ${module}@${version} (some minutes)`,
    needsRoot: false,
    obstacle: () => (findGo() ? undefined : `Go ${goVersion} or newer is missing: https://go.dev/doc/install`),
    install: () => {
      const folder = emptyFolder(name);
      const lines = [`module headroom-tools`, `go ${goVersion}`, `require ${module} ${version}`];
      fs.writeFileSync(path.join(folder, 'go.mod'), `${lines.join('\n')}\n`);
      fs.mkdirSync(executablesFolder, { recursive: true });
      run(findGo(), ['build', '-mod=mod', '-o', path.join(executablesFolder, name), module], { cwd: folder });
    },
  };
}

function findGo() {
  const folders = [...(process.env.PATH ?? '').split(path.delimiter), '/usr/local/go/bin'];
  return folders.map((folder) => path.join(folder, 'go')).find((file) => fs.existsSync(file));
}

function debianOnly() {
  return fs.existsSync('/usr/bin/apt-get') ? undefined : 'Only on Debian and its like can this script install it.';
}

let listsAreFresh = false;

/** A list that cannot be had may be one that nothing here needs, so it is the install that decides. */
function updatePackageLists() {
  if (listsAreFresh || process.getuid?.() !== 0) return;
  spawnSync('apt-get', ['update', '-q'], { stdio: 'ignore' });
  listsAreFresh = true;
}

/** What an earlier attempt has left is no start for a new one. */
function emptyFolder(name) {
  const folder = path.join(toolsFolder, name);
  fs.rmSync(folder, { recursive: true, force: true });
  fs.mkdirSync(folder, { recursive: true });
  return folder;
}

/** A relative link, so that the checkout can be moved and its .tools/ be cached. */
function link(file, name) {
  if (!fs.existsSync(file)) throw new Error(`${file} is missing after the install.`);
  fs.mkdirSync(executablesFolder, { recursive: true });
  const place = path.join(executablesFolder, name);
  fs.rmSync(place, { force: true });
  fs.symlinkSync(path.relative(executablesFolder, file), place);
}

function run(command, args, options = {}) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const done = spawnSync(command, args, { env, maxBuffer: 64 * 1024 * 1024, ...options });
  throwUnlessDone(done, [path.basename(command), ...args].join(' '));
}

function throwUnlessDone(done, command) {
  if (done.status === 0) return;
  throw new Error(`\`${command}\` failed: ${done.error?.message ?? `${done.stdout}${done.stderr}`}`);
}
