import path from 'node:path';
import * as vscode from 'vscode';
import { RUN_FOLDERS } from '../runs/findRuns.ts';

/** Tells of every run in a folder of the workspace, whoever started it: a terminal or another window does so without a word. */
export class RunsOnDisk implements vscode.Disposable {
  private readonly begun = new vscode.EventEmitter<void>();
  private readonly finished = new vscode.EventEmitter<string>();
  private readonly suiteFinished = new vscode.EventEmitter<void>();
  readonly onDidBegin = this.begun.event;
  /** Path of the run folder, with everything of the run in it. */
  readonly onDidFinish = this.finished.event;
  /** All members have ended, and what became of the suite is written. */
  readonly onDidFinishSuite = this.suiteFinished.event;
  private readonly subscriptions: { dispose(): unknown }[];

  constructor() {
    // The first file of a run, and the last one.
    const manifests = vscode.workspace.createFileSystemWatcher(`${RUN_FOLDERS}/run.json`, false, true, true);
    const results = vscode.workspace.createFileSystemWatcher(`${RUN_FOLDERS}/result.json`, false, true, true);
    const suites = vscode.workspace.createFileSystemWatcher(`${RUN_FOLDERS}/suite.json`, false, true, true);
    manifests.onDidCreate(() => this.begun.fire());
    results.onDidCreate(({ fsPath }) => this.finished.fire(path.dirname(fsPath)));
    suites.onDidCreate(() => this.suiteFinished.fire());
    this.subscriptions = [manifests, results, suites, this.begun, this.finished, this.suiteFinished];
  }

  dispose(): void {
    vscode.Disposable.from(...this.subscriptions).dispose();
  }
}
