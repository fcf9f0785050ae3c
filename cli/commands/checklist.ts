import { proposeBlanks } from '../../core/checklist/blanks/proposeBlanks.ts';
import type { Checklist } from '../../core/checklist/checklist.ts';
import { readChecklist } from '../../core/checklist/readChecklist.ts';
import { obstaclesIn } from '../../core/checklist/evidence/gate.ts';
import { proposeTicks } from '../../core/checklist/evidence/proposeTicks.ts';
import { whyNothingIsRequired } from '../../core/checklist/required.ts';
import { notesOfNothing } from '../../core/checklist/sidecar/itemNotes.ts';
import { notesOfItems } from '../../core/checklist/sidecar/keptIds.ts';
import { signOffObstacles, signOffRoles } from '../../core/checklist/signOff/roles.ts';
import { findItem, tickEdit } from '../../core/checklist/tick.ts';
import { applyEdits } from '../../core/text/applyEdits.ts';
import { UserError } from '../../core/errors.ts';
import { closest } from '../../core/text/closest.ts';
import { didYouMean, quoted } from '../../core/text/wording.ts';
import { readChecklistFile, writeChecklistFile } from '../../core/node/checklist/checklistFile.ts';
import { stepsOf } from '../../core/node/checklist/steps/stepsOf.ts';
import { EvidenceReader } from '../../core/node/checklist/readEvidence.ts';
import { readSidecarOf } from '../../core/node/checklist/sidecarFile.ts';
import { textHash } from '../../core/node/checklist/textHash.ts';
import { sortProblems, type TextEdit } from '../../core/problem.ts';
import { readArguments, readChoiceOption } from '../arguments.ts';
import { bindCertain, contradictionsAmong, proposedBindings } from '../checklistBindings.ts';
import { addCertainTargets, targetOutcomes } from '../checklistTargets.ts';
import { writeResults } from '../checklistChanges.ts';
import { prepareNotes } from '../checklistNotes.ts';
import { asJson, asMarkdown, asText, type FileChecklist } from '../checklistFormats.ts';
import type { CommandHelp } from '../commandHelp.ts';
import { EXIT, type ExitCode } from '../exitCodes.ts';
import type { Output } from '../output.ts';
import { asText as problemAsText, printProblems } from '../problemFormats.ts';

const OPTIONS = {
  format: { type: 'string', value: 'text|json|md', help: 'lines for people (the default), JSON, or Markdown' },
  'require-complete': { type: 'boolean', help: 'ends with 1 while an item that must be ticked is open or not proven' },
  'require-signed': { type: 'boolean', help: 'ends with 1 unless every role has signed go, and all of it stands' },
  plan: { type: 'string', value: 'FILE', multiple: true, help: 'the plan that items are bound to; else the nearest' },
  results: { type: 'string', value: 'DIR', help: 'where the runs are; else where the plan says' },
  fill: { type: 'boolean', help: 'writes measured values into blanks that are bound; without it, only lists them' },
  apply: { type: 'boolean', help: 'ticks open items whose evidence passes; without it, only lists them' },
  bind: { type: 'boolean', help: 'binds items and rows to the checks that they state for certain' },
  targets: { type: 'boolean', help: 'lists what the rows of tables with targets would be as checks of the plan' },
  'add-targets': { type: 'boolean', help: 'writes those checks into the plan that the rows state for certain' },
  tick: { type: 'string', value: 'ID', multiple: true, help: 'ticks the item with this id or text first' },
  note: {
    type: 'string',
    value: 'ID=TEXT',
    multiple: true,
    help: 'keeps a note of an item; an empty one takes it away',
  },
  link: { type: 'string', value: 'ID=URL', multiple: true, help: 'keeps a link of an item' },
  untick: { type: 'string', value: 'ID', multiple: true, help: 'opens the item with this id or text first' },
} as const;

