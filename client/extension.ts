import type * as vscode from 'vscode';
import { createServices, type Services } from './services.ts';

/** What other extensions and our own tests may ask. */
export interface HeadroomApi {
  isLanguageServerRunning(): boolean;
  /** Whether the language server is told of a document. */
  serves(document: vscode.TextDocument): Promise<boolean>;
}

let services: Services | undefined;

export function activate(context: vscode.ExtensionContext): HeadroomApi {
  const made = createServices(context.extensionUri);
  services = made;
  const { languageServer } = made;
  return {
    isLanguageServerRunning: () => languageServer.isRunning,
    serves: (document) => languageServer.serves(document),
  };
}

export async function deactivate(): Promise<void> {
  await services?.shutdown();
  services = undefined;
}
