import { existsSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { messageOf } from '../../../core/errors.ts';
import { chooseRun } from '../../commands/openRun.ts';
import { CONTEXT } from '../../contributions.ts';
import type { RunCommand } from '../../register/runsView.ts';
import type { ComparedPair } from '../loadComparison.ts';
import { NO_FILTER } from '../tree/runFilter.ts';
import type { RunsView } from '../tree/runsView.ts';
import { removeBaseline, setBaseline } from './baseline.ts';
import { askForFilter } from './askForFilter.ts';
import { deleteRuns } from './deleteRuns.ts';
import { exportRuns } from './exportRuns.ts';
import { importResults, type ImportParts } from './importResults.ts';
import { previousRun } from './previousRun.ts';
import { foldersIn, groupIn } from './targets.ts';

export interface ActionParts extends ImportParts {
  view: RunsView;
  compare(pair: ComparedPair): Promise<void>;
}

/** What can be done with runs, from the tree or from the palette: where no run was named, a person is asked for one. */
export class RunActions {
  private selected: string | undefined;

  constructor(private readonly parts: ActionParts) {}

  /** `args` are what the editor hands over: in the tree the node that was clicked, and all that are selected. */
  async run(command: RunCommand, args: readonly unknown[]): Promise<void> {
    try {
      await this.handlers[command](args);
    } catch (error) {
      this.parts.log.error(`${command}: ${messageOf(error)}`);
      void vscode.window.showErrorMessage(messageOf(error));
    }
  }

  private readonly handlers: Record<RunCommand, (args: readonly unknown[]) => void | Promise<void>> = {
    groupRunsByTest: () => this.parts.view.groupBy('test'),
    groupRunsByDay: () => this.parts.view.groupBy('day'),
    filterRuns: () => askForFilter(this.parts.view, this.parts.log),
    clearRunFilter: () => this.parts.view.setFilter(NO_FILTER),
    refreshRuns: () => this.parts.view.refresh(),
    showMoreRuns: (args) => {
      const group = groupIn(args);
      if (group !== undefined) this.parts.view.showMore(group);
    },
    compareRuns: (args) => this.compareTwo(args),
    compareWithPrevious: (args) =>
      this.withOne(args, 'Compare with Previous Run', async (folder) => {
        const before = await previousRun(folder);
        if (before !== undefined) return this.parts.compare({ before, after: folder });
        void vscode.window.showInformationMessage(
          `${path.basename(folder)} is the first run of its test here: there is none before it to compare with.`,
        );
      }),
    compareWithBaseline: (args) =>
      this.withOne(args, 'Compare with Baseline', (folder) =>
        this.parts.compare({ before: 'baseline', after: folder }),
      ),
    selectForCompare: (args) => this.withOne(args, 'Select Run for Compare', (folder) => this.select(folder)),
    compareWithSelected: (args) =>
      this.withOne(args, 'Compare with Selected Run', async (folder) => {
        if (this.selected !== undefined) await this.parts.compare({ before: this.selected, after: folder });
      }),
    setBaseline: (args) => this.withAll(args, 'Set Runs as Baseline', setBaseline),
    removeBaseline: (args) =>
      this.withOne(args, 'Remove Baseline', (folder) => removeBaseline(folder, this.parts.view)),
    exportRun: (args) => this.withAll(args, 'Export Run', exportRuns),
    revealRunInOS: (args) => this.withOne(args, 'Reveal Run Folder', (folder) => reveal('revealFileInOS', folder)),
    revealRunInExplorer: (args) =>
      this.withOne(args, 'Reveal Run Folder', (folder) => reveal('revealInExplorer', folder)),
    copyRunId: (args) =>
      this.withAll(args, 'Copy Run Id', async (folders) => {
        await vscode.env.clipboard.writeText(folders.map((folder) => path.basename(folder)).join('\n'));
      }),
    openRunLog: (args) => this.withAll(args, 'Open Log of Run', openLogs),
    deleteRun: (args) => this.withAll(args, 'Delete Run', deleteRuns),
    importRuns: () => importResults(this.parts),
  };

  private async withOne(
    args: readonly unknown[],
    title: string,
    action: (folder: string) => void | Promise<void>,
  ): Promise<void> {
    const folder = foldersIn(args)[0] ?? (await this.ask(title));
    if (folder !== undefined) await action(folder);
  }

  private async withAll(
    args: readonly unknown[],
    title: string,
    action: (folders: readonly string[]) => Promise<void>,
  ): Promise<void> {
    const named = foldersIn(args);
    const asked = named.length > 0 ? undefined : await this.ask(title);
    const folders = asked === undefined ? named : [asked];
    if (folders.length > 0) await action(folders);
  }

  private async ask(title: string): Promise<string | undefined> {
    return (await chooseRun(this.parts.log, title))?.fsPath;
  }

  private async compareTwo(args: readonly unknown[]): Promise<void> {
    const named = foldersIn(args);
    if (named.length > 2) {
      void vscode.window.showInformationMessage('Two runs can be compared at a time. Select two of them.');
      return;
    }
    const [one = await this.ask('Compare: the Run Before')] = named;
    const other = one === undefined ? undefined : (named[1] ?? (await this.ask('Compare: the Run After')));
    if (one === undefined || other === undefined) return;
    // Names begin with the time: of two that were selected together, the older one is the run before.
    const isTurned = named.length === 2 && path.basename(other) < path.basename(one);
    await this.parts.compare(isTurned ? { before: other, after: one } : { before: one, after: other });
  }

  private select(folder: string): void {
    this.selected = folder;
    void vscode.commands.executeCommand('setContext', CONTEXT.isRunSelectedForCompare, true);
    vscode.window.setStatusBarMessage(`${path.basename(folder)} is selected for comparing`, 5000);
  }
}

async function reveal(command: string, folder: string): Promise<void> {
  await vscode.commands.executeCommand(command, vscode.Uri.file(folder));
}

async function openLogs(folders: readonly string[]): Promise<void> {
  for (const folder of folders) {
    const file = path.join(folder, 'log.txt');
    if (existsSync(file))
      await vscode.window.showTextDocument(vscode.Uri.file(file), { preview: folders.length === 1 });
    else void vscode.window.showInformationMessage(whyNoLog(folder));
  }
}

function whyNoLog(folder: string): string {
  if (!existsSync(folder)) return `The folder ${folder} is gone, and the log of the run with it.`;
  return `${path.basename(folder)} has no log: neither its load generator nor its command steps said anything.`;
}
