import { accessSync, constants, existsSync } from 'node:fs';
import path from 'node:path';
import { withSignOff, type PreparedSigning } from '../../checklist/signOff/prepareSigning.ts';
import { applyEdits } from '../../text/applyEdits.ts';
import { messageOf, UserError } from '../../errors.ts';
import { writeChecklistFile, type ChecklistFile } from './checklistFile.ts';
import { changeSidecarOf, sidecarPath } from './sidecarFile.ts';

/**
 * Writes a signature into the text and then its record beside it. The record is what counts, so it comes last: it speaks of
 * a text that is on disk. Where it cannot be written, the text becomes what it was. Throws a `UserError`.
 */
export function writeSigning(source: ChecklistFile, prepared: PreparedSigning): void {
  const { file, text: before, encode } = source;
  refuseUnwritable(file);
  refuseUnwritable(sidecarPath(file));
  refuseUnknownEncoding(source, prepared.signOff.name);
  const text = applyEdits(before, prepared.edits);
  if (text !== before) writeChecklistFile(source, text);
  try {
    changeSidecarOf(file, (sidecar) => withSignOff(sidecar, file, prepared));
  } catch (error) {
    if (text !== before) takeBack({ ...source, bytes: encode(text) }, before, error);
    throw error;
  }
}

function takeBack(written: ChecklistFile, before: string, because: unknown): void {
  try {
    writeChecklistFile(written, before);
  } catch (error) {
    throw new UserError(
      `${messageOf(because)} The signature has no record, and still stands in ${written.file}, which could not be put back: ${messageOf(error)}`,
    );
  }
}

/** Files are replaced, so their folder must be writable, too. */
export function refuseUnwritable(file: string): void {
  try {
    accessSync(path.dirname(file), constants.W_OK);
    if (existsSync(file)) accessSync(file, constants.W_OK);
  } catch (error) {
    throw new UserError(`${file} cannot be written, so nothing is signed: ${messageOf(error)}.`);
  }
}

/** In a file that is read byte by byte, nobody knows which bytes make any but the plainest letters. */
function refuseUnknownEncoding({ file, encode }: ChecklistFile, name: string): void {
  const isByteByByte = encode('\u0141').length === 1;
  if (isByteByByte && /[^\0-\x7f]/.test(name)) {
    throw new UserError(
      `${file} is neither UTF-8 nor UTF-16, so "${name}" cannot be written into it. Save it as UTF-8.`,
    );
  }
}
