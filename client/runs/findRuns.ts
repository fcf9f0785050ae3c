import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import * as vscode from 'vscode';
import { newestFirst, readListEntry, type BrokenRun, type ListedRun } from '../../core/node/runStore/listRuns.ts';

/** Run folders are known by their time stamp, so that a plan's own `results` folder is found whatever its name. */
const DIGITS = (count: number): string => '[0-9]'.repeat(count);
const RUN_FILES = `**/${DIGITS(8)}_${DIGITS(6)}_*/run.json`;
const EXCLUDED = '**/{node_modules,.git}/**';
/** Folders that are read at once before the editor gets its turn. */
const BATCH = 32;

/** The runs in the folders of the workspace, newest first, with those that are damaged at the end. */
export async function findRuns(token: vscode.CancellationToken): Promise<(ListedRun | BrokenRun)[]> {
  const files = await vscode.workspace.findFiles(RUN_FILES, EXCLUDED, undefined, token);
  const folders = files.filter(({ scheme }) => scheme === 'file').map(({ fsPath }) => path.dirname(fsPath));
  const entries: (ListedRun | BrokenRun)[] = [];
  for (let at = 0; at < folders.length && !token.isCancellationRequested; at += BATCH) {
    const batch = await Promise.all(folders.slice(at, at + BATCH).map(readListEntry));
    entries.push(...batch.filter((entry) => entry !== undefined));
    await setImmediate();
  }
  const runs = newestFirst(entries.filter((entry) => entry.kind === 'run'));
  return [...runs, ...entries.filter((entry) => entry.kind === 'broken')];
}
