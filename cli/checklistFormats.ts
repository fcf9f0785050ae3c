import { fillText, type BlankProposals } from '../core/checklist/blanks/proposeBlanks.ts';
import type { Blank, Checklist, ChecklistItem, ChecklistSection } from '../core/checklist/checklist.ts';
import { doubtOfTick, type BoundEvidence } from '../core/checklist/evidence/evidence.ts';
import { proposalText } from '../core/checklist/evidence/evidenceWords.ts';
import type { Obstacle } from '../core/checklist/evidence/gate.ts';
import { leftOutLines } from '../core/checklist/leftOutWords.ts';
import { excusesOf } from '../core/checklist/required.ts';
import type { RecordedBlock } from '../core/checklist/runbook/stepRecords.ts';
import type { ProposedTick } from '../core/checklist/evidence/proposeTicks.ts';
import type { BindingProposal } from '../core/checklist/bindings/proposals/proposal.ts';
import type { Sidecar } from '../core/checklist/sidecar/sidecar.ts';
import type { SignOffObstacle, SignOffRole } from '../core/checklist/signOff/roles.ts';
import type { TargetOutcome } from '../core/checklist/targetChecks/targetCheck.ts';
import { bindingAsJson, bindingLines } from './checklistBindings.ts';
import { targetAsJson, targetLines } from './checklistTargets.ts';
import { EVIDENCE_HEADINGS, evidenceAsJson, evidenceRows } from './checklistEvidence.ts';
import { SIGN_OFF_HEADINGS, signOffAsJson, signOffRows } from './signOffFormats.ts';
import { textTable } from './textTable.ts';

export interface FileChecklist {
  file: string;
  text: string;
  checklist: Checklist;
  /** Of everything that is bound to a check, a preflight item or a monitor. */
  evidence: BoundEvidence[];
  /** What keeps it from being complete. */
  obstacles: Obstacle[];
  /** Why nothing says that it is complete, where no item must be ticked. */
  nothing?: string;
  /** Open items that `--apply` ticks. */
  proposals: ProposedTick[];
  /** Blanks that `--fill` writes values into, and those that it leaves. */
  blanks: BlankProposals;
  /** What items and rows could be bound to; `--bind` writes those that are certain. */
  bindings: BindingProposal[];
  /** What the rows of tables with targets could be as checks, where that was asked for, and the plans they were held against. */
  targetChecks?: TargetOutcome[];
  plans?: { file: string; text: string }[];
  /** Blocks of commands that can be run as steps. */
  steps: RecordedBlock[];
  /** Who signs, and who has. */
  signOffs: SignOffRole[];
  /** Notes and links by the ids of items. */
  notes: Sidecar['items'];
  /** What of that keeps it from being complete. */
  signOffObstacles: SignOffObstacle[];
}

/** What `--format json` prints for one file. */
export function asJson(one: FileChecklist): object {
  const { file, checklist, evidence, obstacles, proposals, blanks } = one;
  const { bindings, steps, signOffs, signOffObstacles, notes, targetChecks } = one;
  const { items, targets } = checklist;
  const excuses = excusesOf(checklist);
  const ofItem = new Map(
    evidence.flatMap(({ binding: { on }, evidence: found }) => (on.kind === 'item' ? [[on.id, found] as const] : [])),
  );
  return {
    file,
    total: items.length,
    checked: countChecked(items),
    items: items.map(({ id, text, checked, line, path }) => {
      const found = ofItem.get(id);
      const tick = found && doubtOfTick(checked, found);
      return {
        ...{ id, text, checked, line, path },
        ...(excuses.has(id) && { leftOut: excuses.get(id) }),
        ...notes[id],
        ...(found && { evidence: { ...evidenceAsJson(found), ...(tick && { tick }) } }),
      };
    }),
    open: obstacles.flatMap(({ why, item }) => (why === 'open' && item !== undefined ? [item] : [])),
    obstacles: [
      ...(one.nothing === undefined ? [] : [{ line: 1, why: 'nothing-required', message: one.nothing }]),
      ...obstacles.map(({ line, item, text, why, message }) => ({ line, item, text, why, message })),
      ...signOffObstacles.map(({ line, role, message }) => ({ line, role, why: 'sign-off', message })),
    ],
    signOffs: signOffs.map(signOffAsJson),
    proposals: proposals.map(({ item: { id, line } }) => ({ kind: 'tick', item: id, line })),
    blanks: [
      ...blanks.fills.map(({ blank, text, evidence: proof }) => ({
        ...blankAsJson(blank),
        text,
        runId: proof.run?.runId,
      })),
      ...blanks.left.map(({ blank, why }) => ({ ...blankAsJson(blank), why })),
    ],
    bindings: bindings.map(bindingAsJson),
    targetChecks: targetChecks?.map(targetAsJson),
    evidence: evidence.flatMap(({ binding: { on, line }, evidence: found }) =>
      on.kind === 'item' ? [] : [{ on: on.kind, line, ...evidenceAsJson(found) }],
    ),
    targets: targets.map(({ expression, hasMetric, subject, meaning, confidence, reason, line, path, on }) => ({
      ...{ expression, hasMetric, subject, meaning, confidence, reason, line, path },
      ...(on.kind === 'item' && { item: on.id }),
    })),
    steps: steps.map(({ block: { id, line, language }, last, isChanged }) => ({
      ...{ id, line, language, last: last ?? null, changed: isChanged },
    })),
  };
}

