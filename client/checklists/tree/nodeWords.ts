import { countTexts } from '../../../core/checklist/evidence/countEvidence.ts';
import type { Excuse } from '../../../core/checklist/required.ts';
import { markdownText } from '../../../core/report/markdownTable.ts';
import { evidenceFacts, evidenceParagraphs, evidenceSpoken } from './evidenceWords.ts';
import type { FileNode, ItemNode, Progress, SectionNode } from './nodes.ts';

/** A node as the tree shows it, in words. */
export interface NodeWords {
  label: string;
  description: string;
  /** For those who hear the tree. Whether an item is ticked is said by its box. */
  spoken: string;
  tooltip: string;
}

export function fileWords({ progress, openRequired, counts }: FileNode, { name, folder }: FilePlace): NodeWords {
  const counted = progressWords(progress);
  const doubts = countTexts(counts);
  const where = folder === '' ? [] : [folder];
  return {
    label: name,
    description: [counted, ...doubts, ...where].join(' · '),
    spoken: [name, `${counted} ticked`, ...doubts, ...where.map((one) => `in ${one}`)].join(', '),
    tooltip: paragraphs(
      `**${markdownText(folder === '' ? name : `${folder}/${name}`)}**`,
      `${counted} ticked.`,
      openRequiredWords(openRequired),
      ...(doubts.length === 0 ? [] : [`Of what is bound to a plan: ${doubts.join(', ')}.`]),
    ),
  };
}

export interface FilePlace {
  name: string;
  /** Of the workspace; empty for the folder that is open. */
  folder: string;
}

export function sectionWords({ section, counts, evidence }: SectionNode): NodeWords {
  const label = section.path.at(-1) || 'Heading without text';
  const counted = progressWords(section);
  const doubts = countTexts(counts);
  return {
    label,
    description: [counted, ...doubts, ...(evidence ? evidenceFacts(evidence, false) : [])].join(' · '),
    spoken: [label, `${counted} ticked`, ...doubts, ...(evidence ? evidenceSpoken(evidence, false) : [])].join(', '),
    tooltip: paragraphs(
      `**${markdownText(section.path.join(' / '))}**`,
      `${counted} ticked, line ${section.line}.`,
      ...(doubts.length === 0 ? [] : [`Of what is bound to a plan: ${doubts.join(', ')}.`]),
      ...(evidence ? evidenceParagraphs(evidence, false) : []),
    ),
  };
}

export function itemWords({ item, remark, evidence, children }: ItemNode): NodeWords {
  const label = item.text || 'Item without text';
  const { short, long } = remark === undefined ? { short: '', long: '' } : remarkWords(remark, item.checked);
  const nested = children.length === 0 ? '' : progressWords(progressOf(children));
  const remarked = short === '' ? [] : [short];
  const proven = evidence ? evidenceFacts(evidence, item.checked) : [];
  const facts = [...(nested === '' ? [] : [nested]), ...remarked, ...proven];
  const spoken = [
    label,
    ...(nested === '' ? [] : [`${nested} below it ticked`]),
    ...remarked,
    ...(evidence ? evidenceSpoken(evidence, item.checked) : []),
  ];
  return {
    label,
    description: facts.join(' · '),
    spoken: spoken.join(', '),
    tooltip: paragraphs(
      markdownText(label),
      long === '' ? (item.checked ? 'Ticked.' : 'Open: it must be ticked.') : markdownText(long),
      ...(evidence ? evidenceParagraphs(evidence, item.checked) : []),
      [...item.path.map(markdownText), `line ${item.line}`].join(' / '),
    ),
  };
}

/** `3 of 7`. */
export function progressWords({ checked, total }: Progress): string {
  return `${checked} of ${total}`;
}

/** What is said of an item that need not be ticked. */
export function remarkWords(remark: Excuse, isTicked: boolean): { short: string; long: string } {
  switch (remark.kind) {
    case 'alarm':
      return isTicked
        ? { short: 'alarm: it happened', long: 'An alarm that is ticked: what must not happen has happened.' }
        : {
            short: 'alarm',
            long: `An alarm, because of "${remark.by}": a tick here means that what must not happen has happened.`,
          };
    case 'optional':
      return { short: 'optional', long: 'Optional: it need not be ticked.' };
    case 'not-applicable':
      return {
        short: `not applicable: ${remark.reason}`,
        long: `Not applicable, so it need not be ticked: ${remark.reason}`,
      };
    case 'after-sign-off':
      return { short: '', long: 'It belongs to the sign-off or comes after it, so it need not be ticked before.' };
  }
}

function openRequiredWords(count: number): string {
  if (count === 0) return 'All is ticked that must be ticked.';
  return count === 1 ? 'One item that must be ticked is open.' : `${count} items that must be ticked are open.`;
}

function progressOf(children: readonly ItemNode[]): Progress {
  let checked = 0;
  let total = 0;
  for (const child of children) {
    const below = progressOf(child.children);
    checked += below.checked + (child.item.checked ? 1 : 0);
    total += below.total + 1;
  }
  return { checked, total };
}

function paragraphs(...texts: readonly string[]): string {
  return texts.join('\n\n');
}
