import {
  doubtOfTick,
  formatAge,
  type Evidence,
  type EvidenceState,
} from '../../../core/checklist/evidence/evidence.ts';
import { boundText, valueAgainstLimits, valueText } from '../../../core/checklist/evidence/evidenceWords.ts';
import { doubtText, stateText } from '../../../core/checklist/evidence/stateWords.ts';
import { markdownCode, markdownText } from '../../../core/report/markdownTable.ts';

/** What a row says of its evidence: what must be known first, because a narrow list cuts the end off. */
export function evidenceFacts(evidence: Evidence, isTicked: boolean): string[] {
  const { state, run } = evidence;
  const doubt = doubtOfTick(isTicked, evidence);
  const value = valueAgainstLimits(evidence);
  return [
    ...(doubt === undefined ? [] : [`ticked ${doubtText(doubt)}`]),
    stateText(state),
    ...(value === undefined ? [] : [value]),
    ...(run === undefined ? [] : [formatAge(run.ageMs), run.runId]),
  ];
}

/** The same for those who hear it. */
export function evidenceSpoken(evidence: Evidence, isTicked: boolean): string[] {
  const age = evidence.run && formatAge(evidence.run.ageMs);
  return evidenceFacts(evidence, isTicked).map((fact) =>
    fact === age ? `${age} old` : fact === stateText(evidence.state) ? `evidence: ${fact}` : fact,
  );
}

/** Everything that is known, as paragraphs of Markdown. */
export function evidenceParagraphs(evidence: Evidence, isTicked: boolean): string[] {
  const { state, run, reason, remedy, check } = evidence;
  const doubt = doubtOfTick(isTicked, evidence);
  const value = valueText(evidence);
  const rows: [string, string | undefined][] = [
    ['Evidence', stateText(state)],
    ['Tick', doubt && `ticked ${doubtText(doubt)}`],
    ['Asked', boundText(evidence)],
    ['Check', check?.id],
    ['Measured', value],
    ['Run', run && `${run.runId}, ${formatAge(run.ageMs)} old`],
    ['Environment', run?.environment],
    ['Why', reason],
    ['What to do', remedy],
  ];
  return rows.flatMap(([name, text]) => (text === undefined ? [] : [`${name}: ${withCode(text)}`]));
}

/** Text as it is, but for commands, which stand between backticks there as here. */
function withCode(text: string): string {
  const parts = text.split('`');
  if (parts.length % 2 === 0) return markdownText(text);
  return parts.map((part, at) => (at % 2 === 1 ? markdownCode(part) : markdownText(part))).join('');
}

/** A picture with a colour of the theme. It never stands alone: its word stands beside it. */
export const EVIDENCE_ICONS: Record<EvidenceState, { id: string; colour: string }> = {
  pass: { id: 'pass', colour: 'testing.iconPassed' },
  warn: { id: 'warning', colour: 'list.warningForeground' },
  fail: { id: 'error', colour: 'testing.iconFailed' },
  'no-data': { id: 'question', colour: 'testing.iconUnset' },
  stale: { id: 'history', colour: 'list.warningForeground' },
  unmeasured: { id: 'circle-outline', colour: 'testing.iconUnset' },
  unknown: { id: 'circle-slash', colour: 'testing.iconErrored' },
};
