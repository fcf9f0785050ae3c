import { spawnSync } from 'node:child_process';
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { root } from './root.mjs';

const lockFile = path.join(root, 'package-lock.json');
const stampFile = path.join(root, 'node_modules', '.headroom-lock');

/**
 * Runs `npm ci` when node_modules is missing or does not fit package-lock.json.
 * @param {(line: string) => void} say
 */
export function ensureInstalled(say = console.log) {
  const hash = crypto.createHash('sha256').update(fs.readFileSync(lockFile)).digest('hex');
  if (read(stampFile) === hash) return;
  if (installedFitsLock()) {
    fs.writeFileSync(stampFile, hash);
    return;
  }
  const why = fs.existsSync(path.join(root, 'node_modules')) ? 'package-lock.json has changed' : 'no node_modules yet';
  say(`Installing packages with \`npm ci\` (${why}) …`);
  const began = Date.now();
  const done = runNpm(['ci', '--no-audit', '--no-fund'], { cwd: root, stdio: 'inherit' });
  if (done.status !== 0) {
    throw new Error(
      `\`npm ci\` failed (${done.error?.message ?? `exit code ${done.status}`}).\n` +
        `See its messages above; when the network or the registry is at fault, try again with: cd ${root} && npm ci`,
    );
  }
  fs.writeFileSync(stampFile, hash);
  say(`Installed in ${((Date.now() - began) / 1000).toFixed(0)} s.`);
}

/** True when a plain `npm install` has already brought what the lock names. npm notes what it installed. */
function installedFitsLock() {
  const noted = read(path.join(root, 'node_modules', '.package-lock.json'));
  if (noted === undefined) return false;
  const installed = JSON.parse(noted).packages ?? {};
  const wanted = JSON.parse(fs.readFileSync(lockFile, 'utf8')).packages ?? {};
  return Object.entries(wanted).every(
    ([name, { version, optional }]) =>
      name === '' || (installed[name]?.version ?? (optional ? version : undefined)) === version,
  );
}

/**
 * The npm that started this script, else the one on PATH.
 * @param {string[]} args
 * @param {import('node:child_process').SpawnSyncOptions} options
 */
export function runNpm(args, options) {
  const own = process.env.npm_execpath;
  if (own?.endsWith('.js')) return spawnSync(process.execPath, [own, ...args], options);
  return spawnSync('npm', args, { ...options, shell: process.platform === 'win32' });
}

function read(file) {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
