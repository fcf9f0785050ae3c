import { formatAge, type EvidenceState } from '../checklist/evidence/evidence.ts';
import { text, type Cell, type Part } from '../report/section.ts';
import type { Verdict } from '../run/runResult.ts';
import type { RowEvidence } from './rowEvidence.ts';

const STATES: Record<EvidenceState, { word: string; look: Verdict }> = {
  pass: { word: 'pass', look: 'pass' },
  warn: { word: 'warning', look: 'warn' },
  fail: { word: 'fail', look: 'fail' },
  'no-data': { word: 'no data', look: 'no-data' },
  stale: { word: 'stale', look: 'no-data' },
  unmeasured: { word: 'unmeasured', look: 'no-data' },
  unknown: { word: 'unknown', look: 'no-data' },
};

export function stateWord(state: EvidenceState): string {
  return STATES[state].word;
}

export function stateCell(state: EvidenceState): Cell {
  const { word, look } = STATES[state];
  return [{ kind: 'status', text: word, look }];
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
