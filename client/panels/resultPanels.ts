import * as vscode from 'vscode';
import { keptPanelSchema } from '../../core/protocol/panel.ts';
import { chooseRun } from '../commands/openRun.ts';
import { PANELS } from '../contributions.ts';
import { tickStep } from '../welcome/walkthrough.ts';
import { ResultPanel } from './resultPanel.ts';

const BESIDE = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };

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

  /**
   * The URI of a run folder; whoever gives none is asked. With `beside`, the panel of a run that was just started comes
   * up without taking the editor from who works in it.
   */
  async open(folder: unknown, beside: unknown): Promise<void> {
    const chosen = folder instanceof vscode.Uri ? folder : await chooseRun(this.log);
    if (chosen === undefined) return;
    this.show(chosen, beside === true);
    if (beside !== true) tickStep('review');
  }

  restore(panel: vscode.WebviewPanel, kept: unknown): void {
    const parsed = keptPanelSchema.safeParse(kept);
    this.add(panel, parsed.success ? vscode.Uri.parse(parsed.data.runFolder) : undefined);
  }

  private show(runFolder: vscode.Uri, beside: boolean): void {
    const open = [...this.panels].find((panel) => panel.runFolder?.toString() === runFolder.toString());
    if (open !== undefined) {
      open.reveal();
      return;
    }
    const panel = vscode.window.createWebviewPanel(PANELS.result, 'Run', beside ? BESIDE : vscode.ViewColumn.Active, {
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
