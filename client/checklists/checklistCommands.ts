import * as vscode from 'vscode';
import type { Checklist, ChecklistItem, ChecklistSection } from '../../core/checklist/checklist.ts';
import { UserError } from '../../core/errors.ts';
import type { ChecklistCommand } from '../register/checklists.ts';
import { chooseProvenTicks } from './apply/applyResults.ts';
import { chooseText } from './apply/chooseText.ts';
import { fillBlanks } from './apply/fillBlanks.ts';
import { proveText } from './apply/provenText.ts';
import type { ChecklistsView } from './checklistsView.ts';
import type { ChecklistEvidence } from './evidence/checklistEvidence.ts';
import { MARKDOWN_LANGUAGE_ID } from './mayHaveItems.ts';
import { askForReport } from './readiness/askForReport.ts';
import { createReport } from './readiness/createReport.ts';
import { pickTicks } from './ticking/pickTicks.ts';
import { itemsDirectlyIn, itemsOnLines, sectionAt, toggled } from './ticking/itemsOnLines.ts';
import { wantedItem } from './ticking/locate.ts';
import { nameOf } from './ticking/editText.ts';
import { itemKey, type FileNode, type TreeNode } from './tree/nodes.ts';
import { placeOf, uriOf } from './tree/treeItems.ts';

/** A text in an editor, with what a person has chosen in it. */
interface Chosen {
  document: vscode.TextDocument;
  selections: readonly vscode.Selection[];
  checklist: Checklist;
}

/** What the commands do. A `UserError` is for the person who gave the command. */
export class ChecklistCommands {
  constructor(
    private readonly view: ChecklistsView,
    private readonly evidence: ChecklistEvidence,
  ) {}

  async run(name: ChecklistCommand, args: readonly unknown[]): Promise<void> {
    try {
      await this.start(name, args);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      void vscode.window.showWarningMessage(error.message);
    }
  }

  private async start(name: ChecklistCommand, args: readonly unknown[]): Promise<void> {
    switch (name) {
      case 'toggleChecklistItem':
        return this.toggle(args[0]);
      case 'tickItems':
        return this.pick(args);
      case 'revealInChecklists':
        return this.revealInTree();
      case 'openChecklistText':
        return this.openText(args[0]);
      case 'showAllItems':
        this.view.setFilter('all');
        return;
      case 'showOpenItems':
        this.view.setFilter('open');
        return;
      case 'showDoneItems':
        this.view.setFilter('done');
        return;
      case 'showFailingItems':
        this.view.setFilter('failing');
        return;
      case 'showStaleItems':
        this.view.setFilter('stale');
        return;
      case 'applyResults':
        return this.applyResults(args[0]);
      case 'fillBlanks':
        return this.fillBlanks(args[0]);
      case 'refreshChecklists':
        return this.view.refresh();
      case 'signOff':
        return this.signOff(args[0]);
      case 'editItemNote':
      case 'addItemLink':
      case 'openItemLink':
        return this.note(name, args[0]);
      case 'bindItems':
        return this.bind(args[0]);
      case 'addTargets':
        return this.addTargets(args[0], args[1]);
      case 'readinessReport':
        return this.report(args[0]);
    }
  }

  /** The item that a menu of the view was opened on, or those on the lines of all cursors and selections. */
  private async toggle(value: unknown): Promise<void> {
    const node = await this.view.files.nodeIs(value);
    if (node?.kind === 'item') {
      const item = wantedItem(node.file.checklist.items, node.item);
      return this.view.setTicks(uriOf(node), [{ item, checked: !node.item.checked }]);
    }
    const { document, selections, checklist } = await chosen();
    const items = [...new Set(selections.flatMap((selection) => itemsIn(checklist, document, selection)))];
    if (items.length === 0) throw noItemAt(document, selections);
    const checked = toggled(items);
    await this.view.setTicks(
      document.uri,
      items.map((item) => ({ item: wantedItem(checklist.items, item), checked })),
    );
  }

  /** Those of the section that a lens stands above, or that the cursor is in. */
  private async pick([uri, offset]: readonly unknown[]): Promise<void> {
    const isOfLens = uri instanceof vscode.Uri && typeof offset === 'number';
    const { document, checklist, selections } = isOfLens ? await textAt(uri) : await chosen();
    const cursor = document.offsetAt(selections[0]?.active ?? new vscode.Position(0, 0));
    const section = sectionAt(checklist, isOfLens ? offset : cursor);
    const items = itemsDirectlyIn(checklist, section);
    if (items.length === 0) {
      const where = section === undefined ? 'Above the first heading' : `In the section "${section.path.at(-1) ?? ''}"`;
      throw new UserError(
        `${where} of ${nameOf(document.uri)} there are no task items. Put the cursor below a heading that has some.`,
      );
    }
    const wishes = await pickTicks(checklist, items, section?.path.at(-1) ?? nameOf(document.uri));
    if (wishes.length > 0) await this.view.setTicks(document.uri, wishes);
  }

  /** Ticks what the runs prove, and of that what the person chooses. */
  private async applyResults(given: unknown): Promise<void> {
    const uri = await chooseText(given, this.view.files);
    if (uri === undefined) return;
    const wishes = await chooseProvenTicks(await proveText(uri, this.evidence));
    if (wishes.length > 0) await this.view.setTicks(uri, wishes);
  }

