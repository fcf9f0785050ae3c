import * as vscode from 'vscode';
import { isWebLink, withLink, withNote } from '../../../core/checklist/sidecar/itemNotes.ts';
import { UserError } from '../../../core/errors.ts';
import { changeSidecarOf, readSidecarOf } from '../../../core/node/checklist/sidecarFile.ts';
import { nameOf } from '../ticking/editText.ts';

export interface NotedItem {
  uri: vscode.Uri;
  id: string;
  text: string;
}

/** Asks for the note of an item; an empty one takes it away. */
export async function editItemNote({ uri, id, text }: NotedItem): Promise<void> {
  refuseOther(uri);
  const before = readSidecarOf(uri.fsPath).items[id]?.note ?? '';
  const note = await vscode.window.showInputBox({
    title: `Note of "${text}"`,
    prompt: 'What others should know of it. Leave it empty to take the note away.',
    value: before,
  });
  if (note !== undefined) changeSidecarOf(uri.fsPath, (sidecar) => withNote(sidecar, id, note));
}

export async function addItemLink({ uri, id, text }: NotedItem): Promise<void> {
  refuseOther(uri);
  const link = await vscode.window.showInputBox({
    title: `Link of "${text}"`,
    prompt: 'To a trace, a dashboard, an error tracker',
    placeHolder: 'https://',
    validateInput: (value) => (isWebLink(value.trim()) ? undefined : 'A link begins with https:// or http://.'),
  });
  if (link !== undefined) changeSidecarOf(uri.fsPath, (sidecar) => withLink(sidecar, id, link));
}

export async function openItemLink({ uri, id, text }: NotedItem): Promise<void> {
  refuseOther(uri);
  // The file may have been written by anybody, so only what a browser opens is offered.
  const links = (readSidecarOf(uri.fsPath).items[id]?.links ?? []).filter(isWebLink);
  const [only, ...others] = links;
  if (only === undefined) throw new UserError(`"${text}" has no link yet. "Add Link to Item…" keeps one.`);
  const link = others.length === 0 ? only : await vscode.window.showQuickPick(links, { title: `Links of "${text}"` });
  if (link !== undefined) await vscode.env.openExternal(vscode.Uri.parse(link, true));
}

function refuseOther(uri: vscode.Uri): void {
  if (uri.scheme !== 'file')
    throw new UserError(`${nameOf(uri)} is no file on this disk, so nothing can be kept beside it. Save it first.`);
}
