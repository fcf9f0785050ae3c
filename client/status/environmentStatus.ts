import path from 'node:path';
import * as vscode from 'vscode';
import { withoutUrlCredentials } from '../../core/text/urlCredentials.ts';
import { COMMANDS } from '../contributions.ts';
import type { Environments } from '../environment/environments.ts';
import type { LanguageServer } from '../language/languageServer.ts';

/** Against which environment a run of the file in hand would be made. Nothing for a file that has none. */
export class EnvironmentStatus implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem('headroom.environment', vscode.StatusBarAlignment.Left, 58);
  private readonly subscriptions: vscode.Disposable[];
  private latest = 0;

  constructor(
    private readonly server: LanguageServer,
    private readonly environments: Environments,
  ) {
    this.item.name = 'Headroom: Environment';
    this.item.command = { command: COMMANDS.selectEnvironment, title: 'Select Environment' };
    const again = (): void => void this.draw();
    this.subscriptions = [
      vscode.window.onDidChangeActiveTextEditor(again),
      server.onDidChangeServed(again),
      environments.onDidChange(again),
      vscode.workspace.onDidSaveTextDocument(again),
    ];
    again();
  }

  dispose(): void {
    vscode.Disposable.from(...this.subscriptions, this.item).dispose();
  }

  private async draw(): Promise<void> {
    const asked = ++this.latest;
    const document = vscode.window.activeTextEditor?.document;
    const isOurs = document !== undefined && document.uri.scheme === 'file' && this.server.isServed(document);
    const answer = isOurs ? await this.server.testsOf(document.uri) : undefined;
    // Somebody may have gone to another file meanwhile.
    if (asked !== this.latest) return;
    if (answer === undefined || document === undefined || answer.environments.choices.length === 0) {
      this.item.hide();
      return;
    }
    const chosen = this.environments.effectiveFor(path.normalize(document.uri.fsPath), answer.environments);
    const icon = chosen?.isProtected === true ? '$(shield)' : '$(server-environment)';
    this.item.text = `${icon} ${chosen?.id ?? 'no environment'}`;
    this.item.tooltip = new vscode.MarkdownString(
      chosen === undefined
        ? 'Runs are made against no environment. Press to select one.'
        : `Runs of this file are made against **${escaped(chosen.id)}**${chosen.target === undefined ? '' : ` (${escaped(withoutUrlCredentials(chosen.target))})`}${chosen.isProtected ? '. It is protected: its host is asked for before load is sent' : ''}. Press to select another.`,
    );
    this.item.accessibilityInformation = {
      label: `Headroom environment: ${chosen?.id ?? 'none'}${chosen?.isProtected === true ? ', protected' : ''}`,
      role: 'button',
    };
    this.item.show();
  }
}

/** What a file says is text, whatever characters it is made of. */
function escaped(text: string): string {
  return text.replaceAll(/[\\`*_{}[\]()#+\-.!|<>$]/g, '\\$&');
}
