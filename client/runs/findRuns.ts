import path from 'node:path';
import * as vscode from 'vscode';
import { loadSummary, type RunSummary } from './runSummary.ts';

/** Run folders are known by their time stamp, so that a plan's own `results` folder is found whatever its name. */
const DIGITS = (count: number): string => '[0-9]'.repeat(count);
const RUN_FILES = `**/${DIGITS(8)}_${DIGITS(6)}_*/run.json`;
const EXCLUDED = '**/{node_modules,.git}/**';
/** Files that are read at the same time. */
const BATCH = 32;

/** The runs in the folders of the workspace, newest first. */
export async function findRuns(token: vscode.CancellationToken): Promise<RunSummary[]> {
  const files = await vscode.workspace.findFiles(RUN_FILES, EXCLUDED, undefined, token);
  const folders = files.filter(({ scheme }) => scheme === 'file').map(({ fsPath }) => path.dirname(fsPath));
  const runs: RunSummary[] = [];
  for (let at = 0; at < folders.length && !token.isCancellationRequested; at += BATCH) {
    runs.push(...(await Promise.all(folders.slice(at, at + BATCH).map(loadSummary))));
  }
  return runs.sort((one, other) => other.startedAt - one.startedAt);
}
