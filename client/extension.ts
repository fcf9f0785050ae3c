import type * as vscode from 'vscode';
import { createServices, type Services } from './services.ts';

/** What other extensions and our own tests may ask. */
export interface HeadroomApi {
  isLanguageServerRunning(): boolean;
}

let services: Services | undefined;

export function activate(context: vscode.ExtensionContext): HeadroomApi {
  const made = createServices(context.extensionUri);
  services = made;
  return { isLanguageServerRunning: () => made.languageClient.isRunning };
}

export async function deactivate(): Promise<void> {
  await services?.shutdown();
  services = undefined;
}
