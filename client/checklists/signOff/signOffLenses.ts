import * as vscode from 'vscode';
import { signOffPlaces } from '../../../core/checklist/signOff/places.ts';
import { signOffSection } from '../../../core/checklist/signOff/section.ts';
import { COMMANDS } from '../../contributions.ts';
import type { RecordStates } from '../record/recordStates.ts';
import { doubtWords, signedWords } from './signOffWords.ts';

/** Above the heading of the sign-off, or above its first line where there is none. */
export async function signOffLenses(document: vscode.TextDocument, states: RecordStates): Promise<vscode.CodeLens[]> {
  const { uri } = document;
  if (uri.scheme !== 'file') return [];
  const { readTextInTurns } = await import('../reading.ts');
  const checklist = await readTextInTurns(uri.toString(), document.getText());
  const line = signOffSection(checklist)?.line ?? signOffPlaces(checklist)[0]?.line;
  if (line === undefined) return [];
  const { roles, warnings } = states.of(uri);
  // Without a role although there is a line for one, the record cannot be read.
  const doubts = roles.length === 0 ? warnings : roles.flatMap((role) => doubtWords(role) ?? []);
  const signed = roles.length === 0 ? [] : [signedWords(roles)];
  return [['Sign off', ...signed].join(' · '), ...doubts].map(
    (title) =>
      new vscode.CodeLens(new vscode.Range(line - 1, 0, line - 1, 0), {
        title,
        tooltip: 'Sign for all that stands above',
        command: COMMANDS.signOff,
        arguments: [uri],
      }),
  );
}
