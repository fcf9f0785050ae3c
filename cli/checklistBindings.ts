import { insertComments } from '../core/checklist/bindings/insertComments.ts';
import { proposeBindings } from '../core/checklist/bindings/proposeBindings.ts';
import type { BindingProposal } from '../core/checklist/bindings/proposals/proposal.ts';
import type { Checklist } from '../core/checklist/checklist.ts';
import { readChecklist } from '../core/checklist/readChecklist.ts';
import {
  contradictionsIn,
  findContradictions,
  type NamedChecklist,
} from '../core/checklist/contradictions/findContradictions.ts';
import { limitProblems } from '../core/checklist/contradictions/limitProblems.ts';
import { messageOf, UserError } from '../core/errors.ts';
import { readChecklistFile, writeChecklistFile } from '../core/node/checklist/checklistFile.ts';
import type { EvidenceReader } from '../core/node/checklist/readEvidence.ts';
import type { Problem } from '../core/problem.ts';
import type { Output } from './output.ts';
import { asText as problemAsText, printProblems } from './problemFormats.ts';

/** What can be bound, and limits that are other ones in the plan. With the reason, where a plan near the file cannot be used, so that nothing can be proposed. */
export function proposedBindings(
  file: string,
  text: string,
  checklist: Checklist,
  reader: EvidenceReader,
): { bindings: BindingProposal[]; limits: Problem[]; why?: string[] } {
  if (checklist.items.length + checklist.tables.length === 0) return { bindings: [], limits: [] };
  try {
    const plans = reader.plansOf(file);
    return { bindings: proposeBindings(text, checklist, plans), limits: limitProblems(checklist, plans) };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { bindings: [], limits: [], why: [messageOf(error)] };
  }
}

/** A line for each target that another place, of the same file or of another one, contradicts. */
export function contradictionsAmong(checklists: readonly NamedChecklist[]): string[] {
  const found = findContradictions(checklists);
  return checklists.flatMap(({ file, text }) =>
    printProblems({ file, text, problems: contradictionsIn(file, found) }).map(problemAsText),
  );
}

/** Writes the comments of those proposals that are certain, and says each. */
export function bindCertain(file: string, reader: EvidenceReader, output: Output): void {
  const source = readChecklistFile(file);
  const before = readChecklist(source.text);
  const proposed = proposeBindings(source.text, before, reader.plansOf(file));
  const certain = proposed.filter(({ confidence }) => confidence === 'certain');
  const { text, written, refused } = insertComments(source.text, before, certain, readChecklist);
  if (text !== source.text) writeChecklistFile(source, text);
  for (const one of written) output.err(`${placeText(file, one)} is bound to ${boundText(one)}: ${one.reason}.`);
  for (const one of refused) {
    output.err(
      `${placeText(file, one)} could not be bound: a comment there would not be read. Write ${one.comment} yourself.`,
    );
  }
}

/** What `--format json` prints of a proposal. */
export function bindingAsJson(proposal: BindingProposal): Record<string, unknown> {
  const { on, line, text, plan, comment, stated, planned, isSameLimit, confidence, reason, others } = proposal;
  return {
    ...{ on: on.kind, ...(on.kind === 'item' && { item: on.id }), line, text },
    ...{ bound: boundText(proposal), plan, comment, confidence, reason, stated, planned, isSameLimit, others },
  };
}

/** A line for each that is at least likely; the others are counted. */
export function bindingLines(file: string, bindings: readonly BindingProposal[]): string[] {
  const shown = bindings.filter(({ confidence }) => confidence !== 'possible');
  const possible = bindings.length - shown.length;
  const lines = shown.map((one) => {
    const remedy = one.confidence === 'certain' ? '--bind writes it' : `Write ${one.comment} if that is meant`;
    return `${placeText(file, one)} can be bound to ${boundText(one)} (${one.confidence}): ${one.reason}. ${remedy}.`;
  });
  if (possible === 0) return lines;
  const noun = possible === 1 ? 'binding is' : 'bindings are';
  return [
    ...lines,
    `${file}: ${possible} ${shown.length > 0 ? 'more ' : ''}${noun} possible; --format json lists what fits.`,
  ];
}

function placeText(file: string, { line, text }: BindingProposal): string {
  return `${file}:${line}: "${text}"`;
}

function boundText({ bound }: BindingProposal): string {
  return `${bound.kind}=${bound.name}`;
}
