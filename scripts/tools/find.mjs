import fs from 'node:fs';
import path from 'node:path';
import { executablesFolder } from './folders.mjs';
import { TOOLS } from './table.mjs';

/**
 * The tool's variable decides alone when it is set; else .tools/bin comes before PATH.
 * @param {string} name
 * @returns {string | undefined} path of the executable
 */
export function findTool(name) {
  const { commands, variable } = TOOLS[name];
  const chosen = process.env[variable];
  if (chosen) return isExecutable(chosen) ? chosen : undefined;
  const folders = [executablesFolder, ...(process.env.PATH ?? '').split(path.delimiter)];
  return folders.flatMap((folder) => commands.map((command) => path.join(folder, command))).find(isExecutable);
}

/**
 * What to do about a tool that `findTool` does not find.
 * @param {string} name
 */
export function missingToolRemedy(name) {
  const { installer, usedBy, variable } = TOOLS[name];
  const chosen = process.env[variable];
  if (chosen) return `${variable} is set to ${chosen}, which is no executable file. ${name} is needed by ${usedBy}.`;
  const remedies = [`install it with \`${installCommand(name)}\``, `or set ${variable} to the path of the executable`];
  const obstacle = installer.obstacle();
  return `${name} is missing (needed by ${usedBy}): ${remedies.join(' ')}.${obstacle ? ` ${obstacle}` : ''}`;
}

/** The command a person runs to get a tool. */
function installCommand(name) {
  const node = TOOLS[name].installer.needsRoot
    ? 'sudo env HEADROOM_INSTALL_TOOLS=1 "$(command -v node)"'
    : 'HEADROOM_INSTALL_TOOLS=1 node';
  return `${node} scripts/install-tools.mjs ${name}`;
}

function isExecutable(file) {
  try {
    fs.accessSync(file, fs.constants.X_OK);
    return fs.statSync(file).isFile();
  } catch {
    return false;
  }
}
