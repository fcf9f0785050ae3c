import { afterEach } from 'vitest';
import { channelLog } from '../../tools/vscode/lib/logs.mjs';
import { openWindows, type Window } from './window.ts';

const CHARACTERS = 4000;
const LOG_LINES = 15;

// A failure in a window says what was waited for, never what was there instead. And a menu or a question that it left
// open would be in the way of every test behind it.
afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return;
  for (const window of openWindows) {
    process.stderr.write(`${await seenIn(window)}\n`);
    for (let times = 0; times < 3; times++) await window.workbench.page.keyboard.press('Escape');
  }
});

async function seenIn({ workbench, runtime }: Window): Promise<string> {
  const parts = ['── what the window shows'];
  for (const frame of workbench.page.frames()) {
    // A frame that is nothing but the script of a worker.
    if (frame.url().includes('webWorkerExtensionHost')) continue;
    const text = await frame.evaluate(() => document.body.innerText).catch(() => '');
    const lines = text.split('\n').filter((line) => line.trim() !== '');
    if (lines.length > 0) parts.push(`[${frame.name() || 'window'}]`, lines.join('\n').slice(0, CHARACTERS));
  }
  parts.push('── the end of its console', ...workbench.log.slice(-LOG_LINES));
  parts.push('── the end of our log', ...channelLog(runtime, 'Headroom').split('\n').slice(-LOG_LINES));
  return parts.join('\n');
}
