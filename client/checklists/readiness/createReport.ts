import path from 'node:path';
import * as vscode from 'vscode';
import { messageOf, UserError } from '../../../core/errors.ts';
import { runCommand } from '../../../core/node/runCommand.ts';
import { abortOn } from '../../abortOn.ts';
import { openInBrowser } from '../../panels/openInBrowser.ts';
import { engineIn } from '../../running/engine.ts';
import { READINESS_TITLE, type ReportWish } from './askForReport.ts';

const EXTENSION_ID = 'headroom.headroom';
/** Every event of the runs is read for their capacities. */
const LONGEST_MS = 10 * 60_000;
const IN_BROWSER = 'Open in Browser';

/** Makes the report with the command line, as a build server would, and shows it. */
export async function createReport(wish: ReportWish, log: vscode.LogOutputChannel): Promise<void> {
  const { root, checklists, plans, folder } = wish;
  const extension = vscode.extensions.getExtension(EXTENSION_ID);
  if (extension === undefined) throw new Error(`${EXTENSION_ID} is not installed`);
  const { command, environment } = engineIn(extension.extensionPath);
  const named = (file: string): string => path.relative(root, file);
  const args = [
    ...['readiness', `--out=${folder}`, '--require-go'],
    ...(plans ?? []).map((plan) => `--plan=${named(plan)}`),
    // A name that begins with a dash is none of the options.
    ...['--', ...checklists.map(named)],
  ];
  const said: string[] = [];
  const written: string[] = [];
  const outcome = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: READINESS_TITLE, cancellable: true },
    async (_, token) => {
      const { signal, dispose } = abortOn(token);
      const onLine = (line: string, stream: 'stdout' | 'stderr'): void => {
        if (stream === 'stderr') log.info(line);
        (stream === 'stderr' ? said : written).push(line);
      };
      const done = await runCommand([...command, ...args], {
        ...{ cwd: root, env: environment, timeoutMs: LONGEST_MS, signal, onLine },
      });
      dispose();
      return signal.aborted ? undefined : done;
    },
  );
  if (outcome === undefined) return;
  const [complaint = outcome.failure ?? 'it said nothing'] = said;
  // A report that names what is wrong in a checklist is made, too.
  if (written.length === 0) throw new UserError(`No readiness report was made: ${complaint}`);
  const file = (name: string): vscode.Uri => vscode.Uri.file(path.join(folder, name));
  await vscode.commands.executeCommand('markdown.showPreview', file('readiness.md'));
  const words =
    outcome.exitCode === 0 ? 'It is a go.' : outcome.exitCode === 1 ? said.slice(0, 2).join(' ') : complaint;
  // It stands there after the command has ended.
  void offerBrowser(words, file('readiness.html'));
}

async function offerBrowser(words: string, page: vscode.Uri): Promise<void> {
  if ((await vscode.window.showInformationMessage(words, IN_BROWSER)) !== IN_BROWSER) return;
  try {
    await openInBrowser(page);
  } catch (error) {
    void vscode.window.showErrorMessage(`${page.fsPath} cannot be opened in a browser: ${messageOf(error)}`);
  }
}
