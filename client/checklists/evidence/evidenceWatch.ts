import * as vscode from 'vscode';
import { PLAN_GLOB } from '../../../core/protocol/lsp.ts';
import { RunWatcher } from '../../runs/tree/runWatcher.ts';
import { MARKDOWN_LANGUAGE_ID } from '../mayHaveItems.ts';

const BASELINES = '**/headroom-baselines/*.json';

/** Tells when runs, plans or what belongs to them may say something else than before. */
export class EvidenceWatch implements vscode.Disposable {
  private readonly subscriptions: vscode.Disposable;

  constructor(onChange: () => void) {
    const watchers = [PLAN_GLOB, BASELINES].map((glob) => vscode.workspace.createFileSystemWatcher(glob));
    this.subscriptions = vscode.Disposable.from(
      new RunWatcher(onChange),
      ...watchers,
      ...watchers.flatMap((files) => [
        files.onDidCreate(onChange),
        files.onDidChange(onChange),
        files.onDidDelete(onChange),
      ]),
      // A script or a data file can be part of the load of a test, whatever its name is.
      vscode.workspace.onDidSaveTextDocument(({ languageId }) => {
        if (languageId !== MARKDOWN_LANGUAGE_ID) onChange();
      }),
    );
  }

  dispose(): void {
    this.subscriptions.dispose();
  }
}
