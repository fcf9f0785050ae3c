import * as vscode from 'vscode';
import { registerOpenRun } from './commands/openRun.ts';
import { PlanLanguageClient } from './languageClient.ts';
import { createLog } from './log.ts';
import { ResultPanels } from './panels/resultPanels.ts';

export interface Services {
  log: vscode.LogOutputChannel;
  languageClient: PlanLanguageClient;
  /** Ends everything in reverse order of its making, the log last. */
  shutdown(): Promise<void>;
}

/** Makes each object once and hands it to those who need it. */
export function createServices(extensionUri: vscode.Uri): Services {
  const log = createLog();
  const languageClient = new PlanLanguageClient(vscode.Uri.joinPath(extensionUri, 'dist', 'server.js').fsPath, log);
  const resultPanels = new ResultPanels(extensionUri, log);
  const openRun = registerOpenRun(resultPanels, log);
  return {
    log,
    languageClient,
    async shutdown() {
      openRun.dispose();
      resultPanels.dispose();
      await languageClient.stop();
      log.dispose();
    },
  };
}
