import { emptySidecar, printSidecar, readSidecar, type Sidecar } from '../../checklist/sidecar/sidecar.ts';
import { ChangedMeanwhile, readIfThere, replaceFile } from './replaceFile.ts';

/** Others write in a moment, and are done then. */
const MOST_ATTEMPTS = 5;

/** `docs/release.md` has its notes, sign-offs and steps in `docs/release.md.headroom.json`. */
export const sidecarPath = (checklist: string): string => `${checklist}.headroom.json`;

/** Empty where there is none. Throws a `UserError` when there is one that cannot be used. */
export function readSidecarOf(checklist: string): Sidecar {
  const file = sidecarPath(checklist);
  return parsed(file, readIfThere(file));
}

/**
 * Reads what is there in this moment, changes it and writes it whole or not at all; once more where somebody else has
 * written meanwhile, so that neither change is lost. Throws a `UserError`.
 */
export function changeSidecarOf(checklist: string, change: (sidecar: Sidecar) => Sidecar): Sidecar {
  const file = sidecarPath(checklist);
  for (let attempt = 1; ; attempt++) {
    const before = readIfThere(file);
    const changed = change(parsed(file, before));
    try {
      replaceFile(file, before, printSidecar(changed));
      return changed;
    } catch (error) {
      if (!(error instanceof ChangedMeanwhile) || attempt >= MOST_ATTEMPTS) throw error;
    }
  }
}

function parsed(file: string, bytes: Buffer | undefined): Sidecar {
  return bytes === undefined ? emptySidecar() : readSidecar(file, bytes.toString('utf8').replace(/^\uFEFF/, ''));
}
