import * as vscode from 'vscode';
import { COMMANDS, CONTEXT, PANELS } from '../contributions.ts';
import type { LanguageServer } from '../language/languageServer.ts';
import type { LoadProfilePanels } from '../panels/loadProfilePanels.ts';

/**
 * `Headroom: Show Load Profile`, also in the title of texts that may have one, and its panel, which is loaded when it is
 * first used.
 */
export function registerLoadProfile(
  extensionUri: vscode.Uri,
  server: LanguageServer,
  log: vscode.LogOutputChannel,
): vscode.Disposable {
  let loading: Promise<LoadProfilePanels> | undefined;
  let made: LoadProfilePanels | undefined;
  const panels = (): Promise<LoadProfilePanels> =>
    (loading ??= import('../panels/loadProfilePanels.ts').then(
      (module) => (made = new module.LoadProfilePanels(extensionUri, server, log)),
    ));
  const offer = (): void => {
    const document = vscode.window.activeTextEditor?.document;
    // No text is active while the panel is used; the one beside it keeps its button.
    if (document === undefined) return;
    void vscode.commands.executeCommand('setContext', CONTEXT.isServed, server.isServed(document));
  };
  offer();
  return vscode.Disposable.from(
    server.onDidChangeServed(offer),
    vscode.window.onDidChangeActiveTextEditor(offer),
    vscode.commands.registerCommand(COMMANDS.showLoadProfile, async () => (await panels()).show()),
    vscode.window.registerWebviewPanelSerializer(PANELS.loadProfile, {
      deserializeWebviewPanel: async (panel, kept: unknown) => (await panels()).restore(panel, kept),
    }),
    { dispose: () => made?.dispose() },
  );
}
