import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import * as z from 'zod';
import { findRunFolders } from '../findRuns.ts';
import type { RunList } from './runList.ts';
import { parseRunName } from './runName.ts';

const MEMORY_KEY = 'headroom.runs.resultsFolders';
const MOST_REMEMBERED = 100;
const rememberedSchema = z.array(z.string());

/** Puts the run folders of the workspace into the list. None of them is opened: their names tell enough. */
export class RunSearch {
  constructor(
    private readonly list: RunList,
    private readonly memory: vscode.Memento,
  ) {}

  /** At once: from where results are unless a plan says otherwise, and from where there were some the last time. */
  inKnownFolders(): void {
    const { workspaceFolders = [] } = vscode.workspace;
    const usual = workspaceFolders
      .filter(({ uri }) => uri.scheme === 'file')
      .map(({ uri }) => path.join(uri.fsPath, 'headroom-results'));
    const remembered = rememberedSchema.safeParse(this.memory.get<unknown>(MEMORY_KEY));
    const ours = (remembered.data ?? []).filter(
      (folder) => vscode.workspace.getWorkspaceFolder(vscode.Uri.file(folder)) !== undefined,
    );
    const folders = new Set([...usual, ...ours]);
    const there = new Set([...folders].flatMap(runsIn));
    for (const { folder, results } of [...this.list.all()])
      if (folders.has(results) && !there.has(folder)) this.list.remove(folder);
    for (const folder of there) this.list.add(folder);
  }

  /** Everywhere, which takes its time in a large workspace; forgets runs that are not there any more. */
  async everywhere(): Promise<void> {
    const folders = await findRunFolders();
    const found = new Set(folders);
    for (const { folder } of [...this.list.all()])
      if (!found.has(folder) && !existsSync(path.join(folder, 'run.json'))) this.list.remove(folder);
    for (const folder of folders) this.list.add(folder);
    const results = [...new Set(folders.map((folder) => path.dirname(folder)))];
    await this.memory.update(MEMORY_KEY, results.slice(0, MOST_REMEMBERED));
  }
}

function runsIn(results: string): string[] {
  try {
    return readdirSync(results, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && parseRunName(entry.name) !== undefined)
      .map(({ name }) => path.join(results, name));
  } catch {
    // None there, or not any more: the search everywhere tells.
    return [];
  }
}