export const CHECKLIST_HELP: CommandHelp = {
  usage:
    'headroom checklist FILE… [--format text|json|md] [--require-complete] [--require-signed] [--apply] [--fill] [--bind] [--targets] [--add-targets] [--plan FILE]… [--results DIR] [--tick ID]… [--untick ID]… [--note ID=TEXT]… [--link ID=URL]…',
  about:
    'Counts the task items of Markdown files, and holds those that are bound to a plan against its runs. Ticking changes one character of the file.',
  options: OPTIONS,
  notes: [
    'Exit codes: 0 done; 1 with --require-complete or --require-signed, items are open or not proven, or a sign-off is missing, marked or void; 2 a file that cannot be read, an unknown item or a wrong comment.',
  ],
};

/** Tells how far checklists are and what stands behind their ticks, and ticks items of one. */
export async function checklist(args: string[], output: Output): Promise<ExitCode> {
  const { values, positionals } = readArguments('checklist', args, OPTIONS);
  const format = readChoiceOption('format', values.format, ['text', 'json', 'md']);
  const [first, ...others] = positionals;
  if (first === undefined) throw new UserError(`Name at least one Markdown file: ${CHECKLIST_HELP.usage}`);
  const { tick = [], untick = [], note: notes = [], link: links = [], plan: plans, results } = values;
  if (tick.length + untick.length + notes.length + links.length > 0) {
    if (others.length > 0)
      throw new UserError('--tick, --untick, --note and --link change one file; name only that one.');
    // All of it is known to be possible before the first is written.
    const writeNotes = prepareNotes(first, readChecklist(readChecklistFile(first).text), { notes, links });
    changeTicks(first, tick, untick);
    writeNotes();
  }
  const newReader = (): EvidenceReader =>
    new EvidenceReader({
      ...(plans && { plans }),
      ...(results !== undefined && { results }),
      ...{ workingFolder: process.cwd(), now: Date.now() },
    });
  let reader = newReader();
  const mustBeComplete = values['require-complete'] === true;
  const mustBeSigned = values['require-signed'] === true;
  let refused = 0;
  const read: FileChecklist[] = [];
  for (const file of positionals) {
    try {
      // Before anything is written into the text that it belongs to.
      readSidecarOf(file);
      // A reader keeps the plans as it has read them first.
      if (values['add-targets'] === true && addCertainTargets(file, reader, output)) reader = newReader();
      if (values.bind === true) bindCertain(file, reader, output);
      const { checklist: found, hasErrors } = await readOne(file, reader, { ...values, mustBeSigned }, output);
      if (hasErrors) refused += 1;
      read.push(found);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      // One file that cannot be read must not hide how far the others are.
      output.err(error.message);
      refused += 1;
    }
  }
  for (const problem of contradictionsAmong(read)) output.err(problem);
  if (format === 'json') output.out(JSON.stringify(read.map(asJson), null, 2));
  else
    for (const one of read)
      for (const line of format === 'md'
        ? asMarkdown(one)
        : asText(one, { open: mustBeComplete, unsigned: mustBeComplete || mustBeSigned }))
        output.out(line);
  const isComplete = !mustBeComplete || read.map((one) => tellObstacles(one, output)).every(Boolean);
  const isSigned = !(mustBeComplete || mustBeSigned) || read.map((one) => tellUnsigned(one, output)).every(Boolean);
  if (refused > 0) return EXIT.refused;
  return isComplete && isSigned ? EXIT.ok : EXIT.failed;
}

