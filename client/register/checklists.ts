import * as vscode from 'vscode';
import { messageOf } from '../../core/errors.ts';
import type { Checklists } from '../checklists/checklists.ts';
import { MARKDOWN_LANGUAGE_ID, mayHaveItems } from '../checklists/mayHaveItems.ts';
import { mayHaveTargets } from '../checklists/targets/mayHaveTargets.ts';
import type { TreeNode } from '../checklists/tree/nodes.ts';
import { isPlanFile } from '../../core/protocol/lsp.ts';
import { isProblemText } from '../checklists/problems/problemTexts.ts';
import { COMMANDS, CONTEXT, SETTINGS, VIEWS } from '../contributions.ts';
import { once } from './once.ts';

/** The commands of the view and of Markdown texts. */
const CHECKLIST_COMMANDS = [
  'toggleChecklistItem',
  'tickItems',
  'revealInChecklists',
  'openChecklistText',
  'showAllItems',
  'showOpenItems',
  'showDoneItems',
  'showFailingItems',
  'showStaleItems',
  'applyResults',
  'fillBlanks',
  'refreshChecklists',
  'signOff',
  'editItemNote',
  'addItemLink',
  'openItemLink',
  'bindItems',
  'addTargets',
  'readinessReport',
] as const satisfies readonly (keyof typeof COMMANDS)[];
export type ChecklistCommand = (typeof CHECKLIST_COMMANDS)[number];

export interface RegisteredChecklists {
  /** Tells of a run that has begun or ended, where something was made of checklists already. */
  seenRun(): void;
  dispose(): void;
}

/** The view "Checklists", its commands and its lenses. What they do is loaded when it is first asked for. */
export function registerChecklists(log: vscode.LogOutputChannel): RegisteredChecklists {
  const redraw = new vscode.EventEmitter<TreeNode | TreeNode[] | undefined>();
  const lensesChanged = new vscode.EventEmitter<void>();
  let made: Checklists | undefined;
  const checklists = once<Checklists>(async () => {
    const { Checklists } = await import('../checklists/checklists.ts');
    return (made = new Checklists({ tree, redraw, log, drawLenses: () => lensesChanged.fire() }));
  });
  const tree: vscode.TreeView<TreeNode> = vscode.window.createTreeView(VIEWS.checklists, {
    treeDataProvider: {
      onDidChangeTreeData: redraw.event,
      getChildren: async (node?: TreeNode) => (await checklists()).view.childrenOf(node),
      getTreeItem: async (node: TreeNode) => (await checklists()).view.itemOf(node),
      getParent: async (node: TreeNode) => (await checklists()).view.parentOf(node),
      resolveTreeItem: async (item, node) => (await checklists()).view.complete(item, node),
    },
    manageCheckboxStateManually: true,
    showCollapseAll: true,
  });
  const registered = vscode.Disposable.from(
    redraw,
    tree,
    { dispose: () => made?.dispose() },
    tree.onDidChangeCheckboxState(
      ({ items }) =>
        void checklists()
          .then(({ view }) => view.tick(items))
          .catch((error: unknown) => log.error(`Items of a checklist could not be ticked: ${messageOf(error)}`)),
    ),
    ...CHECKLIST_COMMANDS.map((name) =>
      vscode.commands.registerCommand(COMMANDS[name], async (...args: unknown[]) =>
        (await checklists()).run(name, args),
      ),
    ),
    lensesChanged,
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration(SETTINGS.checklistLenses)) lensesChanged.fire();
    }),
    vscode.languages.registerCodeLensProvider(MARKDOWN_LANGUAGE_ID, {
      onDidChangeCodeLenses: lensesChanged.event,
      provideCodeLenses: async (document) =>
        hasLenses(document) && isWorthReading(document.getText()) ? (await checklists()).lensesOf(document) : [],
    }),
    // What can be bound depends on the plan.
    vscode.workspace.onDidSaveTextDocument(({ uri }) => {
      if (isPlanFile(uri.path)) lensesChanged.fire();
    }),
    tellOfChecklists(),
    showFirstProblems(() => {
      void checklists()
        .then((all) => all.showProblems())
        .catch((error: unknown) => log.error(`The problems of checklists cannot be shown: ${messageOf(error)}`));
    }),
  );
  return { seenRun: () => made?.seenRun(), dispose: () => void registered.dispose() };
}

function isWorthReading(text: string): boolean {
  return mayHaveItems(text) || mayHaveTargets(text);
}

/** Texts that cannot be edited, such as older versions of a file, have none. */
function hasLenses({ uri }: vscode.TextDocument): boolean {
  if (vscode.workspace.fs.isWritableFileSystem(uri.scheme) === false) return false;
  return vscode.workspace.getConfiguration(undefined, uri).get<boolean>(SETTINGS.checklistLenses) ?? true;
}

/** Lets menus ask whether the text that is edited has task items. */
function tellOfChecklists(): vscode.Disposable {
  let told: boolean | undefined;
  const tell = (document: vscode.TextDocument | undefined): void => {
    const isChecklist = document?.languageId === MARKDOWN_LANGUAGE_ID && mayHaveItems(document.getText());
    if (isChecklist !== told) void vscode.commands.executeCommand('setContext', CONTEXT.isChecklist, isChecklist);
    told = isChecklist;
  };
  tell(vscode.window.activeTextEditor?.document);
  return vscode.Disposable.from(
    vscode.window.onDidChangeActiveTextEditor((editor) => tell(editor?.document)),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      // Whether the last item was taken away is seen when the text is looked at again.
      if (told !== true && document === vscode.window.activeTextEditor?.document) tell(document);
    }),
  );
}

/** Nothing is loaded before the first text that may have problems is seen; it is then told of. */
function showFirstProblems(show: () => void): vscode.Disposable {
  let isShown = false;
  const look = (documents: readonly vscode.TextDocument[]): void => {
    if (isShown || !documents.some(isProblemText)) return;
    isShown = true;
    show();
  };
  const lookAtVisible = (): void => look(vscode.window.visibleTextEditors.map(({ document }) => document));
  lookAtVisible();
  return vscode.Disposable.from(
    vscode.window.onDidChangeVisibleTextEditors(lookAtVisible),
    vscode.workspace.onDidChangeTextDocument(({ document }) => look([document])),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration(SETTINGS.checklistProblems)) lookAtVisible();
    }),
  );
}
