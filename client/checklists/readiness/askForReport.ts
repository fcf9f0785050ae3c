import path from 'node:path';
import * as vscode from 'vscode';
import { UserError } from '../../../core/errors.ts';
import { findPlans } from '../../../core/node/checklist/findPlans.ts';
import { PLAN_GLOB } from '../../../core/protocol/lsp.ts';
import { nameOf } from '../ticking/editText.ts';

export const READINESS_TITLE = 'Create Readiness Report';

/** Of what a report is wanted, and where. */
export interface ReportWish {
  /** The workspace folder; files are named as they are found from here. */
  root: string;
  checklists: string[];
  /** Absent: for each checklist the nearest. */
  plans?: string[];
  folder: string;
}

/** Asks only where there is a choice; undefined where the person has cancelled. */
export async function askForReport(
  all: readonly vscode.Uri[],
  chosen: vscode.Uri | undefined,
): Promise<ReportWish | undefined> {
  const checklists =
    chosen === undefined ? await pickFiles(all.filter(isHere), 'Which checklists does it cover?') : [chosen];
  if (checklists === undefined) return undefined;
  const root = rootOf(checklists[0]);
  const near = checklists.flatMap(({ fsPath }) => findPlans(fsPath, root)).map((file) => vscode.Uri.file(file));
  const candidates = checklists.length > 0 ? near : (await vscode.workspace.findFiles(PLAN_GLOB)).filter(isHere);
  const known = [...new Map(candidates.map((uri) => [uri.fsPath, uri])).values()];
  if (checklists.length + known.length === 0)
    throw new UserError(
      'There is no checklist and no plan to report on. Write a plan, or a Markdown file with task items.',
    );
  const plans = await pickFiles(known, 'The checks of which plans have to hold?');
  if (plans === undefined) return undefined;
  refuseUnsaved([...checklists, ...plans]);
  const folder = await askForFolder(root);
  if (folder === undefined) return undefined;
  const isAll = plans.length === known.length && checklists.length > 0;
  return {
    ...{ root, folder, checklists: checklists.map(({ fsPath }) => fsPath) },
    ...(!isAll && { plans: plans.map(({ fsPath }) => fsPath) }),
  };
}

async function pickFiles(files: readonly vscode.Uri[], placeHolder: string): Promise<vscode.Uri[] | undefined> {
  if (files.length < 2) return [...files];
  const items = files.map((uri) => ({ label: vscode.workspace.asRelativePath(uri), uri, picked: true }));
  const options = { title: READINESS_TITLE, placeHolder, canPickMany: true } as const;
  return (await vscode.window.showQuickPick(items, options))?.map(({ uri }) => uri);
}

async function askForFolder(root: string): Promise<string | undefined> {
  const stamp = new Date()
    .toISOString()
    .replace('T', '_')
    .replaceAll(/[-:]|\..*/g, '');
  const usual = path.join('headroom-results', 'readiness', stamp);
  const items = [
    { label: usual, isUsual: true, detail: 'Beside the runs that it is made from' },
    { label: 'Other Folder…', isUsual: false, detail: 'readiness.md and readiness.html are replaced there' },
  ];
  const picked = await vscode.window.showQuickPick(items, { title: READINESS_TITLE, placeHolder: 'Where is it kept?' });
  if (picked === undefined) return undefined;
  if (picked.isUsual) return path.join(root, usual);
  const [folder] =
    (await vscode.window.showOpenDialog({
      ...{ title: READINESS_TITLE, openLabel: 'Create Here', canSelectFiles: false, canSelectFolders: true },
      defaultUri: vscode.Uri.file(root),
    })) ?? [];
  return folder?.fsPath;
}

/** What a person sees must be what the report is about. */
function refuseUnsaved(files: readonly vscode.Uri[]): void {
  const names = new Set(files.map(({ fsPath }) => fsPath));
  const unsaved = vscode.workspace.textDocuments.find(({ uri, isDirty }) => isDirty && names.has(uri.fsPath));
  if (unsaved) throw new UserError(`${nameOf(unsaved.uri)} has changes that are not saved. Save it first.`);
}

function rootOf(uri: vscode.Uri | undefined): string {
  const folder = uri && vscode.workspace.getWorkspaceFolder(uri);
  const root = folder ?? vscode.workspace.workspaceFolders?.find((one) => isHere(one.uri));
  if (root === undefined || !isHere(root.uri))
    throw new UserError(
      'A readiness report is made from files of a folder on this machine. Open the folder of your project first.',
    );
  return root.uri.fsPath;
}

function isHere({ scheme }: vscode.Uri): boolean {
  return scheme === 'file';
}
