import path from 'node:path';
import * as vscode from 'vscode';
import type { Environments } from '../environment/environments.ts';
import type { LanguageServer } from '../language/languageServer.ts';
import { answerOrTell, fileInHand } from './chooseTest.ts';

/** Chooses against what the runs of a file are made: of the one that is named, otherwise of the one in hand. */
export async function selectEnvironment(
  { server, environments }: { server: LanguageServer; environments: Environments },
  given: unknown,
): Promise<void> {
  const uri = given instanceof vscode.Uri ? given : await fileInHand(server, 'Select Environment');
  if (uri === undefined) return;
  const answer = await answerOrTell(server, uri);
  if (answer === undefined) return;
  if (answer.environments.choices.length === 0) {
    void vscode.window.showInformationMessage(
      `${vscode.workspace.asRelativePath(uri)} has no \`environments\` to select from.`,
    );
    return;
  }
  await environments.choose(path.normalize(uri.fsPath), answer.environments);
}
