import * as vscode from 'vscode';
import { SETTINGS } from '../../contributions.ts';
import { MARKDOWN_LANGUAGE_ID, mayHaveProblems } from '../mayHaveItems.ts';

export { MARKDOWN_LANGUAGE_ID };

/** Reports in run folders state what the plan of then did. */
const IN_RUN_FOLDER = /\/\d{8}_\d{6}_[^/]+\//;

/** Whether a text can have problems of ours and is to show them. For most texts that costs a search for a few characters. */
export function isProblemText(document: vscode.TextDocument): boolean {
  const { languageId, uri } = document;
  return (
    languageId === MARKDOWN_LANGUAGE_ID && isReachable(uri) && mayHaveProblems(document.getText()) && isWanted(uri)
  );
}

/** No older versions of a file beside a comparison. */
function isReachable({ scheme, path }: vscode.Uri): boolean {
  if (IN_RUN_FOLDER.test(path)) return false;
  return scheme === 'file' || scheme === 'untitled';
}

function isWanted(uri: vscode.Uri): boolean {
  return vscode.workspace.getConfiguration(undefined, uri).get<boolean>(SETTINGS.checklistProblems) ?? true;
}
