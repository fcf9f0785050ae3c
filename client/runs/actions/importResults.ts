import path from 'node:path';
import * as vscode from 'vscode';
import { UserError } from '../../../core/errors.ts';
import { findFiles, type LeftAlone } from '../../../core/node/importRun/findFiles.ts';
import { importFile, type ImportSettings } from '../../../core/node/importRun/importFile.ts';
import { knownImports } from '../../../core/node/importRun/knownImports.ts';
import type { LanguageServer } from '../../language/languageServer.ts';
import { engineIn } from '../../running/engine.ts';
import { askForPlan, importByPlan } from './importByPlan.ts';
import { refuseUntrusted } from './trust.ts';

interface Outcome {
  imported: string[];
  known: number;
  refused: LeftAlone[];
  leftAlone: LeftAlone[];
}

export interface ImportParts {
  server: LanguageServer;
  extensionPath: string;
  log: vscode.LogOutputChannel;
}

/** Makes run folders of what other tools have written: files, or everything in folders. */
export async function importResults({ server, extensionPath, log }: ImportParts): Promise<void> {
  refuseUntrusted('Results are imported');
  const named = await askForFiles();
  if (named === undefined || named.length === 0) return;
  const judging = await askForPlan(named, server);
  if (judging === 'cancelled') return;
  if (judging !== 'none') {
    await importByPlan(named, judging, engineIn(extensionPath), log);
    return;
  }
  const root = await askForRoot();
  if (root === undefined) return;
  const resultsFolder = path.join(root, 'headroom-results');
  const outcome = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: 'Importing results', cancellable: true },
    (progress, token) => importAll(named, resultsFolder, (file) => progress.report({ message: file }), token),
  );
  tell(outcome, log);
}

async function askForFiles(): Promise<string[] | undefined> {
  const kinds = [
    { label: '$(file) Files…', isFolder: false, detail: 'Results that k6, Artillery, wrk, hey or coder have written' },
    { label: '$(folder) Folders…', isFolder: true, detail: 'Every result in a folder, and in the folders in it' },
  ];
  const kind = await vscode.window.showQuickPick(kinds, {
    title: 'Import Results',
    placeHolder: 'What do you want to import?',
  });
  if (kind === undefined) return undefined;
  // No system has a dialog that takes files and folders alike.
  const chosen = await vscode.window.showOpenDialog({
    title: 'Import Results',
    openLabel: 'Import',
    canSelectMany: true,
    canSelectFiles: !kind.isFolder,
    canSelectFolders: kind.isFolder,
  });
  const elsewhere = chosen?.find(({ scheme }) => scheme !== 'file');
  if (elsewhere !== undefined) {
    throw new UserError(
      `Results are read from the machine that this workspace is on, and ${elsewhere.toString()} is not there. Copy it there first.`,
    );
  }
  return chosen?.map(({ fsPath }) => fsPath);
}

async function askForRoot(): Promise<string | undefined> {
  const folders = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');
  if (folders.length === 0)
    throw new UserError(
      'Imported runs are kept in headroom-results of a folder. Open the folder of your project first.',
    );
  if (folders.length === 1) return folders[0]?.uri.fsPath;
  const chosen = await vscode.window.showWorkspaceFolderPick({
    placeHolder: 'In headroom-results of which folder are the runs to be kept?',
  });
  return chosen?.uri.fsPath;
}

async function importAll(
  named: readonly string[],
  resultsFolder: string,
  report: (file: string) => void,
  token: vscode.CancellationToken,
): Promise<Outcome> {
  const { files, leftAlone, absent } = findFiles(named);
  const settings: ImportSettings = {
    resultsFolder,
    again: false,
    isOnlyFile: files.length + absent.length === 1,
    known: await knownImports(resultsFolder),
  };
  const outcome: Outcome = { imported: [], known: 0, refused: absent, leftAlone };
  for (const { path: file, isNamed } of files) {
    if (token.isCancellationRequested) break;
    report(path.basename(file));
    const done = await importFile(file, isNamed, settings);
    switch (done.kind) {
      case 'imported':
        outcome.imported.push(done.run.folder);
        for (const problem of done.run.writeProblems) outcome.refused.push({ path: file, reason: problem });
        break;
      case 'known':
        outcome.known += 1;
        break;
      case 'refused':
        outcome.refused.push({ path: file, reason: done.why });
        break;
      case 'left-alone':
        outcome.leftAlone.push({ path: file, reason: done.reason });
        break;
    }
  }
  return outcome;
}

const SHOW_LOG = 'Show Details';

function tell({ imported, known, refused, leftAlone }: Outcome, log: vscode.LogOutputChannel): void {
  for (const { path: file, reason } of leftAlone) log.info(`Not imported: ${file}: ${reason}.`);
  for (const { path: file, reason } of refused) log.warn(`Not imported as it should be: ${file}: ${reason}.`);
  const words = [
    `${imported.length} ${imported.length === 1 ? 'run' : 'runs'} imported`,
    ...(known > 0 ? [`${known} known already`] : []),
    ...(leftAlone.length > 0 ? [`${leftAlone.length} left alone: no results`] : []),
    ...(refused.length > 0 ? [`${refused.length} not as it should be`] : []),
  ].join(', ');
  if (imported.length > 0 && refused.length === 0) {
    vscode.window.setStatusBarMessage(words, 8000);
    return;
  }
  const [first] = refused;
  const text = first === undefined ? `${words}.` : `${words}. ${path.basename(first.path)}: ${first.reason}.`;
  const show = refused.length > 0 ? vscode.window.showWarningMessage : vscode.window.showInformationMessage;
  void show(text, SHOW_LOG).then((answer) => {
    if (answer === SHOW_LOG) log.show();
  });
}
