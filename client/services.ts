import * as vscode from 'vscode';
import { LanguageServer } from './language/languageServer.ts';
import { createLog } from './log.ts';
import { registerChecklists } from './register/checklists.ts';
import { registerLoadProfile } from './register/loadProfile.ts';
import { registerRunbook } from './register/runbook.ts';
import { registerRunning } from './register/running.ts';
import { registerRuns } from './register/runs.ts';
import { registerRunsView, type RegisteredRunsView } from './register/runsView.ts';

export interface Services {
  log: vscode.LogOutputChannel;
  languageServer: LanguageServer;
  runsView: RegisteredRunsView;
  /** Ends everything in reverse order of its making, the log last. */
  shutdown(): Promise<void>;
}

/** Makes each object once and hands it to those who need it. What draws or speaks a protocol is loaded when it is used. */
export function createServices(context: vscode.ExtensionContext): Services {
  const { extensionUri } = context;
  const log = createLog();
  const languageServer = new LanguageServer(vscode.Uri.joinPath(extensionUri, 'dist', 'server.js').fsPath, log);
  const runs = registerRuns(extensionUri, log);
  const runsView = registerRunsView(context, languageServer, log);
  const checklists = registerChecklists(log);
  const running = registerRunning(context, languageServer, log, (folder) => {
    runsView.seen(folder);
    checklists.seenRun();
  });
  const loadProfile = registerLoadProfile(extensionUri, languageServer, log);
  const runbook = registerRunbook(context, languageServer, log);
  return {
    log,
    languageServer,
    runsView,
    async shutdown() {
      runbook.dispose();
      loadProfile.dispose();
      running.dispose();
      checklists.dispose();
      runsView.dispose();
      runs.dispose();
      await languageServer.stop();
      log.dispose();
    },
  };
}
