import * as vscode from 'vscode';
import { PLAN_GLOB } from '../../core/protocol/lsp.ts';
import { COMMANDS } from '../contributions.ts';
import type { LanguageServer } from '../language/languageServer.ts';
import { TestRuns, type Profile, type TestRunTools } from './testRuns.ts';
import { TestTree } from './testTree.ts';

/** Load tests in VS Code's Testing view: found, run, stopped and judged there, wherever a run was started. */
export class TestingView implements vscode.Disposable {
  private readonly controller = vscode.tests.createTestController('headroom', 'Load Tests');
  private readonly tree: TestTree;
  private readonly runs: TestRuns;
  private readonly subscriptions: vscode.Disposable[];
  /** Somebody has looked at the view, so that it is to be kept up to date. */
  private isDiscovered = false;

  constructor(
    private readonly server: LanguageServer,
    tools: TestRunTools,
    log: vscode.LogOutputChannel,
  ) {
    this.tree = new TestTree(this.controller, server);
    this.runs = new TestRuns(this.controller, this.tree, tools, log);
    this.controller.resolveHandler = (item) => (item === undefined ? this.discover() : this.tree.resolve(item));
    this.controller.refreshHandler = async (token) => {
      await this.tree.discover(token);
      for (const [, item] of this.controller.items) if (item.children.size > 0) await this.tree.resolve(item);
    };
    // The one that VS Code takes when nothing is said is the one that does no harm.
    this.addProfile('Smoke', 'smoke', true);
    this.addProfile('Load', 'load', false);
    this.addProfile('Dry Run', 'dry-run', false);
    const plans = vscode.workspace.createFileSystemWatcher(PLAN_GLOB, false, true, true);
    // Of a folder that is deleted only the uppermost is told. Scripts have any name, and only those of the view are read.
    const anything = vscode.workspace.createFileSystemWatcher('**', true, false, false);
    this.subscriptions = [
      plans,
      anything,
      plans.onDidCreate((uri) => this.found(uri)),
      anything.onDidChange((uri) => this.again(uri)),
      anything.onDidDelete((uri) => this.tree.forget(uri)),
      server.onDidChangeServed(() => this.showServed()),
      vscode.workspace.onDidSaveTextDocument((document) => this.again(document.uri)),
      // VS Code has read anew what another program wrote: until now the server had the text from before. It is asked
      // once it has been told, too.
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (!document.isDirty) setImmediate(() => this.again(document.uri));
      }),
    ];
    this.showServed();
  }

  dispose(): void {
    vscode.Disposable.from(...this.subscriptions, this.runs, this.controller).dispose();
  }

  private addProfile(label: string, profile: Profile, isDefault: boolean): void {
    const made = this.controller.createRunProfile(
      label,
      vscode.TestRunProfileKind.Run,
      (request, token) => this.runs.handle(request, token, profile),
      isDefault,
    );
    made.configureHandler = () => void vscode.commands.executeCommand(COMMANDS.selectEnvironment);
  }

  private async discover(): Promise<void> {
    const cancellation = new vscode.CancellationTokenSource();
    this.isDiscovered = true;
    try {
      await this.tree.discover(cancellation.token);
    } finally {
      cancellation.dispose();
    }
  }

  /** Files that are open have their tests in the margin. */
  private showServed(): void {
    for (const document of vscode.workspace.textDocuments) {
      if (document.uri.scheme === 'file' && this.server.isServed(document)) {
        void this.tree.resolve(this.tree.fileItem(document.uri));
      }
    }
  }

  /** A plan that was not there before, as after a checkout. */
  private found(uri: vscode.Uri): void {
    if (this.isDiscovered && uri.scheme === 'file') this.tree.fileItem(uri);
  }

  private again(uri: vscode.Uri): void {
    const item = this.controller.items.get(uri.toString());
    if (item !== undefined) void this.tree.resolve(item);
  }
}
