import { existsSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { messageOf } from '../../../core/errors.ts';
import { CONTEXT, VIEWS } from '../../contributions.ts';
import { BaselinePins } from './baselinePins.ts';
import { readOne, readSummaries } from './readSummaries.ts';
import { filterText, isFilterSet, needsSummaries, NO_FILTER, type RunFilter } from './runFilter.ts';
import {
  GROUPINGS,
  PAGE,
  RunList,
  type Changes,
  type GroupNode,
  type Grouping,
  type RunNode,
  type TreeNode,
} from './runList.ts';
import { RunSearch } from './runSearch.ts';
import { RunWatcher, type RunChanges } from './runWatcher.ts';
import { groupTreeItem, moreTreeItem, runTreeItem } from './treeItems.ts';

export interface RunsViewParts {
  tree: vscode.TreeView<TreeNode>;
  redraw: vscode.EventEmitter<TreeNode | TreeNode[] | undefined>;
  /** Keeps how the runs are grouped. */
  memory: vscode.Memento;
  log: vscode.LogOutputChannel;
}

const GROUPING_KEY = 'headroom.runs.groupedBy';
/** The outcome of the last run of so many tests is read for their icons. */
const MOST_ICONS = 200;
/** Nothing on disk tells that a run was killed, so those that go on are looked at again after this time. */
const LOOK_AGAIN_MS = 3000;
/** While thousands of runs are read for a filter, those that fit appear so often. */
const PROGRESS_MS = 500;
/** Of a run that is new in the list, its test tells the outcome; where very many come at once, only their names. */
const MOST_NEW_READ = 32;

/** The runs of the workspace as a tree: known by their folders' names, read when they are shown. */
export class RunsView implements vscode.Disposable {
  private readonly list = new RunList();
  private readonly baselines: BaselinePins;
  private readonly subscriptions: { dispose(): unknown }[];
  private grouping: Grouping;
  private filter: RunFilter = NO_FILTER;
  private filterRound = 0;
  private ambiguous: ReadonlySet<string> = new Set();
  private search: Promise<void> | undefined;
  private baselineSearch: Promise<void> | undefined;
  private readonly runSearch: RunSearch;
  private lookingAgain: NodeJS.Timeout | undefined;

  constructor(private readonly parts: RunsViewParts) {
    const kept = parts.memory.get<unknown>(GROUPING_KEY);
    this.grouping = GROUPINGS.find((one) => one === kept) ?? 'test';
    this.baselines = new BaselinePins(parts.log);
    this.runSearch = new RunSearch(this.list, parts.memory);
    this.subscriptions = [
      this.baselines,
      this.baselines.onDidChange((runIds) => this.redrawMarks(runIds)),
      parts.tree.onDidChangeVisibility(() => this.lookAgainLater()),
      new RunWatcher((changes) => void this.take(changes).catch(this.tellFailure)),
      vscode.workspace.onDidChangeWorkspaceFolders(() => this.refresh()),
    ];
    this.tellContext();
  }

  dispose(): void {
    clearTimeout(this.lookingAgain);
    vscode.Disposable.from(...this.subscriptions).dispose();
  }

  async childrenOf(node: TreeNode | undefined): Promise<TreeNode[]> {
    await (this.search ??= this.findAll());
    if (node === undefined) {
      const groups = this.list.groupsInOrder();
      if (this.grouping === 'test') await this.read(newestOf(groups.slice(0, MOST_ICONS)));
      return [...groups];
    }
    if (node.kind !== 'group') return [];
    const shown = node.runs.slice(0, node.shown);
    await this.read(shown);
    return node.runs.length > node.shown ? [...shown, { kind: 'more', group: node }] : shown;
  }

  itemOf(node: TreeNode): vscode.TreeItem {
    switch (node.kind) {
      case 'run':
        return runTreeItem(node, {
          by: this.grouping,
          isInBaseline: this.baselines.has(node),
          isAmbiguous: this.grouping === 'day' && this.ambiguous.has(node.testId),
        });
      case 'group':
        return groupTreeItem(
          node,
          node.of.by === 'test' && this.ambiguous.has(node.of.testId),
          this.list.groupsInOrder().length === 1,
        );
      case 'more':
        return moreTreeItem(node);
    }
  }

  parentOf(node: TreeNode): TreeNode | undefined {
    if (node.kind === 'run') return this.list.parentOf(node, this.grouping);
    return node.kind === 'more' ? node.group : undefined;
  }

  get currentFilter(): RunFilter {
    return this.filter;
  }

  /** All runs, whatever the filter is. */
  async allRuns(): Promise<RunNode[]> {
    await (this.search ??= this.findAll());
    return this.known();
  }

  /** Files of the baselines of a test that are in the same folder of the workspace as the run. */
  async baselinesOf(runFolder: string, testId: string): Promise<vscode.Uri[]> {
    await (this.baselineSearch ?? this.findBaselines());
    return this.baselines.of(runFolder, testId).map(({ file }) => file);
  }

  /** A run that this window follows: of the first folders in a new one, watchers do not always tell. */
  seen(folder: string): void {
    // The first run on the demo service is in a folder of the extension.
    if (vscode.workspace.getWorkspaceFolder(vscode.Uri.file(folder)) === undefined) return;
    void this.take({ written: new Set([folder]), gone: new Set() }).catch(this.tellFailure);
  }

  /** Searches the workspace again. */
  refresh(): void {
    this.search = undefined;
    this.parts.redraw.fire(undefined);
  }

  async groupBy(grouping: Grouping): Promise<void> {
    this.grouping = grouping;
    this.regroup(true);
    this.tellContext();
    await this.parts.memory.update(GROUPING_KEY, grouping);
  }

  showMore(group: GroupNode): void {
    group.shown += PAGE;
    this.parts.redraw.fire(group);
  }

  /** What needs more than the names of folders is read first, newest runs first, and appears as it is found. */
  async setFilter(filter: RunFilter): Promise<void> {
    const round = (this.filterRound += 1);
    this.filter = filter;
    const text = filterText(filter);
    this.parts.tree.description = text;
    // The only view of a container has no title of its own that a description could stand in.
    this.parts.tree.message = text === '' ? undefined : `Only: ${text}`;
    this.tellContext();
    this.regroup(true);
    if (!needsSummaries(filter)) return;
    await this.readEverything(
      () => round === this.filterRound,
      () => this.regroup(false),
    );
    if (round === this.filterRound) this.regroup(false);
  }

  /** Reads all runs that were not read yet, as long as somebody wants it; shows in the view that it is at work. */
  async readEverything(isWanted: () => boolean, onProgress: () => void): Promise<void> {
    await (this.search ??= this.findAll());
    const newestFirst = this.known().sort((one, other) => (one.name.stamp < other.name.stamp ? 1 : -1));
    let told = Date.now();
    await vscode.window.withProgress({ location: { viewId: VIEWS.runs } }, () =>
      readSummaries(this.list, newestFirst, isWanted, () => {
        if (Date.now() - told < PROGRESS_MS) return;
        told = Date.now();
        onProgress();
      }),
    );
  }

  private known(): RunNode[] {
    return [...this.list.all()];
  }

  /** Shows at once what is found at once, and adds what else there is when the whole workspace was searched. */
  private async findAll(): Promise<void> {
    void this.findBaselines();
    this.runSearch.inKnownFolders();
    const everywhere = this.runSearch.everywhere();
    if (this.list.size === 0) await everywhere;
    else void this.addWhatElse(everywhere).catch(this.tellFailure);
    this.list.regroup(this.grouping, this.filter);
    this.ambiguous = this.list.ambiguousTests();
  }

  private async addWhatElse(everywhere: Promise<void>): Promise<void> {
    await vscode.window.withProgress({ location: { viewId: VIEWS.runs } }, () => everywhere);
    this.regroup(false);
  }

  private findBaselines(): Promise<void> {
    return (this.baselineSearch = this.baselines.findAll().catch(this.tellFailure));
  }

  /** Reads the runs that are to be shown; one that turns out to be of another test goes where it belongs. */
  private async read(nodes: readonly RunNode[]): Promise<void> {
    const unread = nodes.filter(({ summary }) => summary === undefined);
    if (unread.length > 0) {
      await readSummaries(this.list, unread);
      const isElsewhere = unread.some(
        ({ summary, testId }) => summary === undefined || (summary.kind === 'known' && summary.testId !== testId),
      );
      if (isElsewhere) this.regroup(false);
    }
    this.lookAgainLater();
  }

  private async take({ written, gone }: RunChanges): Promise<void> {
    if (this.search === undefined) return;
    await this.search;
    let isOther = false;
    // That something is gone is told late: it may have been made anew in between, and be known already.
    const lost = [...gone].flatMap((folder) => this.list.within(folder)).filter(({ folder }) => !existsSync(folder));
    for (const { folder } of lost) isOther = this.list.remove(folder) || isOther;
    const known: RunNode[] = [];
    const added: RunNode[] = [];
    for (const folder of written) {
      // Written and deleted since: what comes first of the two is not told.
      if (!existsSync(path.join(folder, 'run.json'))) continue;
      const isNew = this.list.add(folder);
      const node = this.list.find(folder);
      if (node !== undefined) (isNew ? added : known).push(node);
    }
    await this.readAgain(known.filter(({ summary }) => summary !== undefined));
    await readSummaries(this.list, needsSummaries(this.filter) ? added : added.slice(0, MOST_NEW_READ));
    if (isOther || added.length > 0 || isFilterSet(this.filter)) this.regroup(false);
    this.lookAgainLater();
  }

  private async readAgain(nodes: readonly RunNode[]): Promise<void> {
    for (const node of nodes) {
      const before = JSON.stringify(node.summary);
      await readOne(this.list, node);
      if (JSON.stringify(node.summary) !== before) this.parts.redraw.fire(this.drawnWith(node));
    }
  }

  /** A test has the icon of its newest run, so both are drawn. */
  private drawnWith(node: RunNode): TreeNode {
    const group = this.list.parentOf(node, this.grouping);
    return group !== undefined && this.grouping === 'test' && group.runs[0] === node ? group : node;
  }

  private lookAgainLater(): void {
    if (this.lookingAgain !== undefined || !this.parts.tree.visible) return;
    const open = this.known().filter(({ summary }) => summary?.kind === 'known' && summary.state === 'running');
    if (open.length === 0) return;
    this.lookingAgain = setTimeout(() => {
      this.lookingAgain = undefined;
      void this.readAgain(open)
        .catch(this.tellFailure)
        .finally(() => this.lookAgainLater());
    }, LOOK_AGAIN_MS);
  }

  private regroup(isAllNew: boolean): void {
    const changes: Changes = this.list.regroup(this.grouping, this.filter);
    const before = this.ambiguous;
    this.ambiguous = this.list.ambiguousTests();
    if (isAllNew || changes.isAll || before.size !== this.ambiguous.size) this.parts.redraw.fire(undefined);
    else if (changes.groups.length > 0) this.parts.redraw.fire([...changes.groups]);
  }

  private redrawMarks(runIds: ReadonlySet<string>): void {
    const marked = this.known().filter(({ folder }) => runIds.has(path.basename(folder)));
    if (marked.length > 0) this.parts.redraw.fire(marked);
  }

  private tellContext(): void {
    void vscode.commands.executeCommand('setContext', CONTEXT.runsGroupedBy, this.grouping);
    void vscode.commands.executeCommand('setContext', CONTEXT.isRunsFiltered, isFilterSet(this.filter));
  }

  private readonly tellFailure = (error: unknown): void =>
    this.parts.log.error(`The list of runs could not be brought up to date: ${messageOf(error)}`);
}

function newestOf(groups: readonly GroupNode[]): RunNode[] {
  return groups.map(({ runs }) => runs[0]).filter((node) => node !== undefined);
}
