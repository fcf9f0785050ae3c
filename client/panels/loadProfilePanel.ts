import * as vscode from 'vscode';
import path from 'node:path';
import { messageOf } from '../../core/errors.ts';
import {
  loadWebviewMessageSchema,
  type LoadHostMessage,
  type LoadsView,
  type LoadWebviewMessage,
} from '../../core/protocol/loadPanel.ts';
import { handleMessage, type Handlers } from '../../core/protocol/messages.ts';
import type { LanguageServer } from '../language/languageServer.ts';
import { LatestAnswer } from './latestAnswer.ts';
import { openPage } from './openPage.ts';

/** While somebody types, the picture follows after this pause. */
const PAUSE_MS = 100;

/** The loads of one document beside its text. The webview holds nothing: all of it is asked of the server each time. */
export class LoadProfilePanel implements vscode.Disposable {
  private readonly handlers: Handlers<LoadWebviewMessage>;
  private readonly view: LatestAnswer<LoadHostMessage>;
  private readonly subscriptions: vscode.Disposable[];
  private pause: NodeJS.Timeout | undefined;

  constructor(
    private readonly panel: vscode.WebviewPanel,
    /** Absent when VS Code brought the panel back without it. */
    private document: vscode.Uri | undefined,
    extensionUri: vscode.Uri,
    private readonly services: { server: LanguageServer; log: vscode.LogOutputChannel },
  ) {
    const { webview } = panel;
    const { log } = services;
    this.view = new LatestAnswer(
      () => this.load(),
      (message) => webview.postMessage(message),
      (error) => log.error(`The load profile could not be shown: ${messageOf(error)}`),
    );
    this.handlers = {
      ready: () => void this.view.ask(),
      reveal: ({ line }) => void this.revealLine(line),
    };
    this.subscriptions = [
      webview.onDidReceiveMessage((message: unknown) => this.receive(message)),
      vscode.workspace.onDidChangeTextDocument(({ document: { uri } }) => {
        if (uri.toString() === this.document?.toString()) this.askSoon();
      }),
      vscode.window.onDidChangeActiveTextEditor((editor) => void this.follow(editor)),
    ];
    panel.onDidDispose(() => this.dispose());
    openPage(webview, extensionUri, {
      title: 'Load Profile',
      script: 'webview-load.js',
      waiting: 'Reading the load …',
    });
    this.name();
  }

  show(document: vscode.Uri): void {
    this.document = document;
    this.name();
    void this.view.ask();
  }

  reveal(): void {
    this.panel.reveal(undefined, true);
  }

  /** The panel itself stays with VS Code. */
  dispose(): void {
    clearTimeout(this.pause);
    this.view.close();
    vscode.Disposable.from(...this.subscriptions).dispose();
  }

  private name(): void {
    const file = this.document && path.posix.basename(this.document.path);
    this.panel.title = file === undefined ? 'Load Profile' : `Load of ${file}`;
  }

  private askSoon(): void {
    clearTimeout(this.pause);
    this.pause = setTimeout(() => void this.view.ask(), PAUSE_MS);
  }

  /** The text that is edited now, where it is one that can have a load. */
  private async follow(editor: vscode.TextEditor | undefined): Promise<void> {
    if (editor === undefined || editor.document.uri.toString() === this.document?.toString()) return;
    const isServed = await this.services.server.serves(editor.document);
    if (isServed && vscode.window.activeTextEditor === editor) this.show(editor.document.uri);
  }

  private receive(message: unknown): void {
    const parsed = loadWebviewMessageSchema.safeParse(message);
    if (parsed.success) handleMessage(this.handlers, parsed.data);
    else this.services.log.warn(`The load profile sent a message that is not known: ${parsed.error.message}`);
  }

  private async load(): Promise<LoadHostMessage> {
    const { document } = this;
    if (document === undefined) {
      const problem = 'VS Code did not keep which document this panel showed.';
      return {
        kind: 'show',
        view: { kind: 'nothing', problem, remedy: 'Click into the text whose load you want to see.' },
      };
    }
    return { kind: 'show', document: document.toString(), view: await this.viewOf(document) };
  }

  private async viewOf(uri: vscode.Uri): Promise<LoadsView> {
    const file = path.posix.basename(uri.path);
    try {
      const answer = await this.services.server.loadProfileOf(await vscode.workspace.openTextDocument(uri));
      if (answer === undefined) {
        return {
          kind: 'nothing',
          problem: `${file} is no plan, no Artillery script and no k6 script.`,
          remedy: 'Click into one of these to see its load.',
        };
      }
      if (answer.loads.length > 0) return { kind: 'loads', file, loads: answer.loads };
      return {
        kind: 'nothing',
        problem: `${file} states no load that is known before it is run.`,
        remedy:
          'A plan states it as stages, an Artillery script as phases, a k6 script as options with values of their own.',
      };
    } catch (error) {
      return {
        kind: 'nothing',
        problem: `The load of ${file} cannot be read: ${messageOf(error)}`,
        remedy: 'Open the file and try again.',
      };
    }
  }

  private async revealLine(line: number): Promise<void> {
    if (this.document === undefined) return;
    try {
      const shown = vscode.window.visibleTextEditors.find(
        ({ document: { uri } }) => uri.toString() === this.document?.toString(),
      );
      const selection = new vscode.Range(line, 0, line, 0);
      const viewColumn = shown?.viewColumn ?? vscode.ViewColumn.One;
      await vscode.window.showTextDocument(this.document, { viewColumn, selection });
    } catch (error) {
      void vscode.window.showErrorMessage(`The text of this load cannot be opened: ${messageOf(error)}`);
    }
  }
}
