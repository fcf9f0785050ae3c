import path from 'node:path';
import * as vscode from 'vscode';
import { messageOf } from '../../../core/errors.ts';
import { readBaselineFile } from '../../../core/node/baselines.ts';
import type { RunNode } from './runList.ts';

export interface KnownBaseline {
  file: vscode.Uri;
  testId: string;
  runIds: ReadonlySet<string>;
}

const FILES = '**/headroom-baselines/*.json';
const EXCLUDED = '**/{node_modules,.git}/**';

/** The baselines of the workspace, and which runs they are made from. */
export class BaselinePins implements vscode.Disposable {
  private readonly known = new Map<string, KnownBaseline>();
  private readonly watcher = vscode.workspace.createFileSystemWatcher(FILES);
  private readonly changed = new vscode.EventEmitter<ReadonlySet<string>>();
  /** The ids of runs that were or are in the baseline that changed. */
  readonly onDidChange = this.changed.event;

  constructor(private readonly log: vscode.LogOutputChannel) {
    const take = (file: vscode.Uri): void => {
      const runIds = (): ReadonlySet<string> => this.known.get(file.toString())?.runIds ?? new Set();
      const before = runIds();
      this.read(file);
      this.changed.fire(new Set([...before, ...runIds()]));
    };
    this.watcher.onDidCreate(take);
    this.watcher.onDidChange(take);
    this.watcher.onDidDelete(take);
  }

  async findAll(): Promise<void> {
    const files = await vscode.workspace.findFiles(FILES, EXCLUDED);
    const before = this.runIds();
    this.known.clear();
    for (const file of files) this.read(file);
    this.changed.fire(new Set([...before, ...this.runIds()]));
  }

  has({ folder, testId }: RunNode): boolean {
    return this.of(folder, testId).some(({ runIds }) => runIds.has(path.basename(folder)));
  }

  /** Those of a test in the folder of the workspace that the run is in. */
  of(runFolder: string, testId: string): KnownBaseline[] {
    const root = vscode.workspace.getWorkspaceFolder(vscode.Uri.file(runFolder));
    return [...this.known.values()].filter(
      (one) => one.testId === testId && vscode.workspace.getWorkspaceFolder(one.file) === root,
    );
  }

  dispose(): void {
    this.watcher.dispose();
    this.changed.dispose();
  }

  private runIds(): string[] {
    return [...this.known.values()].flatMap(({ runIds }) => [...runIds]);
  }

  private read(file: vscode.Uri): void {
    this.known.delete(file.toString());
    if (file.scheme !== 'file') return;
    const testId = path.basename(file.fsPath, '.json');
    try {
      const baseline = readBaselineFile(path.dirname(path.dirname(file.fsPath)), testId);
      if (baseline === undefined) return;
      const runIds = new Set(baseline.runs.map(({ runId }) => runId));
      this.known.set(file.toString(), { file, testId, runIds });
    } catch (error) {
      // It marks no run; whoever compares with it is told why.
      this.log.warn(`A baseline cannot be read: ${messageOf(error)}`);
    }
  }
}
