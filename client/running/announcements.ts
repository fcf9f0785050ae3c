import * as vscode from 'vscode';
import { COMMANDS } from '../contributions.ts';
import { noticeOfItem, noticeOfLoss, type Notice } from './notices.ts';
import type { RunningTests } from './runningTests.ts';

const OPEN = 'Open Run';

/** Says what a person must not miss: that nothing was sent, that a guard stopped the run, that the run host is gone. */
export function announce(running: RunningTests, log: vscode.LogOutputChannel): vscode.Disposable {
  // A host that is attached to again tells everything once more, and what is old is no news.
  const since = Date.now();
  return vscode.Disposable.from(
    running.onDidReceive(({ host, item }) => {
      if (item.kind === 'note') log.info(item.text);
      const notice = noticeOfItem(host, item, since);
      if (notice !== undefined) void tell(notice);
    }),
    running.onDidChange((host) => {
      const notice = noticeOfLoss(host);
      if (notice === undefined) return;
      log.error(notice.message);
      void tell(notice);
    }),
  );
}

async function tell({ level, message, folder }: Notice): Promise<void> {
  const show = level === 'error' ? vscode.window.showErrorMessage : vscode.window.showWarningMessage;
  const chosen = await show(message, ...(folder === undefined ? [] : [OPEN]));
  if (chosen === OPEN && folder !== undefined) {
    await vscode.commands.executeCommand(COMMANDS.openRun, vscode.Uri.file(folder));
  }
}
