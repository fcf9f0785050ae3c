import type { TextEdit } from '../../problem.ts';
import type { Binding } from '../bindings/readBindings.ts';
import { titleOfBinding } from '../bindings/textOfBinding.ts';
import type { Blank, Checklist, ChecklistTable } from '../checklist.ts';
import type { BoundEvidence, Evidence } from '../evidence/evidence.ts';
import { stateText } from '../evidence/stateWords.ts';
import { blanksInItem, blanksOnLine, keptWith, rowOnLine } from '../lookup.ts';
import { valueForBlank, type BlankValue } from './valueForBlank.ts';

/** A blank with the value that a run measured. */
export interface ProposedBlank {
  blank: Blank;
  text: string;
  evidence: Evidence;
  edit: TextEdit;
}

/** A blank of something that is bound and that no value is certain for. */
export interface LeftBlank {
  blank: Blank;
  why: string;
}

export interface BlankProposals {
  fills: ProposedBlank[];
  left: LeftBlank[];
}

/** Blanks that ask for a person or a day: no run fills them. */
const OF_PEOPLE = /\b(?:name|date|time|by|who|when|signature|signed|owner|approver|approved|reviewer|lead)\b/iu;

/**
 * The blanks on items, table rows and lines that are bound, each with the value for it: only one that a run measured for
 * what is asked now, and only where there is no doubt which blank it belongs to.
 */
export function proposeBlanks(checklist: Checklist, evidence: readonly BoundEvidence[]): BlankProposals {
  const fills: ProposedBlank[] = [];
  const left: LeftBlank[] = [];
  for (const { binding, evidence: found } of evidence) {
    if (binding.notApplicable !== undefined) continue;
    const blanks = blanksOf(checklist, binding);
    const title = binding.on.kind === 'row' ? titleOfBinding(checklist, binding) : '';
    const offers = blanks.map((blank) => ({ blank, offer: offerFor(blank, found, title) }));
    for (const { blank, offer } of offers) {
      const rivals = offers.filter((one) => 'use' in offer && 'use' in one.offer && one.offer.use === offer.use).length;
      if ('why' in offer) left.push({ blank, why: offer.why });
      else if (rivals > 1)
        left.push({ blank, why: `${rivals} blanks there ask for the one value of ${nameOf(found)}` });
      else fills.push({ blank, text: offer.text, evidence: found, edit: { span: blank.span, text: offer.text } });
    }
  }
  return { fills, left };
}

/** What a blank becomes, with its name and unit: `Concurrent users: 2,000`. */
export function filledText({ blank: { label, unit }, text }: Pick<ProposedBlank, 'blank' | 'text'>): string {
  const value = unit === undefined ? text : unit === '%' ? `${text}%` : `${text} ${unit}`;
  return label === '' ? value : `${label}: ${value}`;
}

/** A line of the command line on a blank that is filled, or can be. */
export function fillText(file: string, fill: ProposedBlank): string {
  return `${file}:${fill.blank.line}: ${filledText(fill)}, from run ${fill.evidence.run?.runId ?? '–'}.`;
}

export function leftText(file: string, { blank, why }: LeftBlank): string {
  const name = blank.label === '' ? 'A blank' : `"${blank.label}"`;
  return `${file}:${blank.line}: ${name} is not filled: ${why}.`;
}

const placesToSign = keptWith(
  (signOffs: Checklist['signOffs']) =>
    new Set(signOffs.flatMap(({ name, date, signature }) => [name[0], date?.[0], signature?.[0]])),
);

function blanksOf(checklist: Checklist, { on }: Binding): Blank[] {
  const signed = placesToSign(checklist.signOffs);
  const asksForValue = ({ span, label }: Blank): boolean => !signed.has(span[0]) && !OF_PEOPLE.test(label);
  switch (on.kind) {
    case 'section':
      return [];
    case 'item':
      return blanksInItem(checklist, on.id).filter(asksForValue);
    case 'line':
      return blanksOnLine(checklist, on.line).filter((blank) => blank.item === undefined && asksForValue(blank));
    case 'row': {
      const found = rowOnLine(checklist, on.line);
      const isActual = ({ role, text }: ColumnOfTable): boolean => role === 'actual' && !OF_EARLIER_RUN.test(text);
      const actual = found?.table.columns.findIndex(isActual) ?? -1;
      const cell = found?.row.cells[actual]?.span;
      return blanksOnLine(checklist, on.line).filter(
        (blank) => asksForValue(blank) && (cell === undefined || (cell[0] <= blank.span[0] && blank.span[0] < cell[1])),
      );
    }
  }
}

type ColumnOfTable = ChecklistTable['columns'][number];

/** What was measured before, and not by the run that proves the row. */
const OF_EARLIER_RUN = /^(?:before|previous)\b|\bbaseline\b/i;

function offerFor(blank: Blank, evidence: Evidence, title: string): BlankValue {
  switch (evidence.state) {
    case 'pass':
    case 'warn':
    case 'fail':
      return valueForBlank(blank, evidence, title);
    case 'no-data':
    case 'stale':
    case 'unmeasured':
    case 'unknown': {
      const reason = evidence.reason === undefined ? '' : `: ${evidence.reason.replace(/\.$/, '')}`;
      return {
        why: `the evidence of ${nameOf(evidence)} is ${evidence.state === 'unknown' ? 'not known' : stateText(evidence.state)}${reason}`,
      };
    }
  }
}

function nameOf({ bound, check }: Evidence): string {
  return check?.id ?? `${bound.kind} ${bound.name}`;
}
