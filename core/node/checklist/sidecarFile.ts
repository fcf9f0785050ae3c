import { existsSync } from 'node:fs';
import { emptySidecar, printSidecar, readSidecar, type Sidecar } from '../../checklist/sidecar/sidecar.ts';
import { messageOf, UserError } from '../../errors.ts';
import { readTextFile } from '../textFile.ts';
import { writeWhole } from '../wholeFile.ts';

/** `docs/release.md` has its notes, sign-offs and steps in `docs/release.md.headroom.json`. */
export const sidecarPath = (checklist: string): string => `${checklist}.headroom.json`;

/** Empty where there is none. Throws a `UserError` when there is one that cannot be used. */
export function readSidecarOf(checklist: string): Sidecar {
  const file = sidecarPath(checklist);
  return existsSync(file) ? readSidecar(file, readTextFile(file)) : emptySidecar();
}

/** Reads what is there in this moment, changes it and writes it whole or not at all. Throws a `UserError`. */
export function changeSidecarOf(checklist: string, change: (sidecar: Sidecar) => Sidecar): Sidecar {
  const changed = change(readSidecarOf(checklist));
  const file = sidecarPath(checklist);
  try {
    writeWhole(file, printSidecar(changed));
  } catch (error) {
    throw new UserError(`${file} cannot be written: ${messageOf(error)}.`);
  }
  return changed;
}
