import path from 'node:path';
import * as vscode from 'vscode';
import { messageOf } from '../../core/errors.ts';
import {
  compareWebviewMessageSchema,
  type CompareHostMessage,
  type CompareView,
  type CompareWebviewMessage,
} from '../../core/protocol/comparePanel.ts';
import { handleMessage, type Handlers } from '../../core/protocol/messages.ts';
import { COMMANDS } from '../contributions.ts';
import { BASELINE, loadComparison, type ComparedPair } from '../runs/loadComparison.ts';
import { LatestAnswer } from './latestAnswer.ts';
import { openPage } from './openPage.ts';

const FORGOTTEN: CompareView = {
  kind: 'unreadable',
  problem: 'VS Code did not keep which runs this panel compared.',
  remedy: 'Choose the runs again.',
};

/** Two runs in an editor tab. The webview holds nothing: each time it says `ready`, both are read and sent whole. */
export class ComparePanel {
  private readonly handlers: Handlers<CompareWebviewMessage>;
  private readonly view: LatestAnswer<CompareHostMessage>;

  constructor(
    private readonly panel: vscode.WebviewPanel,
    /** Absent when VS Code brought the panel back without it. */
    public pair: ComparedPair | undefined,
    extensionUri: vscode.Uri,
    private readonly log: vscode.LogOutputChannel,
  ) {
    const { webview } = panel;
    this.view = new LatestAnswer(
      () => this.load(),
      (message) => webview.postMessage(message),
      (error) => log.error(`The comparison could not be shown: ${messageOf(error)}`),
    );
    panel.onDidDispose(() => this.view.close());
    this.handlers = {
      ready: () => void this.view.ask(),
      swap: () => this.swap(),
      'open-run': ({ side }) => this.openRun(side),
      'choose-runs': () => void vscode.commands.executeCommand(COMMANDS.compareRuns),
    };
    webview.onDidReceiveMessage((message: unknown) => this.receive(message));
    this.name();
    openPage(webview, extensionUri, {
      title: panel.title,
      script: 'webview-compare.js',
      styles: 'webview-compare.css',
      waiting: 'Reading both runs …',
    });
  }

  /** Asked for again, so it is read again: a baseline may have been chosen since. */
  reveal(): void {
    this.panel.reveal();
    void this.view.ask();
  }

  private receive(message: unknown): void {
    const parsed = compareWebviewMessageSchema.safeParse(message);
    if (parsed.success) handleMessage(this.handlers, parsed.data);
    else this.log.warn(`The comparison panel sent a message that is not known: ${parsed.error.message}`);
  }

  private name(): void {
    this.panel.title =
      this.pair === undefined ? 'Comparison' : `${nameOf(this.pair.before)} ↔ ${nameOf(this.pair.after)}`;
  }

  private swap(): void {
    // A baseline is what later runs are measured by, so it is never what came after.
    if (this.pair === undefined || this.pair.before === BASELINE) return;
    this.pair = { before: this.pair.after, after: this.pair.before };
    this.name();
    void this.view.ask();
  }

  private openRun(side: 'before' | 'after'): void {
    const folder = this.pair?.[side];
    if (folder === undefined || folder === BASELINE) return;
    void vscode.commands.executeCommand(COMMANDS.openRun, vscode.Uri.file(folder));
  }

  private async load(): Promise<CompareHostMessage> {
    const { pair } = this;
    if (pair === undefined) return { kind: 'show', view: FORGOTTEN };
    return {
      kind: 'show',
      pair: { before: keptName(pair.before), after: keptName(pair.after) },
      view: await this.read(pair),
    };
  }

  private async read(pair: ComparedPair): Promise<CompareView> {
    try {
      return await loadComparison(pair);
    } catch (error) {
      const problem = `${pair.before} and ${pair.after} could not be compared: ${messageOf(error)}`;
      this.log.error(problem);
      return {
        kind: 'unreadable',
        problem,
        remedy: 'This is a defect of Headroom; the output channel "Headroom" has the details.',
      };
    }
  }
}

function nameOf(folder: string): string {
  return path.basename(folder);
}

function keptName(folder: string): string {
  return folder === BASELINE ? BASELINE : vscode.Uri.file(folder).toString();
}
