import { formatVerdict } from '../format.ts';
import { verdictCounts } from './checksSection.ts';
import { markdownCode, markdownTable, markdownText } from './markdownTable.ts';
import type { ReportInput } from './reportInput.ts';
import type { Cell, Part, Section } from './section.ts';
import { reportSections } from './sections.ts';
import { scopeSentence } from './wholeRunSection.ts';

/** The report of one run as a person files it beside the code. */
export function markdownReport(input: ReportInput): string {
  const { manifest, result } = input;
  const blocks = [
    `# ${markdownText(manifest.title ?? manifest.testId)}: ${formatVerdict(result.verdict)}`,
    ...input.marks.map((mark) => `> **${markdownText(mark)}**`),
    verdictBlock(input),
    ...reportSections(input).map(sectionBlock),
    ['## Sign-off', '', '- [ ] Name: ____________________ Role: ____________________ Date: ____________'].join('\n'),
    ['## Notes', '', '_Nothing noted yet._'].join('\n'),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function verdictBlock(input: ReportInput): string {
  const { verdict, reasons } = input.result;
  const counts = verdictCounts(input.result) || 'none';
  return [
    `**Verdict: ${formatVerdict(verdict)}** (${input.ending}; checks: ${counts})`,
    ...(reasons.length > 0 ? ['', ...reasons.map((reason) => `- ${prose(reason)}`)] : []),
    ...['', scopeSentence(input)],
  ].join('\n');
}

export function sectionBlock(section: Section): string {
  return `## ${section.title}\n\n${sectionContent(section)}`;
}

/** Without its heading. */
export function sectionContent({ lead, table, footnotes }: Section): string {
  const parts = [
    ...lead.map(prose),
    ...(table === undefined ? [] : [tableBlock(table)]),
    ...(footnotes.length > 0 ? [footnotes.map((note) => `- ${prose(note)}`).join('\n')] : []),
  ];
  return parts.join('\n\n');
}

function tableBlock({ columns, rows }: NonNullable<Section['table']>): string {
  return markdownTable(
    columns.map(({ name }) => markdownText(name)),
    rows.map((cells) => cells.map(cellText)),
    columns.map(({ isNumber }) => isNumber === true),
  );
}

function cellText(cell: Cell): string {
  return cell.map(partText).join('');
}

function partText(part: Part): string {
  switch (part.kind) {
    case 'code':
      return markdownCode(part.text);
    case 'verdict':
      return formatVerdict(part.verdict);
    case 'note':
    case 'prose':
      return prose(part.text);
    case 'link':
      return `[${markdownText(part.text)}](<${part.to}>)`;
    case 'text':
    case 'strong':
    case 'figure':
    case 'status':
      return markdownText(part.text);
  }
}

/** Our sentences put names between backticks. */
export function prose(sentence: string): string {
  return sentence
    .split(/`([^`]+)`/)
    .map((piece, index) => (index % 2 === 1 ? markdownCode(piece) : markdownText(piece)))
    .join('');
}
