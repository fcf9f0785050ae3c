import * as vscode from 'vscode';
import { signOffPlaces } from '../../../core/checklist/signOff/places.ts';
import type { SignOffRole } from '../../../core/checklist/signOff/roles.ts';
import { COMMANDS } from '../../contributions.ts';
import type { RecordStates } from '../record/recordStates.ts';
import { doubtWords, signedWords } from './signOffWords.ts';

/** Above the heading of each sign-off, or above the first line to sign where there is none. */
export async function signOffLenses(document: vscode.TextDocument, states: RecordStates): Promise<vscode.CodeLens[]> {
  const { uri } = document;
  if (uri.scheme !== 'file') return [];
  const { readText } = await import('../reading.ts');
  const places = signOffPlaces(readText(uri.toString(), document.getText()));
  const [first] = places;
  if (first === undefined) return [];
  const lines = [...new Set(places.map(({ section }) => section?.line ?? first.line))];
  const { roles, warnings } = states.of(uri);
  return lines.flatMap((line) => {
    const names = new Set(places.filter(({ section }) => (section?.line ?? line) === line).map(({ role }) => role));
    // Those who have no place in the text any more signed the last one, as far as anybody knows.
    const here = roles.filter(({ role, place }) => names.has(role) || (place === undefined && line === lines.at(-1)));
    return titlesFor(here, warnings).map(
      (title) =>
        new vscode.CodeLens(new vscode.Range(line - 1, 0, line - 1, 0), {
          title,
          tooltip: 'Sign for all that stands above',
          command: COMMANDS.signOff,
          arguments: [uri],
        }),
    );
  });
}

function titlesFor(roles: readonly SignOffRole[], warnings: readonly string[]): string[] {
  // Without a role although there is a line for one, the record cannot be read.
  const doubts = roles.length === 0 ? warnings : roles.flatMap((role) => doubtWords(role) ?? []);
  const signed = roles.length === 0 ? [] : [signedWords(roles)];
  return [['Sign off', ...signed].join(' · '), ...doubts];
}
