import type { BlockShell } from '../../../checklist/runbook/runbookBlocks.ts';
import { findProgram } from '../../findProgram.ts';

/** How a file with commands is run. */
export interface BlockProgram {
  path: string;
  /** In front of the name of the file. */
  args: readonly string[];
  /** What the name of the file ends in. */
  ending: string;
}

/** A step ends at the first command that fails, as in a build: what comes behind it relies on it. */
const STOP_AT_FAILURE = ['-e'];

const PROGRAMS: Readonly<Record<BlockShell, readonly string[]>> = {
  bash: ['bash'],
  sh: ['sh'],
  zsh: ['zsh'],
  shell: ['bash', 'sh'],
  powershell: ['pwsh'],
};

/** Undefined where this machine has no program for it. */
export function findBlockProgram(shell: BlockShell, searchPath?: string): BlockProgram | undefined {
  for (const name of PROGRAMS[shell]) {
    const path = findProgram(name, searchPath);
    if (path === undefined) continue;
    return shell === 'powershell'
      ? { path, args: ['-NoProfile', '-NonInteractive', '-File'], ending: '.ps1' }
      : { path, args: STOP_AT_FAILURE, ending: '.sh' };
  }
  return undefined;
}
