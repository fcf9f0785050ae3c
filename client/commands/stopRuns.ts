import * as vscode from 'vscode';
import { runningTest } from '../../core/protocol/hostedTests.ts';
import { COMMANDS } from '../contributions.ts';
import { FollowedHost } from '../running/followedHost.ts';
import type { RunningTests } from '../running/runningTests.ts';

const NOTHING_RUNS = 'No test is running.';

/** Stops what a lens names, otherwise the only run there is, otherwise the one that the person picks. */
export async function stopRun(running: RunningTests, given: unknown): Promise<void> {
  const host = given instanceof FollowedHost ? given : await pick(running, 'Which one is to stop?');
  if (host === undefined) return;
  if (!host.isStopping) {
    host.stop();
    return;
  }
  // Somebody who presses again would rather not wait for what the tool still has to write.
  const atOnce = 'End at Once';
  const chosen = await vscode.window.showWarningMessage(
    `${nameOf(host)} is being stopped already. Ending its load generator at once may lose what it has not told yet.`,
    atOnce,
  );
  if (chosen === atOnce) host.kill();
}

export async function stopAllRuns(running: RunningTests): Promise<void> {
  for (const host of running.hosts) host.stop();
  if (running.hosts.length === 0) await vscode.window.showInformationMessage(NOTHING_RUNS);
}

/** Opens the panel of the run that goes on. */
export async function showRunning(running: RunningTests): Promise<void> {
  const host = await pick(running, 'Which one is to be shown?');
  if (host === undefined) return;
  const test = runningTest(host.hosted);
  if (test === undefined) {
    void vscode.window.showInformationMessage(
      `${nameOf(host)}: nothing has been sent yet, so there is nothing to show.`,
    );
    return;
  }
  await vscode.commands.executeCommand(COMMANDS.openRun, vscode.Uri.file(test.folder));
}

async function pick(running: RunningTests, question: string): Promise<FollowedHost | undefined> {
  const [first, ...others] = running.hosts;
  if (first === undefined) {
    void vscode.window.showInformationMessage(NOTHING_RUNS);
    return undefined;
  }
  if (others.length === 0) return first;
  const items = running.hosts.map((host) => ({
    label: nameOf(host),
    description: vscode.workspace.asRelativePath(host.place.file),
    host,
  }));
  const picked = await vscode.window.showQuickPick(items, { title: 'Running Tests', placeHolder: question });
  return picked?.host;
}

function nameOf({ hosted, place }: FollowedHost): string {
  return runningTest(hosted)?.testId ?? place.suites[0] ?? place.tests[0] ?? 'The run';
}
