import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { panelHtml } from './panelHtml.ts';

/** Puts the page of a panel into its webview. Only what is in dist/ may be loaded there. */
export function openPage(
  webview: vscode.Webview,
  extensionUri: vscode.Uri,
  {
    title,
    script,
    styles = 'webview.css',
    waiting,
  }: { title: string; script: string; styles?: string; waiting: string },
): void {
  const dist = vscode.Uri.joinPath(extensionUri, 'dist');
  const address = (file: string): string => webview.asWebviewUri(vscode.Uri.joinPath(dist, file)).toString();
  webview.options = { enableScripts: true, localResourceRoots: [dist] };
  webview.html = panelHtml({
    title,
    cspSource: webview.cspSource,
    nonce: randomBytes(16).toString('base64url'),
    script: address(script),
    styles: address(styles),
    waiting,
  });
}
