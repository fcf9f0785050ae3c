import * as vscode from 'vscode';

const SCHEME = 'headroom-proposal';

/**
 * A text beside what it would become. Both sides are texts of their own: the file itself would be open then, and would be
 * edited in place of being written.
 */
export class EditPreview implements vscode.Disposable {
  private readonly before: vscode.Uri;
  private readonly after: vscode.Uri;
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  private readonly subscriptions: vscode.Disposable;
  private proposed: string;
  private isShown = false;

  constructor(
    private readonly uri: vscode.Uri,
    private readonly text: string,
  ) {
    this.proposed = text;
    this.before = uri.with({ scheme: SCHEME, query: 'before' });
    this.after = uri.with({ scheme: SCHEME, query: 'after' });
    this.subscriptions = vscode.Disposable.from(
      this.changed,
      vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
        onDidChange: this.changed.event,
        provideTextDocumentContent: ({ query }) => (query === 'after' ? this.proposed : this.text),
      }),
    );
  }

  async show(): Promise<void> {
    this.isShown = true;
    const title = `${vscode.workspace.asRelativePath(this.uri)}: as it would be`;
    // In a tab of its own: in place of a text that is only looked at, it would close that text.
    const options: vscode.TextDocumentShowOptions = { preserveFocus: true, preview: false };
    await vscode.commands.executeCommand('vscode.diff', this.before, this.after, title, options);
  }

  /** The text that would be written by now. */
  propose(text: string): void {
    if (text === this.proposed) return;
    this.proposed = text;
    if (this.isShown) this.changed.fire(this.after);
  }

  /** Nothing is left to be seen of it. */
  async close(): Promise<void> {
    const tabs = vscode.window.tabGroups.all
      .flatMap((group) => group.tabs)
      .filter(
        ({ input }) => input instanceof vscode.TabInputTextDiff && input.modified.toString() === this.after.toString(),
      );
    if (tabs.length > 0) await vscode.window.tabGroups.close(tabs);
    this.dispose();
  }

  dispose(): void {
    this.subscriptions.dispose();
  }
}
