import * as vscode from 'vscode';
import { keptComparePanelSchema } from '../../core/protocol/comparePanel.ts';
import { PANELS } from '../contributions.ts';
import { BASELINE, type ComparedPair } from '../runs/loadComparison.ts';
import { ComparePanel } from './comparePanel.ts';

/** The open comparisons, one for each pair; brings them back after Reload Window. The panels themselves stay with VS Code. */
export class ComparePanels {
  private readonly panels = new Set<ComparePanel>();

  constructor(
    private readonly extensionUri: vscode.Uri,
    private readonly log: vscode.LogOutputChannel,
  ) {}

  show(pair: ComparedPair): void {
    const open = [...this.panels].find(
      ({ pair: shown }) => shown?.before === pair.before && shown.after === pair.after,
    );
    if (open !== undefined) {
      open.reveal();
      return;
    }
    const panel = vscode.window.createWebviewPanel(PANELS.compare, 'Comparison', vscode.ViewColumn.Active, {
      enableFindWidget: true,
    });
    this.add(panel, pair);
  }

  restore(panel: vscode.WebviewPanel, kept: unknown): void {
    const parsed = keptComparePanelSchema.safeParse(kept);
    this.add(panel, parsed.success ? pairOf(parsed.data) : undefined);
  }

  private add(panel: vscode.WebviewPanel, pair: ComparedPair | undefined): void {
    const added = new ComparePanel(panel, pair, this.extensionUri, this.log);
    this.panels.add(added);
    panel.onDidDispose(() => this.panels.delete(added));
  }
}

function pairOf({ before, after }: { before: string; after: string }): ComparedPair {
  return {
    before: before === BASELINE ? BASELINE : vscode.Uri.parse(before).fsPath,
    after: vscode.Uri.parse(after).fsPath,
  };
}
