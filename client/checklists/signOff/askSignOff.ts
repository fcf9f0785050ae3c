import * as vscode from 'vscode';
import type { SignOff } from '../../../core/checklist/sidecar/sidecar.ts';
import { stateOfRole, type SignOffRole } from '../../../core/checklist/signOff/roles.ts';
import { nameOf } from '../ticking/editText.ts';
import { ROLE_ICONS, roleWords, signedWords } from './signOffWords.ts';

/** A signature is for a text that is on disk. False where the person does not want to save now. */
export async function askToSave(uri: vscode.Uri): Promise<boolean> {
  const document = vscode.workspace.textDocuments.find((one) => one.uri.toString() === uri.toString());
  if (document?.isDirty !== true) return true;
  const save = 'Save and Sign';
  const answer = await vscode.window.showWarningMessage(
    `${nameOf(uri)} has changes that are not saved. A signature is for the file as it is on disk, so they are saved first.`,
    { modal: true },
    save,
  );
  return answer === save && (await document.save());
}

export async function askRole(file: string, roles: readonly SignOffRole[]): Promise<SignOffRole | undefined> {
  const picked = await vscode.window.showQuickPick(
    roles.map((role) => ({
      label: role.role,
      description: roleWords(role).description,
      iconPath: new vscode.ThemeIcon(ROLE_ICONS[stateOfRole(role)].id),
      role,
    })),
    { title: `Sign off ${file}: ${signedWords(roles)}`, placeHolder: 'Who signs?' },
  );
  return picked?.role;
}

export async function askReplace(already: string): Promise<boolean> {
  const replace = 'Replace It';
  const answer = await vscode.window.showWarningMessage(
    `${already} Shall another signature take its place?`,
    { modal: true },
    replace,
  );
  return answer === replace;
}

/** With all that is in the way before the eyes. A go in spite of it has to be typed out. */
export async function askDecision(
  role: string,
  obstacles: readonly string[],
): Promise<SignOff['decision'] | undefined> {
  const count = obstacles.length === 1 ? '1 obstacle' : `${obstacles.length} obstacles`;
  type Answer = vscode.QuickPickItem & { decision?: SignOff['decision'] };
  const answers: Answer[] = [
    {
      label: obstacles.length === 0 ? 'Go' : `Go, despite ${count}`,
      detail: obstacles.length === 0 ? 'All that must be is ticked and proven.' : 'They stay with the signature.',
      iconPath: new vscode.ThemeIcon('verified'),
      decision: 'go',
    },
    { label: 'No-go', detail: 'It is not ready.', iconPath: new vscode.ThemeIcon('circle-slash'), decision: 'no-go' },
    ...(obstacles.length === 0 ? [] : [{ label: count, kind: vscode.QuickPickItemKind.Separator }]),
    ...obstacles.map((label) => ({ label })),
  ];
  const options = { title: `Sign off as ${role}`, placeHolder: 'Is it ready?' };
  let picked = await vscode.window.showQuickPick(answers, options);
  // An obstacle is there to be read; it is no answer.
  while (picked !== undefined && picked.decision === undefined)
    picked = await vscode.window.showQuickPick(answers, options);
  if (picked?.decision !== 'go' || obstacles.length === 0) return picked?.decision;
  const words = `sign despite ${count}`;
  const typed = await vscode.window.showInputBox({
    title: options.title,
    prompt: `Type "${words}" to sign go in spite of what is open or not proven.`,
    validateInput: (value) => (value.trim() === words ? undefined : `Type "${words}", or press Escape.`),
  });
  return typed === undefined ? undefined : 'go';
}

export async function askName(role: string, known: string | undefined): Promise<string | undefined> {
  return vscode.window.showInputBox({
    title: `Sign off as ${role}`,
    prompt: 'Your name, as it shall stand in the text',
    ...(known !== undefined && { value: known }),
    validateInput: (value) => (value.trim() === '' ? 'A signature needs a name.' : undefined),
  });
}
