import * as vscode from 'vscode';
import { PlanLanguageClient } from './languageClient.ts';
import { createLog } from './log.ts';

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
  return {
    log,
    languageClient,
    async shutdown() {
      await languageClient.stop();
      log.dispose();
    },
  };
}
