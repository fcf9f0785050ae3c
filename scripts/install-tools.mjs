// Programs that some tests need and npm cannot bring. `node scripts/install-tools.mjs [NAME…]` installs them where that
// is allowed: as root, and only with CI=true or HEADROOM_INSTALL_TOOLS=1. What is there already is left as it is.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './lib/root.mjs';

/** Tools without a Debian package are built into this folder. */
export const toolsFolder = path.join(root, '.tools', 'bin');

/** How each tool is found and installed. The first command found on PATH, in `variable` or in .tools/bin is taken. */
const TOOLS = {
  chromium: {
    commands: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'],
    variable: 'CHROMIUM_PATH',
    apt: 'chromium',
    usedBy: 'tests inside VS Code',
  },
};

export const TOOL_NAMES = Object.keys(TOOLS);

/**
 * @param {string} name
 * @returns {string | undefined} path of the executable
 */
export function findTool(name) {
  const { commands, variable } = TOOLS[name];
  const chosen = process.env[variable];
  if (chosen) return fs.existsSync(chosen) ? chosen : undefined;
  for (const folder of [toolsFolder, ...(process.env.PATH ?? '').split(path.delimiter)]) {
    for (const command of commands) {
      const file = path.join(folder, command);
      if (fs.existsSync(file)) return file;
    }
  }
  return undefined;
}

/** The command a person runs to get a tool. */
export function installCommand(name) {
  return `sudo env HEADROOM_INSTALL_TOOLS=1 "$(command -v node)" scripts/install-tools.mjs ${name}`;
}

/**
 * Finds a tool, or installs it where that is allowed.
 * @returns {{ file: string } | { missing: string }} `missing` says what to do
 */
export function ensureTool(name, say = console.log) {
  const found = findTool(name);
  if (found) return { file: found };
  const { apt, variable, usedBy } = TOOLS[name];
  const remedy = `${name} is missing (needed by ${usedBy}). Install it with \`${installCommand(name)}\` or set ${variable}.`;
  const wanted = process.env.CI === 'true' || process.env.HEADROOM_INSTALL_TOOLS === '1';
  if (!wanted || process.getuid?.() !== 0 || process.platform !== 'linux') return { missing: remedy };
  say(`Installing ${name} by apt-get …`);
  const problem = aptInstall(apt);
  const file = findTool(name);
  return file ? { file } : { missing: `${remedy}\napt-get did not bring it:\n${problem ?? 'no executable was found'}` };
}

/** @returns {string | undefined} what went wrong */
function aptInstall(name) {
  const steps = [
    ['update', '-q'],
    ['install', '-q', '-y', '--no-install-recommends', name],
  ];
  for (const args of steps) {
    const done = spawnSync('apt-get', args, {
      encoding: 'utf8',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      maxBuffer: 64 * 1024 * 1024,
    });
    // An update that misses one of several lists may still be enough for the install.
    if (done.status !== 0 && args[0] === 'install') return done.error?.message ?? `${done.stdout}${done.stderr}`;
  }
  return undefined;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const names = process.argv.slice(2);
  for (const name of names.length > 0 ? names : TOOL_NAMES) {
    if (!Object.hasOwn(TOOLS, name)) {
      console.error(`Unknown tool "${name}". Known: ${TOOL_NAMES.join(', ')}.`);
      process.exitCode = 2;
      continue;
    }
    const result = ensureTool(name);
    if ('file' in result) console.log(`${name}: ${result.file}`);
    else {
      console.error(result.missing);
      process.exitCode = 1;
    }
  }
}
