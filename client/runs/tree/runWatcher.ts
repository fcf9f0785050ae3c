import { existsSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { RUN_FOLDERS } from '../findRuns.ts';

/** What happened on disk since the last time. */
export interface RunChanges {
  /** Run folders that are new, or one of whose files was written. */
  written: ReadonlySet<string>;
  /** Folders that are gone; runs may have been somewhere below them. */
  gone: ReadonlySet<string>;
}

/** A run writes several files when it begins and ends: they are told together. */
const PAUSE_MS = 150;

/** Watches the run folders of the workspace. */
export class RunWatcher implements vscode.Disposable {
  private readonly subscriptions: vscode.Disposable[];
  private written = new Set<string>();
  private gone = new Set<string>();
  private pause: NodeJS.Timeout | undefined;

  constructor(private readonly onChange: (changes: RunChanges) => void) {
    const files = vscode.workspace.createFileSystemWatcher(`${RUN_FOLDERS}/{run,result}.json`);
    // Told alone where a folder is moved to its place, with all that is in it.
    const folders = vscode.workspace.createFileSystemWatcher(RUN_FOLDERS, false, true, true);
    // Of a folder that is deleted, only the uppermost is told: it may be the one that the results are in.
    const deleted = vscode.workspace.createFileSystemWatcher('**', true, true, false);
    const write = (file: vscode.Uri): void => this.take(this.written, file, path.dirname(file.fsPath));
    this.subscriptions = [
      files,
      folders,
      deleted,
      files.onDidCreate(write),
      files.onDidChange(write),
      folders.onDidCreate((folder) => {
        if (existsSync(path.join(folder.fsPath, 'run.json'))) this.take(this.written, folder, folder.fsPath);
      }),
      deleted.onDidDelete((uri) => this.take(this.gone, uri, uri.fsPath)),
    ];
  }

  dispose(): void {
    clearTimeout(this.pause);
    vscode.Disposable.from(...this.subscriptions).dispose();
  }

  private take(into: Set<string>, uri: vscode.Uri, folder: string): void {
    if (uri.scheme !== 'file') return;
    into.add(folder);
    this.pause ??= setTimeout(() => this.tell(), PAUSE_MS);
  }

  private tell(): void {
    const { written, gone } = this;
    this.pause = undefined;
    this.written = new Set();
    this.gone = new Set();
    this.onChange({ written, gone });
  }
}
