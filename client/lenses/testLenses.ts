import * as vscode from 'vscode';
import { COMMANDS } from '../contributions.ts';
import type { LanguageServer } from '../language/languageServer.ts';
import type { RunsOnDisk } from '../running/runsOnDisk.ts';
import { hostOf } from '../running/hostOf.ts';
import type { RunningTests } from '../running/runningTests.ts';
import { lastVerdicts } from './lastVerdicts.ts';
import { lensesOf, type LensAction } from './lensesOf.ts';

/** The lenses above tests and suites of plans and scripts. Documents that are not served have none, and cost nothing. */
export class TestLenses implements vscode.CodeLensProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeCodeLenses = this.changed.event;
  private readonly subscriptions: vscode.Disposable[];
  private readonly times = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

  constructor(
    private readonly server: LanguageServer,
    private readonly running: RunningTests,
    onDisk: RunsOnDisk,
  ) {
    const again = (): void => this.changed.fire();
    this.subscriptions = [
      server.onDidChangeServed(again),
      running.onDidChange(again),
      onDisk.onDidFinish(again),
      onDisk.onDidFinishSuite(again),
      vscode.workspace.onDidGrantWorkspaceTrust(again),
    ];
  }

  async provideCodeLenses(
    document: vscode.TextDocument,
    token: vscode.CancellationToken,
  ): Promise<vscode.CodeLens[] | undefined> {
    // What runs is a file, and a program on this machine runs it.
    if (document.uri.scheme !== 'file' || !this.server.isServed(document)) return [];
    const answer = await this.server.testsOf(document.uri);
    if (answer === undefined || token.isCancellationRequested) return undefined;
    const last = await lastVerdicts(answer, (startedAt) => this.times.format(startedAt));
    return answer.tests.flatMap((test) => {
      const { start, end } = test.range;
      const range = new vscode.Range(start.line, start.character, end.line, end.character);
      const situation = {
        mayRun: vscode.workspace.isTrusted,
        host: hostOf(this.running.hosts, document.uri.fsPath, test),
        last: last.get(test),
      };
      return lensesOf(test, situation).map(
        ({ title, tooltip, action }) =>
          new vscode.CodeLens(range, { title, tooltip, ...commandOf(action, document.uri) }),
      );
    });
  }

  dispose(): void {
    vscode.Disposable.from(...this.subscriptions, this.changed).dispose();
  }
}

function commandOf(action: LensAction, uri: vscode.Uri): { command: string; arguments: unknown[] } {
  switch (action.kind) {
    case 'run':
      return { command: COMMANDS.run, arguments: [{ uri, test: action.test }] };
    case 'smoke':
      return { command: COMMANDS.smoke, arguments: [{ uri, test: action.test }] };
    case 'dry-run':
      return { command: COMMANDS.dryRun, arguments: [{ uri, test: action.test }] };
    case 'run-failed':
      return { command: COMMANDS.runFailed, arguments: [{ uri, test: action.test }] };
    case 'stop':
      return { command: COMMANDS.stop, arguments: [action.host] };
    case 'open':
      return { command: COMMANDS.openRun, arguments: [vscode.Uri.file(action.folder)] };
    case 'none':
      return { command: '', arguments: [] };
  }
}
