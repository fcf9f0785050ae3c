import * as vscode from 'vscode';
import type { Refusal } from './runningTests.ts';

const DETAILS = 'Show Details';

/** Says that nothing was sent, why, and where to get what is missing. */
export async function tellRefusal(what: string, { message, get, showDetails }: Refusal): Promise<void> {
  const how = get && `How to Get ${get.tool}`;
  const buttons = [...(how === undefined ? [] : [how]), ...(showDetails === undefined ? [] : [DETAILS])];
  const chosen = await vscode.window.showErrorMessage(`${what} was not run. ${message}`, ...buttons);
  if (get !== undefined && chosen === how) await vscode.env.openExternal(vscode.Uri.parse(get.page));
  if (chosen === DETAILS) showDetails?.();
}
