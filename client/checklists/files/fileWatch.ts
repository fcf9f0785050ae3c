import * as vscode from 'vscode';
import { MARKDOWN_FILES } from '../mayHaveItems.ts';
import { textsOfTab } from './openText.ts';

export interface FileListener {
  /** Whether the text of this file is of interest. */
  knows(uri: vscode.Uri): boolean;
  knowsWithin(folder: vscode.Uri): boolean;
  readAgain(uris: readonly vscode.Uri[]): Promise<void>;
  /** There may be others than before. */
  lookAgain(): Promise<void>;
}

/** Changes that come together are told together. */
const PAUSE_MS = 150;
/** Reading a long text for every key that is pressed must leave the editor most of its time. */
const SHARE_OF_TIME = 4;
const LONGEST_PAUSE_MS = 2000;

const NEVER_LISTED = /\/(?:node_modules|\.git|\d{8}_\d{6}_[^/]+)(?:\/|$)/;

/** Tells of every change of Markdown files, on disk and in editors. */
export class FileWatch implements vscode.Disposable {
  private changed = new Map<string, vscode.Uri>();
  private mayBeOthers = false;
  private pause: NodeJS.Timeout | undefined;
  private pauseMs = PAUSE_MS;
  private isEnded = false;
  private readonly subscriptions: vscode.Disposable;

  constructor(
    private readonly listener: FileListener,
    private readonly onFailure: (error: unknown) => void,
  ) {
    const files = vscode.workspace.createFileSystemWatcher(MARKDOWN_FILES);
    // Of a folder that is moved or deleted, only the uppermost is told.
    const folders = vscode.workspace.createFileSystemWatcher('**', false, true, false);
    const lookAgain = (): void => this.lookAgain();
    const change = (uri: vscode.Uri): void => this.change(uri);
    this.subscriptions = vscode.Disposable.from(
      files,
      folders,
      // A file that is written anew as a whole may be told as made.
      files.onDidCreate((uri) => (listener.knows(uri) ? change(uri) : lookAgain())),
      files.onDidChange(change),
      folders.onDidCreate((uri) => {
        if (!NEVER_LISTED.test(uri.path)) void isFolder(uri).then((yes) => yes && lookAgain());
      }),
      folders.onDidDelete((uri) => {
        if (listener.knowsWithin(uri)) lookAgain();
      }),
      vscode.workspace.onDidChangeTextDocument(({ document }) => change(document.uri)),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => change(uri)),
      vscode.window.tabGroups.onDidChangeTabs(({ closed, opened }) => {
        for (const uri of [...closed, ...opened].flatMap(textsOfTab)) change(uri);
      }),
      vscode.workspace.onDidChangeWorkspaceFolders(lookAgain),
      vscode.workspace.onDidChangeConfiguration((settings) => {
        if (settings.affectsConfiguration('files.exclude')) lookAgain();
      }),
    );
  }

  dispose(): void {
    this.isEnded = true;
    clearTimeout(this.pause);
    this.subscriptions.dispose();
  }

  private change(uri: vscode.Uri): void {
    if (!this.listener.knows(uri)) return;
    this.changed.set(uri.toString(), uri);
    this.later();
  }

  private lookAgain(): void {
    this.mayBeOthers = true;
    this.later();
  }

  private later(): void {
    this.pause ??= setTimeout(() => void this.tell(), this.pauseMs);
  }

  private hasMore(): boolean {
    return this.changed.size > 0 || this.mayBeOthers;
  }

  private async tell(): Promise<void> {
    const startedAt = performance.now();
    const uris = [...this.changed.values()];
    const { mayBeOthers } = this;
    this.changed = new Map();
    this.mayBeOthers = false;
    try {
      if (mayBeOthers) await this.listener.lookAgain();
      await this.listener.readAgain(uris);
    } catch (error) {
      this.onFailure(error);
    }
    const tookMs = performance.now() - startedAt;
    this.pauseMs = Math.min(LONGEST_PAUSE_MS, Math.max(PAUSE_MS, tookMs * SHARE_OF_TIME));
    this.pause = undefined;
    if (!this.isEnded && this.hasMore()) this.later();
  }
}

async function isFolder(uri: vscode.Uri): Promise<boolean> {
  try {
    return (await vscode.workspace.fs.stat(uri)).type === vscode.FileType.Directory;
  } catch {
    // It is gone again, which is told by itself.
    return false;
  }
}
