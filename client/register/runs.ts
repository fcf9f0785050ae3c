import * as vscode from 'vscode';
import { COMMANDS, PANELS } from '../contributions.ts';
import type { ResultPanels } from '../panels/resultPanels.ts';

/** `Headroom: Open Run…` and the panels of runs. What they are made of is loaded when the first one is opened. */
export function registerRuns(extensionUri: vscode.Uri, log: vscode.LogOutputChannel): vscode.Disposable {
  let loading: Promise<ResultPanels> | undefined;
  const panels = (): Promise<ResultPanels> =>
    (loading ??= import('../panels/resultPanels.ts').then((module) => new module.ResultPanels(extensionUri, log)));
  return vscode.Disposable.from(
    vscode.commands.registerCommand(COMMANDS.openRun, async (folder?: unknown) => (await panels()).open(folder)),
    vscode.window.registerWebviewPanelSerializer(PANELS.result, {
      deserializeWebviewPanel: async (panel, kept: unknown) => (await panels()).restore(panel, kept),
    }),
  );
}
