import { existsSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { UserError } from '../../../core/errors.ts';
import {
  EXPORT_FORMATS,
  exportFileName,
  readReportInput,
  writeStoredReport,
  type ExportFormat,
} from '../../../core/node/storedReport.ts';

const FORMATS: Record<ExportFormat, { label: string; filter: string; detail: string }> = {
  md: { label: 'Markdown', filter: 'Markdown', detail: 'The report as text with tables' },
  html: { label: 'Web Page', filter: 'HTML', detail: 'The report with charts, in one file that loads nothing' },
  junit: { label: 'JUnit XML', filter: 'XML', detail: 'The checks as test cases, for build servers' },
  csv: { label: 'CSV', filter: 'CSV', detail: 'Every figure of every second' },
  json: { label: 'JSON', filter: 'JSON', detail: 'Verdict, checks and observations' },
};

interface Target {
  folder: string;
  format: ExportFormat;
  file: string;
}

/** Writes reports of runs where a person wants them: one format of one run as a file, more of them into a folder. */
export async function exportRuns(folders: readonly string[]): Promise<void> {
  const formats = await askForFormats(folders.length);
  if (formats === undefined || formats.length === 0) return;
  const [folder = ''] = folders;
  const [format = 'md'] = formats;
  const targets =
    folders.length === 1 && formats.length === 1
      ? await askForFile(folder, format)
      : await askForFolder(folders, formats);
  if (targets === undefined) return;
  await vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title: 'Exporting runs' }, () =>
    writeAll(targets),
  );
  const [first] = targets;
  const where = targets.length === 1 ? first?.file : first && path.dirname(first.file);
  vscode.window.setStatusBarMessage(`Exported to ${where ?? ''}`, 8000);
}

async function askForFormats(runs: number): Promise<ExportFormat[] | undefined> {
  const items = EXPORT_FORMATS.map((format) => ({
    format,
    label: FORMATS[format].label,
    description: exportFileName(format),
    detail: FORMATS[format].detail,
  }));
  const chosen = await vscode.window.showQuickPick(items, {
    title: runs === 1 ? 'Export Run' : `Export ${runs} Runs`,
    placeHolder: 'Choose one format, or several that are written into a folder',
    canPickMany: true,
  });
  return chosen?.map(({ format }) => format);
}

async function askForFile(folder: string, format: ExportFormat): Promise<Target[] | undefined> {
  const file = await vscode.window.showSaveDialog({
    title: 'Export Run',
    saveLabel: 'Export',
    defaultUri: vscode.Uri.joinPath(startOf(folder), fileNameOf(folder, format)),
    filters: { [FORMATS[format].filter]: [path.extname(exportFileName(format)).slice(1)] },
  });
  return file && [{ folder, format, file: pathOf(file) }];
}

async function askForFolder(
  folders: readonly string[],
  formats: readonly ExportFormat[],
): Promise<Target[] | undefined> {
  const [first = ''] = folders;
  const chosen = await vscode.window.showOpenDialog({
    title: 'Export into Folder',
    openLabel: 'Export Here',
    canSelectFiles: false,
    canSelectFolders: true,
    defaultUri: startOf(first),
  });
  if (chosen?.[0] === undefined) return undefined;
  const into = pathOf(chosen[0]);
  const targets = folders.flatMap((folder) =>
    formats.map((format) => ({ folder, format, file: path.join(into, fileNameOf(folder, format)) })),
  );
  const there = targets.filter(({ file }) => existsSync(file));
  return there.length === 0 || (await mayReplace(there)) ? targets : undefined;
}

const REPLACE = 'Replace';

async function mayReplace(there: readonly Target[]): Promise<boolean> {
  const [only] = there;
  const what = there.length === 1 && only ? path.basename(only.file) : `${there.length} files`;
  const question = `${what} of the same name ${there.length === 1 ? 'is' : 'are'} in this folder already. Replace?`;
  return (await vscode.window.showWarningMessage(question, { modal: true }, REPLACE)) === REPLACE;
}

async function writeAll(targets: readonly Target[]): Promise<void> {
  for (const folder of new Set(targets.map((target) => target.folder))) {
    const { input } = await readReportInput(folder);
    for (const { format, file } of targets.filter((target) => target.folder === folder))
      await writeStoredReport(folder, input, format, file);
  }
}

function fileNameOf(folder: string, format: ExportFormat): string {
  return `${path.basename(folder)}-${exportFileName(format)}`;
}

/** Not into the run's own folder, whose files are what was measured. */
function startOf(folder: string): vscode.Uri {
  const root = vscode.workspace.getWorkspaceFolder(vscode.Uri.file(folder));
  return root?.uri ?? vscode.Uri.file(path.dirname(path.dirname(folder)));
}

function pathOf(uri: vscode.Uri): string {
  if (uri.scheme !== 'file')
    throw new UserError(`Reports are written to files on disk, and ${uri.toString()} is none.`);
  return uri.fsPath;
}