async function readOne(
  file: string,
  reader: EvidenceReader,
  { apply, fill, targets, mustBeSigned }: { apply?: boolean; fill?: boolean; targets?: boolean; mustBeSigned: boolean },
  output: Output,
): Promise<{ checklist: FileChecklist; hasErrors: boolean }> {
  const source = readChecklistFile(file);
  const before = readChecklist(source.text);
  const looked = await reader.read(file, before);
  const ticks = apply === true ? proposeTicks(before, looked.evidence) : [];
  const fills = fill === true ? proposeBlanks(before, looked.evidence) : { fills: [], left: [] };
  const text = writeResults(source, ticks, fills, output);
  const found = text === source.text ? before : readChecklist(text);
  // An item with a value in it has another text than before.
  const { evidence, problems: ofEvidence, notes } = text === source.text ? looked : await reader.read(file, found);
  const { bindings, limits, why } = proposedBindings(file, text, found, reader);
  const problems = printProblems({
    file,
    text,
    problems: sortProblems([...found.problems, ...ofEvidence, ...limits]),
  });
  for (const problem of problems) output.err(problemAsText(problem));
  for (const note of [...notes, ...(why ?? [])]) output.err(note);
  const obstacles = obstaclesIn(file, found, evidence);
  const nothing = whyNothingIsRequired(file, found);
  const sidecar = readSidecarOf(file);
  for (const warning of notesOfNothing(file, sidecar, found.items)) output.err(warning);
  const signOffs = signOffRoles({ text, checklist: found, evidence, hash: textHash }, sidecar);
  return {
    checklist: {
      ...{ file, text, checklist: found, evidence, obstacles, bindings, signOffs },
      notes: notesOfItems(sidecar.items, found.items),
      ...(nothing !== undefined && { nothing }),
      proposals: proposeTicks(found, evidence),
      blanks: proposeBlanks(found, evidence),
      steps: stepsOf(file, found.shellBlocks),
      ...(targets === true &&
        why === undefined && { targetChecks: targetOutcomes(file, text, reader), plans: reader.plansOf(file) }),
      signOffObstacles: signOffObstacles(file, signOffs, { mustBeSigned }),
    },
    hasErrors: problems.some(({ severity }) => severity === 'error') || (targets === true && why !== undefined),
  };
}

/** Says why a file is not complete. Nothing to tick is no proof of anything. */
function tellObstacles({ file, nothing, obstacles }: FileChecklist, output: Output): boolean {
  if (nothing !== undefined) output.err(nothing);
  if (obstacles.length > 0) {
    const open = obstacles.filter(({ why }) => why === 'open').length;
    const unproven = obstacles.length - open;
    const parts = [...(open > 0 ? [`${open} open`] : []), ...(unproven > 0 ? [`${unproven} not proven`] : [])];
    output.err(`${file} is not complete: of what must be done, ${parts.join(' and ')}.`);
  }
  return nothing === undefined && obstacles.length === 0;
}

function tellUnsigned({ file, signOffObstacles: found }: FileChecklist, output: Output): boolean {
  if (found.length > 0) output.err(`${file} is not signed as it must be: ${found.length} of its sign-offs.`);
  return found.length === 0;
}

function changeTicks(file: string, tick: readonly string[], untick: readonly string[]): void {
  const source = readChecklistFile(file);
  const found = readChecklist(source.text);
  const both = tick.find((id) => untick.includes(id));
  if (both !== undefined) throw new UserError(`${both} cannot be ticked and opened at once.`);
  const edits = new Map<number, TextEdit>();
  const change = (wanted: string, checked: boolean): void => {
    const item = itemNamed(file, found, wanted);
    const edit = tickEdit(item, checked);
    if (edit) edits.set(item.marker, edit);
  };
  for (const wanted of tick) change(wanted, true);
  for (const wanted of untick) change(wanted, false);
  if (edits.size > 0) writeChecklistFile(source, applyEdits(source.text, [...edits.values()]));
}

function itemNamed(file: string, { items }: Checklist, wanted: string): Checklist['items'][number] {
  const found = findItem(items, wanted);
  if ('item' in found) return found.item;
  if (found.candidates.length === 0) {
    const texts = items.map(({ text }) => text);
    const partOf = texts.filter((text) => text.toLowerCase().includes(wanted.toLowerCase()));
    const meant = partOf.length === 1 ? partOf[0] : closest(wanted, texts);
    throw new UserError(
      `${file} has no item ${quoted(wanted)}.${didYouMean(meant)} \`headroom checklist ${file} --format json\` shows the ids of all.`,
    );
  }
  const ids = found.candidates.map(({ id, line }) => `line ${line}: ${id}`).join('; ');
  throw new UserError(`${file} has several items ${quoted(wanted)}. Name one by its id: ${ids}.`);
}
