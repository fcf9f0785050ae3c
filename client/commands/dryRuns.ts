import path from 'node:path';
import * as vscode from 'vscode';
import { runCommand, type CommandOptions } from '../../core/node/runCommand.ts';
import type { Engine } from '../running/engine.ts';
import { dryRunArguments, type RunChoice } from '../running/runChoice.ts';
import { UNSAVED, UNTRUSTED } from '../running/runningTests.ts';

export const DRY_RUN_SCHEME = 'headroom-dry-run';
/** Finding the tools and their versions takes most of it. */
const LONGEST_DRY_RUN_MS = 60_000;

/** What a dry run has told. */
export interface DryRunOutcome {
  lines: readonly string[];
  /** Why that is not all of it; absent when it is. */
  failure?: string;
}

/** What a run would start, as a text that nobody can edit: programs with their arguments, and the files for them. */
export class DryRuns implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly texts = new Map<string, string>();
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changed.event;
  private readonly subscriptions = [
    vscode.workspace.registerTextDocumentContentProvider(DRY_RUN_SCHEME, this),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => this.texts.delete(uri.toString())),
  ];

  constructor(private readonly engine: Engine) {}

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.texts.get(uri.toString()) ?? 'This dry run is over. Make it again to see it.';
  }

  async show(choice: RunChoice): Promise<void> {
    const what = choice.suite ?? choice.tests?.join(', ') ?? path.basename(choice.file);
    const title = `Dry run of ${what} …`;
    const { lines, failure } = await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Window, title },
      () => this.make(choice),
    );
    const uri = vscode.Uri.from({ scheme: DRY_RUN_SCHEME, path: `/Dry run of ${what}`, query: choice.file });
    this.texts.set(uri.toString(), [...lines, ...(failure === undefined ? [] : ['', failure])].join('\n'));
    this.changed.fire(uri);
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: true });
  }

  /** Asks the command line. Never rejects: why it tells nothing is told here. */
  async make(choice: RunChoice, how: Pick<CommandOptions, 'onLine' | 'signal'> = {}): Promise<DryRunOutcome> {
    if (!vscode.workspace.isTrusted) return { lines: [], failure: UNTRUSTED };
    if (!(await vscode.workspace.saveAll(false))) return { lines: [], failure: UNSAVED };
    const [program, bundle] = this.engine.command;
    const { lines, failure, exitCode } = await runCommand([program, bundle, ...dryRunArguments(choice)], {
      cwd: path.dirname(choice.file),
      env: this.engine.environment,
      timeoutMs: LONGEST_DRY_RUN_MS,
      ...how,
    });
    if (failure !== undefined) return { lines, failure };
    return exitCode === 0 ? { lines } : { lines, failure: `The dry run ended with ${String(exitCode)}.` };
  }

  dispose(): void {
    vscode.Disposable.from(...this.subscriptions, this.changed).dispose();
  }
}
