import * as vscode from 'vscode';
import { COMMANDS, PANELS } from '../contributions.ts';
import type { ResultPanels } from '../panels/resultPanels.ts';

/** `Headroom: Open Run…` and the panels of runs. What they are made of is loaded when the first one is opened. */
export function registerRuns(extensionUri: vscode.Uri, log: vscode.LogOutputChannel): vscode.Disposable {
  let loading: Promise<ResultPanels> | undefined;
  const panels = (): Promise<ResultPanels> =>
    (loading ??= import('../plansAndRuns.ts').then((module) => new module.ResultPanels(extensionUri, log)));
  return vscode.Disposable.from(
    vscode.commands.registerCommand(COMMANDS.openRun, async (run?: unknown, beside?: unknown) =>
      (await panels()).open(folderOf(run), beside),
    ),
    vscode.window.registerWebviewPanelSerializer(PANELS.result, {
      deserializeWebviewPanel: async (panel, kept: unknown) => (await panels()).restore(panel, kept),
    }),
  );
}

/** The tree of runs names a run by its node, other callers by the URI of its folder. */
function folderOf(run: unknown): unknown {
  if (typeof run === 'object' && run !== null && 'folder' in run && typeof run.folder === 'string')
    return vscode.Uri.file(run.folder);
  return run;
}
