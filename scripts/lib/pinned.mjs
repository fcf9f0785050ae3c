import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { checkNodeVersion } from './nodeVersion.mjs';
import { root } from './root.mjs';

/**
 * The Node that `npm install` brought (packages node-<platform>-<arch>), else the running one if it is new enough.
 * @returns {string} path of the executable
 */
export function pinnedNode() {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const file = process.platform === 'win32' ? 'node.exe' : 'node';
  const pinned = path.join(root, 'node_modules', `node-${platform}-${process.arch}`, 'bin', file);
  if (fs.existsSync(pinned)) return pinned;
  const remedy = checkNodeVersion(process.version);
  if (remedy !== undefined) throw new Error(`${remedy}\n${pinned} is missing: run \`npm install\`.`);
  return process.execPath;
}

/** The environment in which `node` means the pinned Node for every child, too. */
export function pinnedEnvironment() {
  const folders = [path.dirname(pinnedNode()), path.join(root, 'node_modules', '.bin'), process.env.PATH];
  return { ...process.env, PATH: folders.join(path.delimiter) };
}

/**
 * Runs a script with the pinned Node in the foreground.
 * @param {string[]} args script and its arguments
 * @returns {Promise<number>} its exit code; 128 + n when signal n ended it
 */
export function runPinned(args) {
  return new Promise((resolve, reject) => {
    const child = spawn(pinnedNode(), args, { stdio: 'inherit', env: pinnedEnvironment() });
    // The terminal sends Ctrl+C to the child as well; this process waits for what the child makes of it.
    const onInterrupt = () => {};
    const onTerminate = () => child.kill('SIGTERM');
    process.on('SIGINT', onInterrupt);
    process.on('SIGTERM', onTerminate);
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      process.off('SIGINT', onInterrupt);
      process.off('SIGTERM', onTerminate);
      resolve(code ?? (signal === 'SIGINT' ? 130 : signal === 'SIGTERM' ? 143 : 137));
    });
  });
}
