import path from 'node:path';
import * as vscode from 'vscode';
import { planTemplate, TEMPLATE_KINDS, type TemplateKind } from '../../core/configs/plan/planTemplates.ts';
import { testIdOfScript } from '../../core/configs/native/nativePlan.ts';
import { PLAN_LANGUAGE_ID } from '../../core/protocol/lsp.ts';
import { dialectOfDocument } from '../language/documents.ts';
import { findTestFiles } from '../testing/discovery.ts';
import { freeName } from './freeName.ts';
import { tickStep } from './walkthrough.ts';

/** Begins a plan: by what makes the load, for a script that is there already where one is needed. It is saved by hand. */
export async function newPlan(): Promise<void> {
  const items = TEMPLATE_KINDS.map((kind) => ({ label: kind.title, description: kind.description, template: kind }));
  const picked = await vscode.window.showQuickPick(items, {
    title: 'New Plan',
    placeHolder: 'What is to make the load?',
    matchOnDescription: true,
  });
  if (picked === undefined) return;
  const script = picked.template.script === undefined ? undefined : await chooseScript(picked.template);
  if (script === 'cancelled') return;
  const folder = script === undefined ? vscode.workspace.workspaceFolders?.[0]?.uri : vscode.Uri.joinPath(script, '..');
  const name = script === undefined ? picked.template.id : testIdOfScript(path.posix.basename(script.path));
  const text = planTemplate(
    picked.template.id,
    name,
    script === undefined ? undefined : path.posix.basename(script.path),
  );
  await show(text, folder, `${name}.headroom.yaml`);
  tickStep('plan');
}

/** Undefined where there is none: the plan then names one that is still to be written. */
async function chooseScript({ title, script: dialect }: TemplateKind): Promise<vscode.Uri | 'cancelled' | undefined> {
  const cancellation = new vscode.CancellationTokenSource();
  const scripts = findTestFiles(cancellation.token).then((uris) => ofDialect(uris, dialect));
  const items = scripts.then((uris) => uris.map((uri) => ({ label: vscode.workspace.asRelativePath(uri), uri })));
  try {
    if ((await scripts).length === 0) return undefined;
    const picked = await vscode.window.showQuickPick(items, { title: `New Plan: ${title}`, placeHolder: 'Which one?' });
    return picked?.uri ?? 'cancelled';
  } finally {
    cancellation.cancel();
    cancellation.dispose();
  }
}

async function ofDialect(uris: readonly vscode.Uri[], wanted: TemplateKind['script']): Promise<vscode.Uri[]> {
  const found: vscode.Uri[] = [];
  for (const uri of uris) {
    const document = await vscode.workspace.openTextDocument(uri);
    if ((await dialectOfDocument(document)) === wanted) found.push(uri);
  }
  return found;
}

/** Under a name that is still free, so that saving it asks for nothing and overwrites nothing. */
async function show(text: string, folder: vscode.Uri | undefined, name: string): Promise<void> {
  if (folder === undefined || folder.scheme !== 'file') {
    await vscode.window.showTextDocument(
      await vscode.workspace.openTextDocument({ language: PLAN_LANGUAGE_ID, content: text }),
    );
    return;
  }
  const free = vscode.Uri.joinPath(
    folder,
    await freeName(name, (other) => isTaken(vscode.Uri.joinPath(folder, other))),
  );
  const document = await vscode.workspace.openTextDocument(free.with({ scheme: 'untitled' }));
  const editor = await vscode.window.showTextDocument(document);
  await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), text));
}

/** By a file, or by a plan that was begun and is not saved yet. */
async function isTaken(uri: vscode.Uri): Promise<boolean> {
  const unsaved = uri.with({ scheme: 'untitled' }).toString();
  if (vscode.workspace.textDocuments.some((document) => document.uri.toString() === unsaved)) return true;
  return vscode.workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
}
