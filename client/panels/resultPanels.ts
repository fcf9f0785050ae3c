import * as vscode from 'vscode';
import { keptPanelSchema } from '../../core/protocol/panel.ts';
import { PANELS } from '../contributions.ts';
import { ResultPanel } from './resultPanel.ts';

/** The open result panels, one for each run folder; brings them back after Reload Window. */
export class ResultPanels implements vscode.WebviewPanelSerializer, vscode.Disposable {
  private readonly panels = new Set<ResultPanel>();
  private readonly registration: vscode.Disposable;

  constructor(
    private readonly extensionUri: vscode.Uri,
    private readonly log: vscode.LogOutputChannel,
  ) {
    this.registration = vscode.window.registerWebviewPanelSerializer(PANELS.result, this);
  }

  show(runFolder: vscode.Uri): void {
    const open = [...this.panels].find((panel) => panel.runFolder?.toString() === runFolder.toString());
    if (open !== undefined) {
      open.reveal();
      return;
    }
    const panel = vscode.window.createWebviewPanel(PANELS.result, 'Run', vscode.ViewColumn.Active, {
      enableFindWidget: true,
    });
    this.add(panel, runFolder);
  }

  deserializeWebviewPanel(panel: vscode.WebviewPanel, kept: unknown): Promise<void> {
    const parsed = keptPanelSchema.safeParse(kept);
    this.add(panel, parsed.success ? vscode.Uri.parse(parsed.data.runFolder) : undefined);
    return Promise.resolve();
  }

  dispose(): void {
    this.registration.dispose();
    // The panels themselves stay with VS Code: after a reload they are handed back.
  }

  private add(panel: vscode.WebviewPanel, runFolder: vscode.Uri | undefined): void {
    const added = new ResultPanel(panel, runFolder, this.extensionUri, this.log);
    this.panels.add(added);
    panel.onDidDispose(() => this.panels.delete(added));
  }
}
