import path from 'node:path';
import * as vscode from 'vscode';
import { stateOfRole } from '../../../core/checklist/signOff/roles.ts';
import { hasBindings } from '../evidence/knownEvidence.ts';
import { withNoteWords, withWarnings } from '../record/noteWords.ts';
import { ROLE_ICONS, roleWords } from '../signOff/signOffWords.ts';
import { EVIDENCE_ICONS } from './evidenceWords.ts';
import type { FileNode, ItemNode, TreeNode } from './nodes.ts';
import { fileWords, itemWords, sectionWords, type NodeWords } from './nodeWords.ts';

/** Below so many items a file or section is short enough to be open from the beginning. */
const MOST_OPEN_ITEMS = 200;

/** All that is drawn. What is only asked for by pointing or by a click is added by `completed`. */
export function treeItemOf(node: TreeNode, isOnlyFile: boolean): vscode.TreeItem {
  const { label, description, spoken } = wordsOf(node);
  const item = new vscode.TreeItem(label, stateOf(node, isOnlyFile));
  item.id = idOf(node);
  item.description = description;
  item.contextValue = contextOf(node);
  item.accessibilityInformation = { label: spoken };
  if (node.kind === 'file') item.iconPath = new vscode.ThemeIcon('checklist');
  else if (node.kind !== 'role' && node.evidence !== undefined) {
    const { id, colour } = EVIDENCE_ICONS[node.evidence.state];
    item.iconPath = new vscode.ThemeIcon(id, new vscode.ThemeColor(colour));
  }
  // A word that `when` clauses of menus ask for.
  if (node.kind === 'item' && (node.note?.links ?? []).length > 0) item.contextValue += ' linked';
  if (node.kind === 'role') {
    const { id, colour } = ROLE_ICONS[stateOfRole(node.role)];
    item.iconPath = new vscode.ThemeIcon(id, colour === undefined ? undefined : new vscode.ThemeColor(colour));
  }
  if (node.kind === 'item') item.checkboxState = boxOf(node);
  return item;
}

/** A click goes to the place where the item is now. */
export function completed(item: vscode.TreeItem, node: TreeNode): vscode.TreeItem {
  const tooltip = new vscode.MarkdownString(wordsOf(node).tooltip);
  item.tooltip = tooltip;
  if (node.kind === 'item' || node.kind === 'role') {
    item.command = {
      command: 'vscode.open',
      title: 'Open in Editor',
      arguments: [uriOf(node), { selection: placeOf(node) }],
    };
  }
  return item;
}

export function uriOf(node: TreeNode): vscode.Uri {
  return vscode.Uri.parse(node.kind === 'file' ? node.uri : node.file.uri, true);
}

/** The beginning of the line; the first one of a file. */
export function placeOf(node: TreeNode): vscode.Range {
  const line = lineOf(node) - 1;
  return new vscode.Range(line, 0, line, 0);
}

function lineOf(node: TreeNode): number {
  switch (node.kind) {
    case 'file':
      return 1;
    case 'section':
      return node.section.line;
    case 'item':
      return node.item.line;
    case 'role':
      return node.role.place?.line ?? 1;
  }
}

function idOf(node: TreeNode): string {
  return node.kind === 'file' ? node.uri : `${node.file.uri} ${node.key}`;
}

function wordsOf(node: TreeNode): NodeWords {
  switch (node.kind) {
    case 'file':
      return withWarnings(fileWords(node, filePlace(node)), node.warnings);
    case 'section':
      return sectionWords(node);
    case 'item':
      return withNoteWords(itemWords(node), node.note);
    case 'role':
      return roleWords(node.role);
  }
}

function filePlace(node: FileNode): { name: string; folder: string } {
  const relative = vscode.workspace.asRelativePath(uriOf(node));
  const folder = path.posix.dirname(relative);
  return { name: path.posix.basename(relative), folder: folder === '.' ? '' : folder };
}

/** Words that `when` clauses of menus ask for. */
function contextOf(node: TreeNode): string {
  if (node.kind === 'file') return hasBindings(node.checklist) ? 'file bound' : 'file';
  return node.kind === 'role' || node.folder === undefined ? node.kind : `${node.kind} measured`;
}

function boxOf({ item }: ItemNode): vscode.TreeItem['checkboxState'] {
  return item.checked
    ? { state: vscode.TreeItemCheckboxState.Checked, tooltip: 'Ticked. Click to open it again.' }
    : { state: vscode.TreeItemCheckboxState.Unchecked, tooltip: 'Open. Click to tick it.' };
}

function stateOf(node: TreeNode, isOnlyFile: boolean): vscode.TreeItemCollapsibleState {
  const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;
  switch (node.kind) {
    case 'file':
      return isOnlyFile ? Expanded : Collapsed;
    case 'section':
      return node.file.progress.total <= MOST_OPEN_ITEMS ? Expanded : Collapsed;
    case 'role':
      return None;
    case 'item':
      return node.children.length === 0 ? None : Expanded;
  }
}
