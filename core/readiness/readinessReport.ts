import { capacityRows, type CapacityRow } from './capacity.ts';
import { checklistState, type ChecklistState } from './checklistState.ts';
import { contradictionsOf, decide, type Decision } from './decision.ts';
import { findingsOf, type Finding } from './findings.ts';
import { redactDeep } from '../text/redactDeep.ts';
import { redactor } from '../text/redact.ts';
import { shownText } from '../text/shownText.ts';
import { withoutUrlCredentials } from '../text/urlCredentials.ts';
import type { ReadinessInput } from './readinessInput.ts';
import { requirementRows, type RequirementRow } from './requirements.ts';
import { runRow, type RunRow } from './runRows.ts';
import { signOffRows, type SignOffRow } from './signOffs.ts';

/** Whether a service may go live, and what that rests on. Each format is a function of it and finds nothing itself. */
export interface ReadinessReport {
  /** Raised when a reader of an older form would understand something else. */
  headroom: 1;
  /** ISO 8601. */
  madeAt: string;
  madeBy: string;
  /** What was found. What people have decided is in `signOffs`. */
  decision: Decision;
  /** Where the two differ. */
  contradictions: string[];
  requirements: RequirementRow[];
  checklists: ChecklistState[];
  capacity: CapacityRow[];
  /** The gravest first. */
  risks: Finding[];
  signOffs: SignOffRow[];
  runs: RunRow[];
  plans: { file: string; environment?: string }[];
}

export function readinessReport(input: ReadinessInput): ReadinessReport {
  const { madeAt, madeBy, documents, plans, runs, secrets = [] } = input;
  const risks = findingsOf(input);
  const decision = decide(input, risks);
  const signOffs = documents.flatMap(signOffRows);
  const hide = redactor(secrets);
  const report: ReadinessReport = {
    ...{ headroom: 1, madeAt: new Date(madeAt).toISOString(), madeBy },
    decision,
    contradictions: contradictionsOf(decision, signOffs, risks),
    requirements: requirementRows(input),
    checklists: documents.map(checklistState),
    capacity: capacityRows(input),
    risks,
    signOffs,
    runs: runs.map(runRow),
    plans: plans.map(({ file, environment }) => ({ file, ...(environment !== undefined && { environment }) })),
  };
  // Here and not in each format: texts of documents, plans and runs of earlier versions come together only here.
  return redactDeep(report, (text) => shownText(hide(withoutUrlCredentials(text))));
}
