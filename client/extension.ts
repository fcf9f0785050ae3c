import type * as vscode from 'vscode';
import type { RunsView } from './runs/tree/runsView.ts';
import { createServices, type Services } from './services.ts';

/** What other extensions and our own tests may ask. */
export interface HeadroomApi {
  isLanguageServerRunning(): boolean;
  /** Whether the language server is told of a document. */
  serves(document: vscode.TextDocument): Promise<boolean>;
  /** The list of runs, as the view "Runs" draws it. */
  runs(): Promise<RunsTree>;
}

type RunsTree = Pick<RunsView, 'childrenOf' | 'itemOf'>;

let services: Services | undefined;

export function activate(context: vscode.ExtensionContext): HeadroomApi {
  const began = performance.now();
  const made = createServices(context);
  services = made;
  made.log.info(`Activated in ${(performance.now() - began).toFixed(1)} ms`);
  const { languageServer, runsView } = made;
  return {
    isLanguageServerRunning: () => languageServer.isRunning,
    serves: (document) => languageServer.serves(document),
    runs: () => runsView.view(),
  };
}

export async function deactivate(): Promise<void> {
  await services?.shutdown();
  services = undefined;
}
