import * as vscode from 'vscode';
import type { GroupNode, TreeNode } from '../tree/runList.ts';

/**
 * The run folders that a command was given: the selected nodes of the tree where the clicked one is among them, else the
 * clicked one, else the URI of a folder. None where it was given without any.
 */
export function foldersIn([clicked, selected]: readonly unknown[]): string[] {
  if (clicked instanceof vscode.Uri) return [clicked.fsPath];
  const all = Array.isArray(selected) ? selected.filter(isNode) : [];
  const isAmongThem = !isNode(clicked) || all.includes(clicked);
  return (isAmongThem ? all : [clicked]).flatMap((node) => (node.kind === 'run' ? [node.folder] : []));
}

export function groupIn([group]: readonly unknown[]): GroupNode | undefined {
  return isNode(group) && group.kind === 'group' ? group : undefined;
}

/** The editor hands back the very objects that the tree gave it. */
function isNode(value: unknown): value is TreeNode {
  return typeof value === 'object' && value !== null && 'kind' in value;
}
