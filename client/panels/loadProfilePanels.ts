import * as vscode from 'vscode';
import { keptLoadPanelSchema } from '../../core/protocol/loadPanel.ts';
import { PANELS } from '../contributions.ts';
import type { LanguageServer } from '../language/languageServer.ts';
import { LoadProfilePanel } from './loadProfilePanel.ts';

/** The one panel of load profiles: it shows the document that the command was given for, then whichever is edited. */
export class LoadProfilePanels implements vscode.Disposable {
  private open: LoadProfilePanel | undefined;

  constructor(
    private readonly extensionUri: vscode.Uri,
    private readonly server: LanguageServer,
    private readonly log: vscode.LogOutputChannel,
  ) {}

  show(): void {
    const document = vscode.window.activeTextEditor?.document;
    if (this.open !== undefined) {
      if (document !== undefined) this.open.show(document.uri);
      this.open.reveal();
      return;
    }
    if (document === undefined) {
      void vscode.window.showInformationMessage(
        'Open a plan, an Artillery script or a k6 script first: its load profile is shown beside it.',
      );
      return;
    }
    const place = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
    this.add(vscode.window.createWebviewPanel(PANELS.loadProfile, 'Load Profile', place), document.uri);
  }

  restore(panel: vscode.WebviewPanel, kept: unknown): void {
    const parsed = keptLoadPanelSchema.safeParse(kept);
    if (this.open === undefined) this.add(panel, parsed.success ? vscode.Uri.parse(parsed.data.document) : undefined);
    else panel.dispose();
  }

  dispose(): void {
    this.open?.dispose();
  }

  private add(panel: vscode.WebviewPanel, document: vscode.Uri | undefined): void {
    this.open = new LoadProfilePanel(panel, document, this.extensionUri, { server: this.server, log: this.log });
    panel.onDidDispose(() => (this.open = undefined));
  }
}
