// npm run editor: VS Code in the browser, with this extension installed and examples/ open. Ctrl+C ends it.
import path from 'node:path';
import { ensureInstalled } from './lib/install.mjs';
import { runPinned } from './lib/pinned.mjs';
import { root } from './lib/root.mjs';

process.chdir(root);
try {
  ensureInstalled();
  process.exitCode = await runPinned([path.join('tools', 'vscode', 'editor.mjs'), ...process.argv.slice(2)]);
} catch (error) {
  console.error(error.message);
  process.exitCode = 2;
}
