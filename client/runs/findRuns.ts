import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import * as vscode from 'vscode';
import { newestFirst, readListEntry, type BrokenRun, type ListedRun } from '../../core/node/runStore/listRuns.ts';
import { parseRunName } from './tree/runName.ts';

/** Run folders are known by their time stamp, so that a plan's own `results` folder is found whatever its name. */
const DIGITS = (count: number): string => '[0-9]'.repeat(count);
export const RUN_FOLDERS = `**/${DIGITS(8)}_${DIGITS(6)}_*`;
const EXCLUDED = '**/{node_modules,.git}/**';
/** Folders that are read at once before the editor gets its turn. */
const BATCH = 32;

/** The run folders of the workspace, by their names: none of them is opened. */
export async function findRunFolders(token?: vscode.CancellationToken): Promise<string[]> {
  const files = await vscode.workspace.findFiles(`${RUN_FOLDERS}/run.json`, EXCLUDED, undefined, token);
  return files
    .filter(({ scheme }) => scheme === 'file')
    .map(({ fsPath }) => path.dirname(fsPath))
    .filter((folder) => parseRunName(path.basename(folder)) !== undefined);
}

export interface FoundRuns {
  /** Newest first, with those that are damaged at the end. */
  runs: (ListedRun | BrokenRun)[];
  /** Folders of older runs, newest first, that were not opened. */
  older: string[];
}

/** The newest runs in the folders of the workspace, so many as are asked for, and the names of the older ones. */
export async function findRuns(token: vscode.CancellationToken, mostRead: number): Promise<FoundRuns> {
  const folders = (await findRunFolders(token)).sort(byName).reverse();
  const newest = folders.slice(0, mostRead);
  const entries: (ListedRun | BrokenRun)[] = [];
  for (let at = 0; at < newest.length && !token.isCancellationRequested; at += BATCH) {
    const batch = await Promise.all(newest.slice(at, at + BATCH).map(readListEntry));
    entries.push(...batch.filter((entry) => entry !== undefined));
    await setImmediate();
  }
  const runs = newestFirst(entries.filter((entry) => entry.kind === 'run'));
  return {
    runs: [...runs, ...entries.filter((entry) => entry.kind === 'broken')],
    older: folders.slice(mostRead),
  };
}

/** Names of run folders begin with the time. */
function byName(one: string, other: string): number {
  return path.basename(one) < path.basename(other) ? -1 : 1;
}
