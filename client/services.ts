import * as vscode from 'vscode';
import { LanguageServer } from './language/languageServer.ts';
import { createLog } from './log.ts';
import { registerLoadProfile } from './register/loadProfile.ts';
import { registerRuns } from './register/runs.ts';

export interface Services {
  log: vscode.LogOutputChannel;
  languageServer: LanguageServer;
  /** Ends everything in reverse order of its making, the log last. */
  shutdown(): Promise<void>;
}

/** Makes each object once and hands it to those who need it. What draws or speaks a protocol is loaded when it is used. */
export function createServices(extensionUri: vscode.Uri): Services {
  const log = createLog();
  const languageServer = new LanguageServer(vscode.Uri.joinPath(extensionUri, 'dist', 'server.js').fsPath, log);
  const runs = registerRuns(extensionUri, log);
  const loadProfile = registerLoadProfile(extensionUri, languageServer, log);
  return {
    log,
    languageServer,
    async shutdown() {
      loadProfile.dispose();
      runs.dispose();
      await languageServer.stop();
      log.dispose();
    },
  };
}
