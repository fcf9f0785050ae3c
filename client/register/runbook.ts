import * as vscode from 'vscode';
import { MARKDOWN_LANGUAGE_ID } from '../checklists/mayHaveItems.ts';
import { mayHaveBlocks } from '../checklists/runbook/mayHaveBlocks.ts';
import type { Runbook } from '../checklists/runbook/runbook.ts';
import { COMMANDS, SETTINGS } from '../contributions.ts';
import type { LanguageServer } from '../language/languageServer.ts';
import { once } from './once.ts';

const RUNBOOK_COMMANDS = [
  'runBlockAsStep',
  'runBlockInTerminal',
  'stopBlock',
  'showBlockOutput',
] as const satisfies readonly (keyof typeof COMMANDS)[];
export type RunbookCommand = (typeof RUNBOOK_COMMANDS)[number];

/** What can be run of Markdown texts. It is loaded for the first text that may have a block of commands. */
export function registerRunbook(
  { workspaceState: memory, secrets }: Pick<vscode.ExtensionContext, 'workspaceState' | 'secrets'>,
  server: LanguageServer,
  log: vscode.LogOutputChannel,
): vscode.Disposable {
  const redraw = new vscode.EventEmitter<void>();
  let made: Runbook | undefined;
  const runbook = once<Runbook>(async () => {
    const { Runbook } = await import('../checklists/runbook/runbook.ts');
    return (made = new Runbook({ server, memory, secrets, log, redraw }));
  });
  return vscode.Disposable.from(
    redraw,
    { dispose: () => made?.dispose() },
    ...RUNBOOK_COMMANDS.map((name) =>
      vscode.commands.registerCommand(COMMANDS[name], async (...args: unknown[]) => (await runbook()).run(name, args)),
    ),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration(SETTINGS.runbookLenses)) redraw.fire();
    }),
    // Older versions of a file, and texts that are not saved, are of another scheme: nobody could tell where they run.
    vscode.languages.registerCodeLensProvider(
      { language: MARKDOWN_LANGUAGE_ID, scheme: 'file' },
      {
        onDidChangeCodeLenses: redraw.event,
        provideCodeLenses: async (document) =>
          hasLenses(document) && mayHaveBlocks(document.getText()) ? (await runbook()).lensesOf(document) : [],
      },
    ),
  );
}

function hasLenses({ uri }: vscode.TextDocument): boolean {
  return vscode.workspace.getConfiguration(undefined, uri).get<boolean>(SETTINGS.runbookLenses) ?? true;
}
