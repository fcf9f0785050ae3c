import * as vscode from 'vscode';
import { messageOf } from '../../core/errors.ts';
import type { LoadProfileAnswer, TestsAnswer } from '../../core/protocol/lsp.ts';
import { SETTINGS } from '../contributions.ts';
import { dialectOfDocument, mayBeOurs } from './documents.ts';
import type { HeadroomLanguageClient } from './languageClient.ts';

/** While somebody types, a text that is of no dialect yet is looked at again after this pause. */
const PAUSE_MS = 300;

/**
 * The language server in the editor. It is started by the first document that is something for it, is told of such
 * documents only, and is stopped with the window. A document that becomes one while it is written is served from then on.
 */
export class LanguageServer implements vscode.Disposable {
  private readonly subscriptions: vscode.Disposable[];
  private readonly servedChanged = new vscode.EventEmitter<void>();
  /** A document is served from now on, or no longer. */
  readonly onDidChangeServed = this.servedChanged.event;
  /** Documents that are served, by their URIs. */
  private readonly served = new Set<string>();
  private readonly pauses = new Map<string, NodeJS.Timeout>();
  private client: Promise<HeadroomLanguageClient> | undefined;
  private running: HeadroomLanguageClient | undefined;

  constructor(
    private readonly serverModule: string,
    private readonly log: vscode.LogOutputChannel,
  ) {
    this.subscriptions = [
      vscode.workspace.onDidOpenTextDocument((document) => void this.consider(document)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.considerSoon(document)),
      vscode.workspace.onDidCloseTextDocument((document) => this.release(document)),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (Object.values(SETTINGS).some((setting) => change.affectsConfiguration(setting))) this.considerAll();
      }),
    ];
    this.considerAll();
  }

  get isRunning(): boolean {
    return this.running?.isRunning ?? false;
  }

  /** True once the server is told of the document. */
  isServed(document: vscode.TextDocument): boolean {
    return this.served.has(keyOf(document));
  }

  /** True for a document that is something for the server. Never rejects. */
  serves(document: vscode.TextDocument): Promise<boolean> {
    return this.consider(document);
  }

  /** The load of an open document; undefined when it is nothing for the server. */
  async loadProfileOf(document: vscode.TextDocument): Promise<LoadProfileAnswer | undefined> {
    if (!(await this.consider(document))) return undefined;
    const client = await this.client;
    return client?.loadProfileOf(document);
  }

  /** Tests of a file, also of one that is not open. Undefined when the server cannot be asked. */
  async testsOf(uri: vscode.Uri): Promise<TestsAnswer | undefined> {
    try {
      const client = await (this.client ??= this.start());
      return await client.testsOf(uri);
    } catch (error) {
      this.log.error(`The tests of ${uri.toString()} are not known: ${messageOf(error)}`);
      return undefined;
    }
  }

  /** Resolves when the server has ended; VS Code waits for it while it closes the window. */
  async stop(): Promise<void> {
    vscode.Disposable.from(...this.subscriptions, this.servedChanged).dispose();
    for (const pause of this.pauses.values()) clearTimeout(pause);
    this.pauses.clear();
    this.served.clear();
    try {
      const client = await this.client;
      await client?.stop();
    } catch (error) {
      this.log.warn(`The language server did not stop in order: ${messageOf(error)}`);
    }
  }

  dispose(): void {
    void this.stop();
  }

  private considerAll(): void {
    for (const document of vscode.workspace.textDocuments) void this.consider(document, { again: true });
  }

  private async consider(document: vscode.TextDocument, { again = false } = {}): Promise<boolean> {
    if (this.isServed(document) && !again) return true;
    try {
      const dialect = await dialectOfDocument(document);
      if (document.isClosed) return false;
      if (dialect === undefined) {
        this.release(document);
        return false;
      }
      if (this.client === undefined) this.log.info(`Starting the language server for ${keyOf(document)}`);
      this.add(document);
      const client = await (this.client ??= this.start());
      // It may have been closed meanwhile.
      if (this.isServed(document)) client.serve(document);
      return this.isServed(document);
    } catch (error) {
      this.log.error(`${keyOf(document)} cannot be served: ${messageOf(error)}`);
      return false;
    }
  }

  private considerSoon(document: vscode.TextDocument): void {
    const key = keyOf(document);
    if (this.served.has(key) || !mayBeOurs(document)) return;
    clearTimeout(this.pauses.get(key));
    const look = (): void => {
      this.pauses.delete(key);
      void this.consider(document);
    };
    this.pauses.set(key, setTimeout(look, PAUSE_MS));
  }

  private add(document: vscode.TextDocument): void {
    if (this.isServed(document)) return;
    this.served.add(keyOf(document));
    this.servedChanged.fire();
  }

  private release(document: vscode.TextDocument): void {
    const key = keyOf(document);
    clearTimeout(this.pauses.get(key));
    this.pauses.delete(key);
    if (!this.served.delete(key)) return;
    this.running?.release(key);
    this.servedChanged.fire();
  }

  private async start(): Promise<HeadroomLanguageClient> {
    const { HeadroomLanguageClient } = await import('./languageClient.ts');
    this.running = new HeadroomLanguageClient(this.serverModule, this.log);
    return this.running;
  }
}

function keyOf({ uri }: vscode.TextDocument): string {
  return uri.toString();
}
