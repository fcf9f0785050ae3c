import * as vscode from 'vscode';
import { PLAN_GLOB, type TestsAnswer } from '../../core/protocol/lsp.ts';
import { COMMANDS } from '../contributions.ts';
import type { LanguageServer } from '../language/languageServer.ts';

export interface ChosenTest {
  uri: vscode.Uri;
  answer: TestsAnswer;
  test: { id: string; kind: 'test' | 'suite' };
}

const MOST_PLANS = 500;
const NEW_PLAN = 'New Plan…';

interface TestItem extends vscode.QuickPickItem {
  test: ChosenTest['test'];
}

/**
 * What a command is about: what a lens or a menu names, otherwise what the person picks. Undefined when nothing was
 * picked, and when there is nothing, which is said.
 */
export async function chooseTest(
  given: unknown,
  server: LanguageServer,
  kinds: readonly ('test' | 'suite')[],
): Promise<ChosenTest | undefined> {
  const { uri: named, test } = readGiven(given);
  const uri = named ?? (await fileInHand(server, 'Run a Test'));
  if (uri === undefined) return undefined;
  const answer = await answerOrTell(server, uri);
  if (answer === undefined) return undefined;
  const where = vscode.workspace.asRelativePath(uri);
  const candidates = answer.tests.filter(({ kind }) => kinds.includes(kind));
  const [first, ...others] = candidates;
  if (first === undefined) {
    const what = kinds.includes('test') ? 'test' : 'suite';
    void vscode.window.showInformationMessage(`${where} holds no ${what} that can be run.`);
    return undefined;
  }
  if (test !== undefined) return { uri, answer, test };
  if (others.length === 0) return { uri, answer, test: first };
  const items = candidates.map((one): TestItem => ({ label: one.id, description: one.kind, test: one }));
  const picked = await vscode.window.showQuickPick(items, { title: where, placeHolder: 'Which one?' });
  return picked && { uri, answer, test: picked.test };
}

/** What the server says of a file. Undefined where it cannot be asked, which is said. */
export async function answerOrTell(server: LanguageServer, uri: vscode.Uri): Promise<TestsAnswer | undefined> {
  const where = vscode.workspace.asRelativePath(uri);
  if (uri.scheme !== 'file') {
    void vscode.window.showInformationMessage(`${where} is no file on a disk. Save a copy on one to run it.`);
    return undefined;
  }
  const answer = await server.testsOf(uri);
  if (answer === undefined) {
    void vscode.window.showErrorMessage(
      `Which tests ${where} holds is not known: the language server gave no answer. The output channel "Headroom" says why; "Developer: Reload Window" starts it anew.`,
    );
  }
  return answer;
}

/** What lenses hand over, or the file that a menu was opened on. Anything else counts as nothing. */
function readGiven(given: unknown): { uri?: vscode.Uri; test?: ChosenTest['test'] } {
  if (given instanceof vscode.Uri) return { uri: given };
  if (typeof given !== 'object' || given === null || !('uri' in given) || !(given.uri instanceof vscode.Uri)) return {};
  const { uri } = given;
  const test = 'test' in given ? given.test : undefined;
  if (typeof test !== 'object' || test === null || !('id' in test) || !('kind' in test)) return { uri };
  const { id, kind } = test;
  return typeof id === 'string' && (kind === 'test' || kind === 'suite') ? { uri, test: { id, kind } } : { uri };
}

/** The file that is edited, if it may hold tests; otherwise one of the plans in the workspace. */
export async function fileInHand(server: LanguageServer, title: string): Promise<vscode.Uri | undefined> {
  const document = vscode.window.activeTextEditor?.document;
  if (document?.uri.scheme === 'file' && (await server.serves(document))) return document.uri;
  if (document?.isUntitled === true && (await server.serves(document))) {
    void vscode.window.showInformationMessage('Save the text first: what is run is a file.');
    return undefined;
  }
  const found = await vscode.workspace.findFiles(PLAN_GLOB, '**/node_modules/**', MOST_PLANS);
  const plans = found.filter(({ scheme }) => scheme === 'file');
  if (plans.length === 0) {
    void offerNewPlan();
    return undefined;
  }
  const items = plans
    .map((uri) => ({ label: vscode.workspace.asRelativePath(uri), uri }))
    .toSorted((a, b) => a.label.localeCompare(b.label));
  const picked = await vscode.window.showQuickPick(items, { title, placeHolder: 'Of which plan?' });
  return picked?.uri;
}

async function offerNewPlan(): Promise<void> {
  const chosen = await vscode.window.showInformationMessage(
    'There is no plan in this workspace. Open a k6 or Artillery script, or begin a plan.',
    NEW_PLAN,
  );
  if (chosen === NEW_PLAN) await vscode.commands.executeCommand(COMMANDS.newPlan);
}
