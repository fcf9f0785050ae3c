import * as vscode from 'vscode';
import type { ChecklistItem } from '../../../core/checklist/checklist.ts';
import { isWebLink, withLink, withNote } from '../../../core/checklist/sidecar/itemNotes.ts';
import { keptIds } from '../../../core/checklist/sidecar/keptIds.ts';
import type { Sidecar } from '../../../core/checklist/sidecar/sidecar.ts';
import { UserError } from '../../../core/errors.ts';
import { changeSidecarOf, readSidecarOf } from '../../../core/node/checklist/sidecarFile.ts';
import { nameOf } from '../ticking/editText.ts';

export interface NotedItem {
  uri: vscode.Uri;
  item: ChecklistItem;
  /** All of its text, it among them. */
  items: readonly ChecklistItem[];
}

/** Asks for the note of an item; an empty one takes it away. */
export async function editItemNote(noted: NotedItem): Promise<void> {
  const { uri, item } = noted;
  refuseOther(uri);
  const sidecar = readSidecarOf(uri.fsPath);
  const before = sidecar.items[keptId(sidecar, noted)]?.note ?? '';
  const note = await vscode.window.showInputBox({
    title: `Note of "${item.text}"`,
    prompt: 'What others should know of it. Leave it empty to take the note away.',
    value: before,
  });
  if (note !== undefined) changeSidecarOf(uri.fsPath, (now) => withNote(now, keptId(now, noted), note));
}

export async function addItemLink(noted: NotedItem): Promise<void> {
  const { uri, item } = noted;
  refuseOther(uri);
  const link = await vscode.window.showInputBox({
    title: `Link of "${item.text}"`,
    prompt: 'To a trace, a dashboard, an error tracker',
    placeHolder: 'https://',
    validateInput: (value) => (isWebLink(value.trim()) ? undefined : 'A link begins with https:// or http://.'),
  });
  if (link !== undefined) changeSidecarOf(uri.fsPath, (now) => withLink(now, keptId(now, noted), link));
}

export async function openItemLink(noted: NotedItem): Promise<void> {
  const { uri, item } = noted;
  refuseOther(uri);
  // The file may have been written by anybody, so only what a browser opens is offered.
  const sidecar = readSidecarOf(uri.fsPath);
  const links = (sidecar.items[keptId(sidecar, noted)]?.links ?? []).filter(isWebLink);
  const [only, ...others] = links;
  if (only === undefined) throw new UserError(`"${item.text}" has no link yet. "Add Link to Item…" keeps one.`);
  const link =
    others.length === 0 ? only : await vscode.window.showQuickPick(links, { title: `Links of "${item.text}"` });
  if (link !== undefined) await vscode.env.openExternal(vscode.Uri.parse(link, true));
}

function keptId({ items: notes }: Sidecar, { item: { id }, items }: NotedItem): string {
  return keptIds(notes, items).get(id) ?? id;
}

function refuseOther(uri: vscode.Uri): void {
  if (uri.scheme !== 'file')
    throw new UserError(`${nameOf(uri)} is no file on this disk, so nothing can be kept beside it. Save it first.`);
}
