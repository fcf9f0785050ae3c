// Programs that some tests need and npm cannot bring (see tools/table.mjs). `node scripts/install-tools.mjs [NAME…]`
// installs them where that is allowed: with CI=true or HEADROOM_INSTALL_TOOLS=1. What is there already is left as it is.
import { pathToFileURL } from 'node:url';
import { findTool, missingToolRemedy } from './tools/find.mjs';
import { TOOL_NAMES, TOOLS } from './tools/table.mjs';

/**
 * Finds a tool, or installs it where that is allowed.
 * @param {string} name
 * @returns {{ file: string } | { missing: string }} `missing` says what to do
 */
export function ensureTool(name, say = console.log) {
  const found = findTool(name);
  if (found) return { file: found };
  const { installer, variable } = TOOLS[name];
  const remedy = missingToolRemedy(name);
  if (process.env[variable] || !mayInstall(installer)) return { missing: remedy };
  say(`Installing ${name}: ${installer.how} …`);
  const began = Date.now();
  try {
    installer.install();
  } catch (error) {
    return { missing: `${remedy}\nInstalling it failed. ${error instanceof Error ? error.message : String(error)}` };
  }
  const file = findTool(name);
  if (!file) return { missing: `${remedy}\n${installer.how} brought no executable.` };
  say(`Installed ${name} in ${((Date.now() - began) / 60_000).toFixed(1)} min.`);
  return { file };
}

function mayInstall(installer) {
  const wanted = process.env.CI === 'true' || process.env.HEADROOM_INSTALL_TOOLS === '1';
  return wanted && (!installer.needsRoot || process.getuid?.() === 0) && installer.obstacle() === undefined;
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
