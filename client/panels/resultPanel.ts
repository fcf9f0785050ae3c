import path from 'node:path';
import * as vscode from 'vscode';
import { messageOf } from '../../core/errors.ts';
import { handleMessage, type Handlers } from '../../core/protocol/messages.ts';
import {
  webviewMessageSchema,
  type HostMessage,
  type RunFile,
  type RunView,
  type UnreadableRun,
  type WebviewMessage,
} from '../../core/protocol/panel.ts';
import { COMMANDS } from '../contributions.ts';
import { LatestAnswer } from './latestAnswer.ts';
import { PanelRun } from './live/panelRun.ts';
import { openInBrowser } from './openInBrowser.ts';
import { openPage } from './openPage.ts';

const FORGOTTEN: UnreadableRun = {
  kind: 'unreadable',
  problem: 'VS Code did not keep which run this panel showed.',
  remedy: 'Choose the run again.',
};
const END_AT_ONCE = 'End at Once';

/**
 * One run in an editor tab, while it goes on and afterwards. The webview holds nothing: each time it says `ready` it is
 * sent the whole, and of a run that goes on what is new, once a second, as long as it is seen.
 */
export class ResultPanel {
  private readonly handlers: Handlers<WebviewMessage>;
  private readonly view: LatestAnswer<RunView>;
  private readonly run: PanelRun | undefined;

  constructor(
    private readonly panel: vscode.WebviewPanel,
    /** Absent when VS Code brought a panel back without it. */
    readonly runFolder: vscode.Uri | undefined,
    extensionUri: vscode.Uri,
    private readonly log: vscode.LogOutputChannel,
  ) {
    const { webview } = panel;
    this.view = new LatestAnswer(
      () => this.load(),
      async (view) => {
        // False means that the panel is hidden or closed by now; it says `ready` again when it is shown.
        if ((await webview.postMessage(this.show(view))) && panel.visible) this.run?.shown();
      },
      (error) => log.error(`The result panel could not be told what to show: ${messageOf(error)}`),
    );
    this.run =
      runFolder &&
      new PanelRun(runFolder.fsPath, {
        onUpdate: (update) => void webview.postMessage(update satisfies HostMessage),
        onEnd: () => {
          if (panel.visible) void this.view.ask();
        },
      });
    panel.onDidDispose(() => {
      this.view.close();
      this.run?.close();
    });
    panel.onDidChangeViewState(() => {
      if (!panel.visible) this.run?.hidden();
    });
    this.handlers = {
      ready: () => {
        this.run?.lookAgain();
        void this.view.ask();
      },
      'open-file': ({ file }) => void this.openFile(file),
      'choose-run': () => void vscode.commands.executeCommand(COMMANDS.openRun),
      stop: () => void this.stop(),
    };
    panel.title = runFolder === undefined ? 'Run' : path.posix.basename(runFolder.path);
    webview.onDidReceiveMessage((message: unknown) => this.receive(message));
    openPage(webview, extensionUri, { title: panel.title, script: 'webview.js', waiting: 'Reading the run …' });
  }

  reveal(): void {
    this.panel.reveal();
  }

  private receive(message: unknown): void {
    const parsed = webviewMessageSchema.safeParse(message);
    if (parsed.success) handleMessage(this.handlers, parsed.data);
    else this.log.warn(`The result panel sent a message that is not known: ${parsed.error.message}`);
  }

  private show(view: RunView): HostMessage {
    return { kind: 'show', ...(this.runFolder && { runFolder: this.runFolder.toString() }), view };
  }

  private async load(): Promise<RunView> {
    if (this.run === undefined || this.runFolder === undefined) return FORGOTTEN;
    try {
      return await this.run.read();
    } catch (error) {
      this.log.error(`${this.runFolder.fsPath} could not be shown: ${messageOf(error)}`);
      return {
        kind: 'unreadable',
        problem: `${this.runFolder.fsPath} could not be shown: ${messageOf(error)}`,
        remedy: 'This is a defect of Headroom; the output channel "Headroom" has the details.',
      };
    }
  }

  private async stop(): Promise<void> {
    try {
      await this.run?.stop(async () => {
        const question = 'End the load generator at once?';
        const detail = 'Requests that are under way are broken off. What was measured until now is kept.';
        const options = { modal: true, detail };
        return (await vscode.window.showWarningMessage(question, options, END_AT_ONCE)) === END_AT_ONCE;
      });
    } catch (error) {
      this.log.error(`The run could not be stopped: ${messageOf(error)}`);
      void vscode.window.showErrorMessage(`The run could not be stopped: ${messageOf(error)}`);
    }
  }

  private async openFile(file: RunFile): Promise<void> {
    if (this.runFolder === undefined) return;
    const uri = vscode.Uri.joinPath(this.runFolder, file);
    try {
      if (file === 'report.html') await openInBrowser(uri);
      else await vscode.window.showTextDocument(uri);
    } catch (error) {
      void vscode.window.showErrorMessage(`${file} of this run cannot be opened: ${messageOf(error)}`);
    }
  }
}