  /** Writes measured values into blanks, those that the person chooses. */
  private async fillBlanks(given: unknown): Promise<void> {
    const uri = await chooseText(given, this.view.files);
    if (uri === undefined) return;
    try {
      await fillBlanks(await proveText(uri, this.evidence));
    } finally {
      await this.view.files.readAgain([uri]);
    }
  }

  private async revealInTree(): Promise<void> {
    const { document, selections, checklist } = await chosen();
    const { uri } = document;
    if ((await this.view.files.find(uri)) === undefined) await this.view.files.lookAgain();
    await this.view.files.readAgain([uri]);
    const file = await this.view.files.find(uri);
    if (file === undefined) {
      throw new UserError(
        `${nameOf(uri)} is not in the list of checklists. Those are listed that have task items, are saved in a folder of this workspace and are not excluded by the setting files.exclude.`,
      );
    }
    const [selection] = selections;
    const [item] = selection === undefined ? [] : itemsIn(checklist, document, selection);
    const section = sectionAt(checklist, document.offsetAt(selection?.active ?? new vscode.Position(0, 0)));
    await this.view.reveal(nodeOf(file, item, section));
  }

  /** Of the item that a menu of the view was opened on, or of the one at the cursor. */
  private async note(name: 'editItemNote' | 'addItemLink' | 'openItemLink', value: unknown): Promise<void> {
    const commands = await import('../plansAndRuns.ts');
    const node = await this.view.files.nodeIs(value);
    if (node?.kind === 'item')
      return commands[name]({ uri: uriOf(node), item: node.item, items: node.file.checklist.items });
    const { document, selections, checklist } = await chosen();
    const [selection] = selections;
    const [item] = selection === undefined ? [] : itemsIn(checklist, document, selection);
    if (item === undefined) throw noItemAt(document, selections);
    return commands[name]({ uri: document.uri, item, items: checklist.items });
  }

  /** The file or role of the view, the text that a lens stands in, or the one that is edited. */
  private async signOff(value: unknown): Promise<void> {
    const { signOff } = await import('../plansAndRuns.ts');
    const node = value instanceof vscode.Uri ? undefined : await this.view.files.nodeIs(value);
    if (node !== undefined) return signOff(uriOf(node), node.kind === 'role' ? node.role.role : undefined);
    return signOff(value instanceof vscode.Uri ? value : (await chosen()).document.uri);
  }

  /** Items of the text that a lens stands in, or that the cursor is in, or of a file of the view. */
  private async bind(value: unknown): Promise<void> {
    const { bindItems } = await import('../plansAndRuns.ts');
    const uri = await this.textMeant(value);
    await bindItems(uri);
    await this.view.files.readAgain([uri]);
  }

  /** Of the table that a lens stands above, or of all tables of a text. */
  private async addTargets(value: unknown, table: unknown): Promise<void> {
    const { addTargets } = await import('../plansAndRuns.ts');
    await addTargets(await this.textMeant(value), typeof table === 'number' ? table : undefined);
  }

  private async textMeant(value: unknown): Promise<vscode.Uri> {
    if (value instanceof vscode.Uri) return value;
    const node = await this.view.files.nodeIs(value);
    return node ? uriOf(node) : (await chosen()).document.uri;
  }

  /** Of the file that a menu of the view was opened on, or of those that a person picks. */
  private async report(value: unknown): Promise<void> {
    const node = await this.view.files.nodeIs(value);
    const all = (await this.view.files.all()).map(uriOf);
    const wish = await askForReport(all, node && uriOf(node));
    if (wish !== undefined) await createReport(wish, this.view.log);
  }

  /** Menus of the view hand over the node that they were opened on. */
  private async openText(value: unknown): Promise<void> {
    const node = await this.view.files.nodeIs(value);
    if (node === undefined) return;
    await vscode.commands.executeCommand('vscode.open', uriOf(node), { selection: placeOf(node) });
  }
}

function noItemAt(document: vscode.TextDocument, selections: readonly vscode.Selection[]): UserError {
  const line = (selections[0]?.active.line ?? 0) + 1;
  return new UserError(
    `Line ${line} of ${nameOf(document.uri)} is no task item. Put the cursor on one, such as "- [ ] Backups restored".`,
  );
}

async function chosen(): Promise<Chosen> {
  const editor = vscode.window.activeTextEditor;
  if (editor?.document.languageId !== MARKDOWN_LANGUAGE_ID) {
    throw new UserError(
      'Open a Markdown file first, and put the cursor on a task item such as "- [ ] Backups restored".',
    );
  }
  return textAt(editor.document.uri, editor.selections);
}

async function textAt(uri: vscode.Uri, selections: readonly vscode.Selection[] = []): Promise<Chosen> {
  const { readText } = await import('./reading.ts');
  const document = await vscode.workspace.openTextDocument(uri);
  return { document, selections, checklist: readText(uri.toString(), document.getText()) };
}

function itemsIn(
  { items }: Checklist,
  document: vscode.TextDocument,
  { start, end }: vscode.Selection,
): ChecklistItem[] {
  // A selection of whole lines ends before the first character of the next one.
  const last = end.character === 0 && end.line > start.line ? end.line - 1 : end.line;
  return itemsOnLines(items, start.line + 1, last + 1, (offset) => document.positionAt(offset).line + 1);
}

function nodeOf(file: FileNode, item: ChecklistItem | undefined, section: ChecklistSection | undefined): TreeNode {
  const ofItem = item && file.below.get(itemKey(item.id));
  const ofSection = [...file.below.values()].find(
    (node) => node.kind === 'section' && node.section.span[0] === section?.span[0],
  );
  return ofItem ?? ofSection ?? file;
}