function blankAsJson({ line, label, unit, item }: Blank): object {
  return { kind: 'fill', line, label, unit, item };
}

/** Progress per section, the evidence, and what keeps the file from being complete where that is asked for. */
export function asText(one: FileChecklist, shows: { open: boolean; unsigned: boolean }): string[] {
  const { file, checklist, evidence, obstacles, proposals, blanks, bindings, signOffs, signOffObstacles } = one;
  const { items } = checklist;
  return [
    items.length === 0 ? `${file}: no task items` : `${file}: ${progress(countChecked(items), items.length)}`,
    ...textTable(
      ['Section', 'Ticked'],
      sectionsWithItems(checklist).map((section) => [
        `${'  '.repeat(section.path.length - 1)}${section.path.at(-1) ?? ''}`,
        `${section.checked}/${section.total}`,
      ]),
      ['Ticked'],
    )
      .slice(1)
      .map((line) => `  ${line}`),
    ...leftOutLines(checklist).map((line) => `${file}: ${line}`),
    ...(evidence.length > 0
      ? textTable(EVIDENCE_HEADINGS, evidenceRows(checklist, evidence), ['Line', 'Value', 'Age']).map(
          (line) => `  ${line}`,
        )
      : []),
    ...(signOffs.length > 0
      ? textTable(SIGN_OFF_HEADINGS, signOffRows(signOffs), ['Line']).map((line) => `  ${line}`)
      : []),
    ...proposals.map((tick) => `${proposalText(file, tick)} --apply ticks it.`),
    ...blanks.fills.map((fill) => `${fillText(file, fill)} --fill writes it.`),
    ...bindingLines(file, bindings),
    ...(one.targetChecks === undefined ? [] : targetLines(file, one.targetChecks, one.plans ?? [])),
    ...(shows.open ? obstacles : []).map(({ message }) => message),
    ...(shows.unsigned ? signOffObstacles : []).map(({ message }) => message),
  ];
}

/** The same as Markdown, for the summary of a build. */
export function asMarkdown({ file, checklist, evidence, obstacles, nothing, signOffs }: FileChecklist): string[] {
  const { items } = checklist;
  const rows = evidenceRows(checklist, evidence);
  const open = obstacles.filter(({ why }) => why === 'open');
  const others = obstacles.filter(({ why }) => why !== 'open');
  return [
    ...(items.length === 0
      ? [`## ${escaped(file)}`, '', 'No task items.', '']
      : [`## ${escaped(file)}: ${progress(countChecked(items), items.length)}`, '', ...sectionTable(checklist)]),
    ...table('### Evidence', EVIDENCE_HEADINGS, rows),
    ...table('### Sign-off', SIGN_OFF_HEADINGS, signOffRows(signOffs)),
    ...list('### Left out', leftOutLines(checklist)),
    ...list('### Open', nothing === undefined ? messagesOf(open) : [nothing, ...messagesOf(open)]),
    ...list('### Ticked, but not proven', messagesOf(others)),
  ];
}

function table(heading: string, columns: readonly string[], rows: readonly (readonly string[])[]): string[] {
  if (rows.length === 0) return [];
  return [
    ...[heading, '', `| ${columns.join(' | ')} |`, `|${' --- |'.repeat(columns.length)}`],
    ...rows.map((cells) => `| ${cells.map(escaped).join(' | ')} |`),
    '',
  ];
}

function sectionTable(checklist: Checklist): string[] {
  return [
    '| Section | Ticked |',
    '| --- | ---: |',
    ...sectionsWithItems(checklist).map(
      (section) => `| ${escaped(section.path.join(' / '))} | ${section.checked}/${section.total} |`,
    ),
    '',
  ];
}

function list(heading: string, entries: readonly string[]): string[] {
  return entries.length === 0 ? [] : [heading, '', ...entries.map((entry) => `- ${escaped(entry)}`), ''];
}

const messagesOf = (obstacles: readonly Obstacle[]): string[] => obstacles.map(({ message }) => message);

function progress(checked: number, total: number): string {
  return `${checked} of ${total} ticked`;
}

function countChecked(items: readonly ChecklistItem[]): number {
  return items.filter(({ checked }) => checked).length;
}

function sectionsWithItems({ sections }: Checklist): ChecklistSection[] {
  return sections.filter(({ total }) => total > 0);
}

/** Texts of the document must not become mark-up of the report. */
function escaped(text: string): string {
  return text.replace(/[\\`*_[\]<>|#~]/g, '\\$&');
}
