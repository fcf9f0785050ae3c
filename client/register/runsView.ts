import * as vscode from 'vscode';
import { COMMANDS, PANELS, VIEWS } from '../contributions.ts';
import type { LanguageServer } from '../language/languageServer.ts';
import type { ComparePanels } from '../panels/comparePanels.ts';
import type { ActionParts, RunActions } from '../runs/actions/runActions.ts';
import type { TreeNode } from '../runs/tree/runList.ts';
import type { RunsView } from '../runs/tree/runsView.ts';
import { once } from './once.ts';

/** The commands that the tree and what is done with runs answer to. */
const RUN_COMMANDS = [
  'groupRunsByTest',
  'groupRunsByDay',
  'filterRuns',
  'clearRunFilter',
  'refreshRuns',
  'showMoreRuns',
  'compareRuns',
  'compareWithPrevious',
  'compareWithBaseline',
  'selectForCompare',
  'compareWithSelected',
  'setBaseline',
  'removeBaseline',
  'exportRun',
  'revealRunInOS',
  'revealRunInExplorer',
  'copyRunId',
  'openRunLog',
  'deleteRun',
  'importRuns',
] as const satisfies readonly (keyof typeof COMMANDS)[];
export type RunCommand = (typeof RUN_COMMANDS)[number];

export interface RegisteredRunsView {
  view(): Promise<RunsView>;
  /** Tells of a run that has begun, where the list was made already. */
  seen(folder: string): void;
  dispose(): void;
}

/** The view "Runs", its commands and the comparison panel. All of them are loaded when they are first used. */
export function registerRunsView(
  context: vscode.ExtensionContext,
  server: LanguageServer,
  log: vscode.LogOutputChannel,
): RegisteredRunsView {
  const { extensionUri, workspaceState: memory } = context;
  const redraw = new vscode.EventEmitter<TreeNode | TreeNode[] | undefined>();
  let made: RunsView | undefined;
  const view = once<RunsView>(async () => {
    const { RunsView } = await import('../runs/tree/runsView.ts');
    return (made = new RunsView({ tree, redraw, memory, log }));
  });
  const panels = once<ComparePanels>(async () => {
    const { ComparePanels } = await import('../plansAndRuns.ts');
    return new ComparePanels(extensionUri, log);
  });
  const actions = once<RunActions>(async () => {
    const { RunActions } = await import('../plansAndRuns.ts');
    const compare: ActionParts['compare'] = async (pair) => (await panels()).show(pair);
    return new RunActions({ view: await view(), compare, server, extensionPath: extensionUri.fsPath, log });
  });
  const tree: vscode.TreeView<TreeNode> = vscode.window.createTreeView(VIEWS.runs, {
    treeDataProvider: {
      onDidChangeTreeData: redraw.event,
      getChildren: async (node?: TreeNode) => (await view()).childrenOf(node),
      getTreeItem: async (node: TreeNode) => (await view()).itemOf(node),
      getParent: async (node: TreeNode) => (await view()).parentOf(node),
    },
    canSelectMany: true,
    showCollapseAll: true,
  });
  const registered = vscode.Disposable.from(
    redraw,
    tree,
    { dispose: () => made?.dispose() },
    ...RUN_COMMANDS.map((name) =>
      vscode.commands.registerCommand(COMMANDS[name], async (...args: unknown[]) => (await actions()).run(name, args)),
    ),
    vscode.window.registerWebviewPanelSerializer(PANELS.compare, {
      deserializeWebviewPanel: async (panel, kept: unknown) => (await panels()).restore(panel, kept),
    }),
  );
  return { view, seen: (folder) => made?.seen(folder), dispose: () => void registered.dispose() };
}
