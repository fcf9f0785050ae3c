import * as vscode from 'vscode';
import { keptPanelSchema } from '../../core/protocol/panel.ts';
import { chooseRun } from '../commands/openRun.ts';
import { PANELS } from '../contributions.ts';
import { ResultPanel } from './resultPanel.ts';

/**
 * The open result panels, one for each run folder; brings them back after Reload Window. The panels themselves stay with
 * VS Code when the extension ends: after a reload they are handed back.
 */
export class ResultPanels {
  private readonly panels = new Set<ResultPanel>();

  constructor(
    private readonly extensionUri: vscode.Uri,
    private readonly log: vscode.LogOutputChannel,
  ) {}

  /** The URI of a run folder; whoever gives none is asked. */
  async open(folder: unknown): Promise<void> {
    const chosen = folder instanceof vscode.Uri ? folder : await chooseRun(this.log);
    if (chosen !== undefined) this.show(chosen);
  }

  restore(panel: vscode.WebviewPanel, kept: unknown): void {
    const parsed = keptPanelSchema.safeParse(kept);
    this.add(panel, parsed.success ? vscode.Uri.parse(parsed.data.runFolder) : undefined);
  }

  private show(runFolder: vscode.Uri): void {
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

  private add(panel: vscode.WebviewPanel, runFolder: vscode.Uri | undefined): void {
    const added = new ResultPanel(panel, runFolder, this.extensionUri, this.log);
    this.panels.add(added);
    panel.onDidDispose(() => this.panels.delete(added));
  }
}
