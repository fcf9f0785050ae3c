import * as vscode from 'vscode';

/** The one place where people and bug reports look: the output channel "Headroom". */
export function createLog(): vscode.LogOutputChannel {
  return vscode.window.createOutputChannel('Headroom', { log: true });
}
