import { formatAge, type EvidenceState } from '../checklist/evidence/evidence.ts';
import { stateText } from '../checklist/evidence/stateWords.ts';
import { text, type Cell, type Part } from '../report/section.ts';
import type { Verdict } from '../run/runResult.ts';
import type { RowEvidence } from './rowEvidence.ts';

const LOOKS: Record<EvidenceState, Verdict> = {
  pass: 'pass',
  warn: 'warn',
  fail: 'fail',
  'no-data': 'no-data',
  stale: 'no-data',
  unmeasured: 'no-data',
  unknown: 'no-data',
};

export function stateCell(state: EvidenceState): Cell {
  return [{ kind: 'status', text: stateText(state), look: LOOKS[state] }];
}

/** From where a value is, how old it is and where it was measured. */
export function evidenceCell({ run, reportLink }: RowEvidence): Cell {
  if (run === undefined) return [{ kind: 'note', text: 'none' }];
  const { runId, ageMs, environment } = run;
  const rest = `, ${formatAge(ageMs)} old${environment === undefined ? '' : `, ${environment}`}`;
  return [runPart(runId, reportLink), ...text(rest)];
}

export function runPart(runId: string, to: string | undefined): Part {
  return to === undefined ? { kind: 'text', text: runId } : { kind: 'link', text: runId, to };
}
