import type { doubtOfTick, EvidenceState } from './evidence.ts';

/** `name` stands in a table or a list, `said` behind the name of what is bound. */
const STATES: Record<EvidenceState, { name: string; said: string }> = {
  pass: { name: 'pass', said: 'passed' },
  warn: { name: 'warning', said: 'passed with a warning' },
  fail: { name: 'fail', said: 'failed' },
  'no-data': { name: 'no data', said: 'has no data' },
  stale: { name: 'stale', said: 'has only stale evidence' },
  unmeasured: { name: 'unmeasured', said: 'was not measured' },
  unknown: { name: 'unknown', said: 'cannot be looked up' },
};

/** How evidence is named in a table or a list. */
export function stateText(state: EvidenceState): string {
  return STATES[state].name;
}

/** What is to be said of it behind its name. */
export function stateSaid(state: EvidenceState): string {
  return STATES[state].said;
}

/** How something is ticked that has no evidence behind it. */
const DOUBTS = { 'against-evidence': 'against the evidence', 'without-evidence': 'without evidence' };

export function doubtText(doubt: NonNullable<ReturnType<typeof doubtOfTick>>): string {
  return DOUBTS[doubt];
}
