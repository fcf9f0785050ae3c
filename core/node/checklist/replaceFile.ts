import { chmodSync, lstatSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { messageOf, UserError } from '../../errors.ts';
import { writeWhole } from '../wholeFile.ts';

/** Somebody else changed a file between reading and writing. */
export class ChangedMeanwhile extends UserError {
  constructor(file: string) {
    super(`${file} was changed by somebody else in this moment. Nothing was written; try again.`);
  }
}

/** The bytes of a file; undefined where there is none. Throws a `UserError`, also for a link that leads nowhere. */
export function readIfThere(file: string): Buffer | undefined {
  return lstatSync(file, { throwIfNoEntry: false }) === undefined ? undefined : readBytes(file);
}

export function readBytes(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    throw new UserError(missing ? `There is no file ${file}.` : `${file} cannot be read: ${messageOf(error)}.`);
  }
}

/**
 * Writes a file whole or not at all. Throws a `UserError` when it is not as it was read, `before`, any more: a change of
 * somebody else must not be lost.
 */
export function replaceFile(file: string, before: Buffer | undefined, content: string | Uint8Array): void {
  const refuseChanged = (): void => {
    const now = readIfThere(file);
    if (now === undefined || before === undefined ? now !== before : !now.equals(before))
      throw new ChangedMeanwhile(file);
  };
  refuseChanged();
  try {
    if (before === undefined) {
      writeWhole(file, content, refuseChanged);
      return;
    }
    // A link stays a link, and what it names keeps its permissions.
    const target = realpathSync(file);
    const { mode } = statSync(target);
    writeWhole(target, content, refuseChanged);
    chmodSync(target, mode);
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(`${file} cannot be written: ${messageOf(error)}.`);
  }
}
