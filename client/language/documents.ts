import * as vscode from 'vscode';
import type { Dialect } from '../../core/configs/recognise.ts';
import { hasTellingKey, LONGEST_LOOK, mayBeK6Script } from '../../core/configs/worthReading.ts';
import { isPlanFile, pathOfDocument, PLAN_LANGUAGE_ID, SCRIPT_LANGUAGE_IDS } from '../../core/protocol/lsp.ts';
import { SETTINGS } from '../contributions.ts';

/**
 * Which dialect a document is in, decided before the server is told of it. Undefined for all that is none of ours:
 * that costs a search for a few words, and no parser is loaded for it.
 */
export async function dialectOfDocument(document: vscode.TextDocument): Promise<Dialect | undefined> {
  const { languageId, uri } = document;
  if (!mayBeOurs(document)) return undefined;
  if (isPlan(document)) return 'plan';
  const start = startOf(document);
  const isScript = languageId === 'javascript' || languageId === 'typescript';
  if (!(isScript ? mayBeK6Script(start) : hasTellingKey(start))) return undefined;
  const { dialectOf } = await import('./recognition.ts');
  const dialect = dialectOf(pathOfDocument(uri.path, languageId), start);
  return dialect !== undefined && isWanted(dialect, uri) ? dialect : undefined;
}

/** By language and place alone, whatever the text is. */
export function mayBeOurs(document: vscode.TextDocument): boolean {
  return isReachable(document.uri) && (isPlan(document) || SCRIPT_LANGUAGE_IDS.includes(document.languageId));
}

/** By language or by name, so that a plan which the user associates with YAML is one too. */
function isPlan({ languageId, uri }: vscode.TextDocument): boolean {
  return languageId === PLAN_LANGUAGE_ID || isPlanFile(uri.path);
}

/** Files, what is not saved yet, and what the workspace itself is made of: no old versions beside a comparison. */
function isReachable({ scheme }: vscode.Uri): boolean {
  if (scheme === 'file' || scheme === 'untitled') return true;
  return vscode.workspace.workspaceFolders?.some(({ uri }) => uri.scheme === scheme) ?? false;
}

function isWanted(dialect: Dialect, uri: vscode.Uri): boolean {
  switch (dialect) {
    case 'plan':
      return true;
    case 'artillery':
      return isOn(SETTINGS.artillery, uri);
    case 'k6-script':
    case 'k6-config':
      return isOn(SETTINGS.k6, uri);
  }
}

function isOn(setting: string, uri: vscode.Uri): boolean {
  return vscode.workspace.getConfiguration(undefined, uri).get<boolean>(setting) ?? true;
}

function startOf(document: vscode.TextDocument): string {
  // A place between the two characters of a line end is moved before them, so a little more is taken.
  return document.getText(new vscode.Range(new vscode.Position(0, 0), document.positionAt(LONGEST_LOOK + 2)));
}
