import type { ShellBlock } from '../../../checklist/checklist.ts';
import { runbookBlocks } from '../../../checklist/runbook/runbookBlocks.ts';
import { findRecords, type RecordedBlock } from '../../../checklist/runbook/stepRecords.ts';
import { readSidecarOf } from '../sidecarFile.ts';
import { textHash } from '../textHash.ts';

/** The blocks of a document that can be run, with what is known of their last runs. Throws a `UserError`. */
export function stepsOf(document: string, shellBlocks: readonly ShellBlock[]): RecordedBlock[] {
  const blocks = runbookBlocks(shellBlocks);
  return blocks.length === 0 ? [] : findRecords(blocks, readSidecarOf(document).steps, textHash);
}
