import { fillText, leftText, type BlankProposals } from '../core/checklist/blanks/proposeBlanks.ts';
import { proposalText } from '../core/checklist/evidence/evidenceWords.ts';
import type { ProposedTick } from '../core/checklist/evidence/proposeTicks.ts';
import { applyEdits } from '../core/text/applyEdits.ts';
import { writeChecklistFile, type ChecklistFile } from '../core/node/checklist/checklistFile.ts';
import type { Output } from './output.ts';

/** Writes ticks and values, and says what stands behind each; gives back the text as it is then. */
export function writeResults(
  source: ChecklistFile,
  ticks: readonly ProposedTick[],
  { fills, left }: BlankProposals,
  output: Output,
): string {
  const edits = [...ticks, ...fills].map(({ edit }) => edit);
  const text = applyEdits(source.text, edits);
  if (edits.length > 0) writeChecklistFile(source, text);
  for (const tick of ticks) output.err(`${proposalText(source.file, tick)} Ticked.`);
  for (const fill of fills) output.err(fillText(source.file, fill));
  for (const one of left) output.err(leftText(source.file, one));
  return text;
}
