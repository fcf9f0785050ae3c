import { readdirSync } from 'node:fs';
import * as vscode from 'vscode';
import { messageOf } from '../../core/errors.ts';
import { runtimeFolder } from '../../core/node/runHost/runtimeFolder.ts';
import { PLAN_GLOB } from '../../core/protocol/lsp.ts';
import { RUN_COMMANDS } from '../contributions.ts';
import type { LanguageServer } from '../language/languageServer.ts';
import type { RunningContext, RunningParts } from '../running/parts.ts';

/**
 * The commands that run tests, and what tells of running ones. All of it is loaded by the first command, the first
 * served document, or a run that goes on from before this window.
 */
export function registerRunning(
  context: RunningContext,
  server: LanguageServer,
  log: vscode.LogOutputChannel,
  tellRun: (folder: string) => void,
): vscode.Disposable {
  let loading: Promise<RunningParts> | undefined;
  let made: RunningParts | undefined;
  let isOver = false;
  const load = async (): Promise<RunningParts> => {
    const module = await import('../running/parts.ts');
    const parts = new module.RunningParts(context, server, log, tellRun);
    made = parts;
    if (isOver) parts.dispose();
    else await parts.attach();
    return parts;
  };
  const parts = (): Promise<RunningParts> => (loading ??= load());
  const loadQuietly = (): void => {
    parts().catch((error: unknown) => log.error(`Running tests cannot be told of: ${messageOf(error)}`));
  };
  if (mayRunAlready()) loadQuietly();
  else
    loadForPlans(loadQuietly).catch((error: unknown) =>
      log.warn(`Whether the workspace has plans is not known: ${messageOf(error)}`),
    );
  return vscode.Disposable.from(
    server.onDidChangeServed(loadQuietly),
    ...RUN_COMMANDS.map((command) =>
      vscode.commands.registerCommand(command, async (given: unknown) => (await parts()).actions[command](given)),
    ),
    {
      dispose: () => {
        isOver = true;
        made?.dispose();
      },
    },
  );
}

/** The Testing view of a folder with plans shows their tests before any of them is opened. */
async function loadForPlans(load: () => void): Promise<void> {
  const [plan] = await vscode.workspace.findFiles(PLAN_GLOB, '**/node_modules/**', 1);
  if (plan !== undefined) load();
}

/** Whether some run host of this user has left a record: looked at without loading what reads it. */
function mayRunAlready(): boolean {
  try {
    return readdirSync(runtimeFolder()).some((name) => name.startsWith('host-'));
  } catch {
    // Without such a folder nothing runs that could be found.
    return false;
  }
}
