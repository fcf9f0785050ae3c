import * as vscode from 'vscode';
import { withSignOff, type PreparedSigning, type Signable } from '../../../core/checklist/signOff/prepareSigning.ts';
import { standingOf } from '../../../core/checklist/signOff/standing.ts';
import { messageOf, UserError } from '../../../core/errors.ts';
import { readChecklistFile } from '../../../core/node/checklist/checklistFile.ts';
import { changeSidecarOf, sidecarPath } from '../../../core/node/checklist/sidecarFile.ts';
import { refuseUnwritable, writeSigning } from '../../../core/node/checklist/writeSigning.ts';
import { isOpen } from '../files/openText.ts';
import { untilAsOnDisk } from '../ticking/untilAsOnDisk.ts';

/**
 * Writes a signature: into a file that is not open by its bytes, else into the text in the editor, which is saved before
 * the record is written. A record never speaks of a text that is not on disk.
 */
export async function writeSignOff(uri: vscode.Uri, now: Signable, prepared: PreparedSigning): Promise<void> {
  const file = uri.fsPath;
  if (!isOpen(uri)) {
    const source = readChecklistFile(file);
    if (source.text !== now.text) throw changed(now);
    writeSigning(source, prepared);
    return;
  }
  refuseUnwritable(file);
  refuseUnwritable(sidecarPath(file));
  const document = await vscode.workspace.openTextDocument(uri);
  await untilAsOnDisk(document);
  if (document.getText() !== now.text) throw changed(now);
  const edit = new vscode.WorkspaceEdit();
  for (const { span, text } of prepared.edits)
    edit.replace(uri, new vscode.Range(document.positionAt(span[0]), document.positionAt(span[1])), text);
  if (!(await vscode.workspace.applyEdit(edit))) throw changed(now);
  const unsigned = `The name stands in ${now.file}, but without a record it counts as not signed; undo it, or sign again.`;
  if (!(await document.save())) throw new UserError(`${now.file} could not be saved. ${unsigned}`);
  await refuseOtherText(uri, now, prepared, unsigned);
  try {
    changeSidecarOf(file, (sidecar) => withSignOff(sidecar, now.file, prepared));
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UserError(`${messageOf(error)} ${unsigned}`);
  }
}

/** What formats a text when it is saved may change what was signed. */
async function refuseOtherText(
  uri: vscode.Uri,
  now: Signable,
  { signOff }: PreparedSigning,
  unsigned: string,
): Promise<void> {
  const { readText } = await import('../reading.ts');
  const { text } = readChecklistFile(uri.fsPath);
  const { state, reasons } = standingOf(signOff, { ...now, text, checklist: readText(uri.toString(), text) });
  if (state === 'void')
    throw new UserError(`Saving ${now.file} changed what was to be signed: ${reasons.join('; ')}. ${unsigned}`);
}

function changed({ file }: Signable): UserError {
  return new UserError(`${file} was changed just now. Nothing was signed; try again.`);
}
