import * as vscode from 'vscode';
import type { FileNode, TreeNode } from '../tree/nodes.ts';
import { takeEvidence } from '../tree/takeEvidence.ts';
import { LONGEST_VALID_MS, type ChecklistEvidence } from './checklistEvidence.ts';

/** Keeps the evidence beside the items of the tree as new as it is looked at: nothing is read while nobody sees it. */
export class TreeEvidence implements vscode.Disposable {
  private readonly subscriptions: vscode.Disposable;
  private aging: NodeJS.Timeout | undefined;

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
    clearTimeout(this.aging);
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
    this.ageLater();
  }

  /** Evidence grows old without anything that happens. */
  private ageLater(): void {
    clearTimeout(this.aging);
    this.aging = undefined;
    const isShown = this.tree.visible && this.files().some(({ checklist }) => checklist.bindings.length > 0);
    if (isShown) this.aging = setTimeout(() => this.takeAll(), LONGEST_VALID_MS);
  }
}
