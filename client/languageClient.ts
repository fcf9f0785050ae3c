import * as vscode from 'vscode';
import { LanguageClient, TransportKind, type LanguageClientOptions } from 'vscode-languageclient/node';
import { messageOf } from '../core/errors.ts';
import { PLAN_FILE_PATTERNS, PLAN_LANGUAGE_ID, isPlanFile } from '../core/protocol/lsp.ts';

/** The language server's life in the editor: started by the first plan that is open, stopped with the window. */
export class PlanLanguageClient implements vscode.Disposable {
  private readonly subscription: vscode.Disposable;
  private client: LanguageClient | undefined;

  constructor(
    private readonly serverModule: string,
    private readonly log: vscode.LogOutputChannel,
  ) {
    this.subscription = vscode.workspace.onDidOpenTextDocument((document) => {
      this.startFor(document);
    });
    vscode.workspace.textDocuments.forEach((document) => {
      this.startFor(document);
    });
  }

  get isRunning(): boolean {
    return this.client?.isRunning() ?? false;
  }

  /** Resolves when the server has ended; VS Code waits for it while it closes the window. */
  async stop(): Promise<void> {
    this.subscription.dispose();
    const client = this.client;
    this.client = undefined;
    try {
      await client?.dispose();
    } catch (error) {
      this.log.warn(`The language server did not stop in order: ${messageOf(error)}`);
    }
  }

  dispose(): void {
    void this.stop();
  }

  private startFor(document: vscode.TextDocument): void {
    if (this.client || !isPlan(document)) return;
    this.client = new LanguageClient(
      'headroom',
      'Headroom',
      { module: this.serverModule, transport: TransportKind.stdio },
      this.options(),
    );
    this.log.info(`Starting the language server for ${document.uri.toString()}`);
    this.client.start().catch((error: unknown) => {
      this.log.error(`The language server did not start: ${messageOf(error)}`);
    });
  }

  private options(): LanguageClientOptions {
    return {
      documentSelector: [
        { language: PLAN_LANGUAGE_ID },
        ...PLAN_FILE_PATTERNS.map((pattern) => ({ pattern: `**/${pattern}` })),
      ],
      outputChannel: this.log,
      diagnosticPullOptions: { onChange: true, onSave: true },
    };
  }
}

/** By language or by name, so that a plan which the user associates with YAML is served too. */
function isPlan(document: vscode.TextDocument): boolean {
  return document.languageId === PLAN_LANGUAGE_ID || isPlanFile(document.uri.path);
}
