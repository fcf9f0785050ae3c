import * as vscode from 'vscode';
import type { FileNode, TreeNode } from '../tree/nodes.ts';
import { takeEvidence } from '../tree/takeEvidence.ts';
import type { ChecklistEvidence } from './checklistEvidence.ts';

/** Keeps the evidence beside the items of the tree as new as it is looked at: nothing is read while nobody sees it. */
export class TreeEvidence implements vscode.Disposable {
  private readonly subscriptions: vscode.Disposable;

  constructor(
    private readonly evidence: ChecklistEvidence,
    private readonly tree: Pick<vscode.TreeView<TreeNode>, 'visible' | 'onDidChangeVisibility'>,
    private readonly files: () => readonly FileNode[],
    private readonly draw: (nodes: readonly TreeNode[]) => void,
  ) {
    const takeAll = (): void => this.takeAll();
    this.subscriptions = vscode.Disposable.from(
      evidence.onDidChange(takeAll),
      evidence.onDidExpire(takeAll),
      tree.onDidChangeVisibility(takeAll),
    );
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  /** Puts into a file what is known, and asks for what is not where somebody sees it. */
  take(file: FileNode): TreeNode[] {
    const uri = vscode.Uri.parse(file.uri, true);
    const { checklist } = file;
    return takeEvidence(
      file,
      this.tree.visible ? this.evidence.of(uri, checklist) : this.evidence.lastOf(uri, checklist),
    );
  }

  private takeAll(): void {
    const nodes = this.files().flatMap((file) => this.take(file));
    if (nodes.length > 0) this.draw(nodes);
  }
}
