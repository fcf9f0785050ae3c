import * as vscode from 'vscode';
import { messageOf } from '../../core/errors.ts';
import { findRuns } from '../runs/findRuns.ts';
import { runItem, unreadItem } from '../runs/runItem.ts';

interface Choice extends vscode.QuickPickItem {
  choose: () => Thenable<vscode.Uri | undefined>;
}

/** Of older runs the list tells only what their names tell: opening thousands of folders would take its time. */
const MOST_READ = 200;

const BROWSE: Choice = {
  label: '$(folder-opened) Choose a Run Folder…',
  alwaysShow: true,
  choose: async () => {
    const chosen = await vscode.window.showOpenDialog({
      title: 'Choose a Run Folder',
      openLabel: 'Choose Run',
      canSelectFiles: false,
      canSelectFolders: true,
    });
    return chosen?.[0];
  },
};

const NO_RUNS =
  'No runs in this workspace yet. "headroom run PLAN" on the command line makes one below headroom-results.';

/** The folder of a run, from a list that appears at once and fills when the folders were read. */
export async function chooseRun(log: vscode.LogOutputChannel, title = 'Open Run'): Promise<vscode.Uri | undefined> {
  const cancellation = new vscode.CancellationTokenSource();
  const list = vscode.window.createQuickPick<Choice>();
  list.title = title;
  list.placeholder = 'Looking for runs …';
  list.matchOnDescription = true;
  list.matchOnDetail = true;
  list.busy = true;
  list.items = [BROWSE];
  const choice = new Promise<Choice | undefined>((resolve) => {
    list.onDidAccept(() => resolve(list.selectedItems[0]));
    list.onDidHide(() => resolve(undefined));
  });
  list.show();
  try {
    void fill(list, cancellation.token, log);
    const chosen = await choice;
    list.hide();
    return await chosen?.choose();
  } finally {
    cancellation.cancel();
    cancellation.dispose();
    list.dispose();
  }
}

async function fill(
  list: vscode.QuickPick<Choice>,
  token: vscode.CancellationToken,
  log: vscode.LogOutputChannel,
): Promise<void> {
  try {
    const { runs, older } = await findRuns(token, MOST_READ);
    if (token.isCancellationRequested) return;
    const times = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
    const words = {
      time: (ms: number) => times.format(ms),
      folder: (path: string) => vscode.workspace.asRelativePath(path),
    };
    const choices = [
      ...runs.map((run) => ({ ...runItem(run, words), folder: run.folder })),
      ...older.map((folder) => ({ ...unreadItem(folder, words), folder })),
    ];
    list.items = [
      ...choices.map(({ folder, ...item }) => ({ ...item, choose: () => Promise.resolve(vscode.Uri.file(folder)) })),
      BROWSE,
    ];
    list.placeholder = choices.length === 0 ? NO_RUNS : 'Choose a run, newest first';
  } catch (error) {
    if (token.isCancellationRequested) return;
    log.error(`Runs could not be listed: ${messageOf(error)}`);
    list.placeholder = `The runs could not be listed: ${messageOf(error)}`;
  }
  list.busy = false;
}
