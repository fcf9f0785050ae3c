import type { Checklist } from '../core/checklist/checklist.ts';
import { doubtOfTick, formatAge, type BoundEvidence, type Evidence } from '../core/checklist/evidence/evidence.ts';
import { boundText, valueText } from '../core/checklist/evidence/evidenceWords.ts';
import { doubtText, stateText } from '../core/checklist/evidence/stateWords.ts';
import { itemWithId } from '../core/checklist/lookup.ts';

/** What `--format json` prints of the evidence of an item, a row or a heading. Values are in base units. */
export function evidenceAsJson({
  bound,
  state,
  reason,
  remedy,
  run,
  check,
  capacity,
}: Evidence): Record<string, unknown> {
  return {
    bound: `${bound.kind}=${bound.name}`,
    state,
    reason,
    remedy,
    ...(check && {
      check: check.id,
      expression: check.expression,
      verdict: state === 'unmeasured' ? undefined : check.verdict,
      observed: check.observed,
      unit: check.unit,
      levels: check.levels,
      notes: check.notes,
    }),
    ...(capacity && { capacity }),
    ...(run && {
      runId: run.runId,
      measuredAt: new Date(run.measuredAt).toISOString(),
      ageMs: run.ageMs,
      environment: run.environment,
    }),
  };
}

export const EVIDENCE_HEADINGS = ['Line', 'Evidence', 'Of', 'Value', 'Run', 'Age', 'Environment', ''] as const;

/** A row for each comment that binds something, under `EVIDENCE_HEADINGS`. */
export function evidenceRows(checklist: Checklist, evidence: readonly BoundEvidence[]): string[][] {
  return evidence.map(({ binding, evidence: found }) => {
    const { on } = binding;
    const { state, reason, run } = found;
    const item = on.kind === 'item' ? itemWithId(checklist, on.id) : undefined;
    const doubt = doubtOfTick(item?.checked === true, found);
    return [
      String(binding.line),
      stateText(state),
      boundText(found),
      valueText(found) ?? '–',
      run?.runId ?? '–',
      run === undefined ? '–' : formatAge(run.ageMs),
      run?.environment ?? '–',
      [...(doubt === undefined ? [] : [`ticked ${doubtText(doubt)}`]), ...(reason === undefined ? [] : [reason])].join(
        ': ',
      ),
    ];
  });
}
