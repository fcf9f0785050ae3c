import * as vscode from 'vscode';
import { COMMANDS, PANELS } from '../contributions.ts';
import type { LanguageServer } from '../language/languageServer.ts';
import type { LoadProfilePanels } from '../panels/loadProfilePanels.ts';

/** `Headroom: Show Load Profile` and its panel, which are loaded when they are first used. */
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
  return vscode.Disposable.from(
    vscode.commands.registerCommand(COMMANDS.showLoadProfile, async () => (await panels()).show()),
    vscode.window.registerWebviewPanelSerializer(PANELS.loadProfile, {
      deserializeWebviewPanel: async (panel, kept: unknown) => (await panels()).restore(panel, kept),
    }),
    { dispose: () => made?.dispose() },
  );
}
