import * as vscode from 'vscode';
import { messageOf, UserError } from '../../core/errors.ts';
import { CONTEXT } from '../contributions.ts';
import type { ChecklistEvidence } from './evidence/checklistEvidence.ts';
import { TreeEvidence } from './evidence/treeEvidence.ts';
import { ChecklistFiles, type Changes } from './files/checklistFiles.ts';
import { FileWatch } from './files/fileWatch.ts';
import type { RecordStates } from './record/recordStates.ts';
import { takeRecord } from './record/takeRecord.ts';
import { wantedItem } from './ticking/locate.ts';
import { setTicks } from './ticking/setTicks.ts';
import type { Wish } from './ticking/tickEdits.ts';
import { filterWords, isShown, type ItemFilter } from './tree/itemFilter.ts';
import type { FileNode, TreeNode } from './tree/nodes.ts';
import { completed, placeOf, treeItemOf, uriOf } from './tree/treeItems.ts';

export interface ChecklistsViewParts {
  tree: vscode.TreeView<TreeNode>;
  redraw: vscode.EventEmitter<TreeNode | TreeNode[] | undefined>;
  log: vscode.LogOutputChannel;
  evidence: ChecklistEvidence;
  records: RecordStates;
}

/** The checklists of the workspace as a tree with boxes to tick. */
export class ChecklistsView implements vscode.Disposable {
  readonly files: ChecklistFiles;
  private filter: ItemFilter = 'all';
  /** Nodes whose place the editor was told, and the line that it was told. */
  private readonly told = new Map<TreeNode, number>();
  private readonly subscriptions: vscode.Disposable;
  private count = 0;

  constructor(private readonly parts: ChecklistsViewParts) {
    const { tree, evidence } = parts;
    this.files = new ChecklistFiles(parts.log, (file) => shown.take(file));
    const shown = new TreeEvidence(
      evidence,
      tree,
      () => this.files.found(),
      (nodes) => this.draw({ isAll: false, nodes }),
    );
    this.subscriptions = vscode.Disposable.from(
      shown,
      this.files,
      this.files.onDidChange((changes) => this.draw(changes)),
      parts.records.onDidChange(() => this.drawRecords()),
      evidence.onDidExpire(() => this.askForRecords()),
      tree.onDidChangeVisibility(() => this.askForRecords()),
      new FileWatch(this.files, (error) =>
        parts.log.error(`The list of checklists could not be brought up to date: ${messageOf(error)}`),
      ),
    );
  }

  get log(): vscode.LogOutputChannel {
    return this.parts.log;
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  async childrenOf(node: TreeNode | undefined): Promise<TreeNode[]> {
    if (node?.kind === 'file') {
      takeRecord(node, this.parts.records);
      return [...node.children, ...node.signOffs].filter((child) => isShown(child, this.filter));
    }
    if (node !== undefined) return node.children.filter((child) => isShown(child, this.filter));
    const files = await this.files.all();
    this.count = files.length;
    this.parts.tree.message = this.files.whatIsLeftOut() || undefined;
    return files.filter((file) => isShown(file, this.filter));
  }

  itemOf(node: TreeNode): vscode.TreeItem {
    this.told.delete(node);
    return treeItemOf(node, this.count === 1);
  }

  complete(item: vscode.TreeItem, node: TreeNode): vscode.TreeItem {
    this.told.set(node, placeOf(node).start.line);
    return completed(item, node);
  }

  parentOf(node: TreeNode): TreeNode | undefined {
    return node.kind === 'file' ? undefined : node.parent;
  }

  setFilter(filter: ItemFilter): void {
    this.filter = filter;
    this.parts.tree.description = filterWords(filter);
    void vscode.commands.executeCommand('setContext', CONTEXT.checklistFilter, filter);
    this.parts.redraw.fire(undefined);
  }

  /** Searches the workspace again, and reads everything anew. */
  async refresh(): Promise<void> {
    await this.files.lookAgain();
    await this.files.readAgain((await this.files.all()).map(uriOf));
    this.parts.evidence.expire();
    this.parts.redraw.fire(undefined);
  }

  /** Ticks and opens what a person has clicked. Boxes that stay as they were are drawn so. */
  async tick(boxes: readonly (readonly [TreeNode, vscode.TreeItemCheckboxState])[]): Promise<void> {
    const byFile = new Map<FileNode, Wish[]>();
    for (const [node, state] of boxes) {
      if (node.kind !== 'item') continue;
      const item = wantedItem(node.file.checklist.items, node.item);
      const wishes = byFile.get(node.file) ?? [];
      wishes.push({ item, checked: state === vscode.TreeItemCheckboxState.Checked });
      byFile.set(node.file, wishes);
    }
    for (const [file, wishes] of byFile) {
      try {
        await this.setTicks(uriOf(file), wishes);
      } catch (error) {
        this.parts.redraw.fire(
          boxes.map(([node]) => node).filter((node) => node.kind === 'item' && node.file === file),
        );
        if (!(error instanceof UserError)) throw error;
        void vscode.window.showWarningMessage(error.message);
      }
    }
  }

  async setTicks(uri: vscode.Uri, wishes: readonly Wish[]): Promise<void> {
    try {
      await setTicks(uri, wishes);
    } finally {
      await this.files.readAgain([uri]);
    }
  }

  /** Shows and selects a node, also one that the filter hides. */
  async reveal(node: TreeNode): Promise<void> {
    if (!isShown(node, this.filter)) this.setFilter('all');
    await this.parts.tree.reveal(node, { select: true, focus: true });
  }

  /** Signatures may mean something else than before. */
  private askForRecords(): void {
    if (this.parts.tree.visible) for (const file of this.files.found()) this.parts.records.of(uriOf(file));
  }

  private drawRecords(): void {
    const files = this.files.found().filter((file) => takeRecord(file, this.parts.records));
    if (files.length > 0) this.parts.redraw.fire(files);
  }

  private draw({ isAll, nodes }: Changes): void {
    const isFiltered = this.filter !== 'all';
    // With a filter, whole files come and go with their items.
    if (isAll || (isFiltered && nodes.length > 0)) {
      this.parts.redraw.fire(undefined);
      return;
    }
    const drawn = [...new Set([...nodes, ...this.moved()])];
    if (drawn.length > 0) this.parts.redraw.fire(drawn);
  }

  /** Nodes whose place the editor knows wrongly by now. */
  private moved(): TreeNode[] {
    for (const node of this.told.keys()) {
      const isKnown = node.kind === 'file' || node.kind === 'role' || node.file.below.get(node.key) === node;
      if (!isKnown) this.told.delete(node);
    }
    return [...this.told].filter(([node, line]) => placeOf(node).start.line !== line).map(([node]) => node);
  }
}
