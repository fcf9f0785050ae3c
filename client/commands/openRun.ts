import * as vscode from 'vscode';
import { messageOf } from '../../core/errors.ts';
import { findRuns } from '../runs/findRuns.ts';
import { runItem } from '../runs/runItem.ts';

interface Choice extends vscode.QuickPickItem {
  choose: () => Thenable<vscode.Uri | undefined>;
}

const BROWSE: Choice = {
  label: '$(folder-opened) Choose a Run Folder…',
  alwaysShow: true,
  choose: async () => {
    const chosen = await vscode.window.showOpenDialog({
      title: 'Choose a Run Folder',
      openLabel: 'Open Run',
      canSelectFiles: false,
      canSelectFolders: true,
    });
    return chosen?.[0];
  },
};

const NO_RUNS =
  'No runs in this workspace yet. "headroom run PLAN" on the command line makes one below headroom-results.';

/** The folder of a run, from a list that appears at once and fills when the folders were read. */
export async function chooseRun(log: vscode.LogOutputChannel): Promise<vscode.Uri | undefined> {
  const cancellation = new vscode.CancellationTokenSource();
  const list = vscode.window.createQuickPick<Choice>();
  list.title = 'Open Run';
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
    const runs = await findRuns(token);
    if (token.isCancellationRequested) return;
    const times = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
    const choices = runs.map((run) => ({
      ...runItem(run, {
        time: (ms) => times.format(ms),
        folder: (path) => vscode.workspace.asRelativePath(path),
      }),
      choose: () => Promise.resolve(vscode.Uri.file(run.folder)),
    }));
    list.items = [...choices, BROWSE];
    list.placeholder = runs.length === 0 ? NO_RUNS : 'Choose a run, newest first';
  } catch (error) {
    if (token.isCancellationRequested) return;
    log.error(`Runs could not be listed: ${messageOf(error)}`);
    list.placeholder = `The runs could not be listed: ${messageOf(error)}`;
  }
  list.busy = false;
}
