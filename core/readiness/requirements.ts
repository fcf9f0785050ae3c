import type { Binding } from '../checklist/bindings/readBindings.ts';
import { titleOfBinding } from '../checklist/bindings/textOfBinding.ts';
import { capacityText, loadText } from '../checklist/evidence/capacityEvidence.ts';
import type { Evidence, EvidenceState } from '../checklist/evidence/evidence.ts';
import { doesNotApply } from '../checklist/required.ts';
import { formatValue } from '../format.ts';
import type { CheckResult } from '../run/runResult.ts';
import { observedText } from '../run/observedText.ts';
import { marginOf } from '../run/worstMargin.ts';
import type { DocumentInput, PlanInput, ReadinessInput } from './readinessInput.ts';
import { linksOf, rowEvidence, type RowEvidence, type RunLinks } from './rowEvidence.ts';

/** What has to hold, and what is known of it. */
export interface RequirementRow extends RowEvidence {
  /** Of the requirement where the row of the plan names one, else of what judges it. */
  id: string;
  /** In the words of the plan or of the document. */
  text: string;
  /** What judges it: `check search/p95-latency`, `capacity search`. Absent where nothing does. */
  judgedBy?: string;
  /** `p95 latency` or `p95 latency < 500ms`. */
  expression?: string;
  levels: CheckResult['levels'];
  /** The value as people read it; in `unit` not rounded in `observed`. */
  actual?: string;
  observed?: number;
  unit?: string;
  /** `58 ms under`; only of plain limits. */
  margin?: string;
  state: EvidenceState;
  reason?: string;
  /** Where it is stated: `shop.headroom.yaml:12`, `release.md:3`. */
  places: string[];
}

/** A row for each check of the plans, for each requirement without one, and for what else documents are bound to. */
export function requirementRows({ plans, documents, runs }: ReadinessInput): RequirementRow[] {
  const links = linksOf(runs);
  const ofPlans = plans.map((plan) => ({ plan, rows: rowsOfPlan(plan, links) }));
  const others: RequirementRow[] = [];
  for (const document of documents) {
    for (const { binding, evidence } of document.evidence) {
      if (doesNotApply(document.checklist, binding)) continue;
      const place = `${document.file}:${binding.line}`;
      const same = ofPlans.flatMap(({ plan, rows }) => (isSame(binding, evidence, plan) ? rows : []));
      const row = same.find(({ judgedBy }) => judgedBy === judge(evidence));
      if (row) row.places.push(place);
      else others.push({ ...rowOf(evidence, links), text: wordsOf(document, binding), places: [place] });
    }
  }
  return [...ofPlans.flatMap(({ rows }) => rows), ...others];
}

function rowsOfPlan({ file, tests, suiteChecks, requirements }: PlanInput, links: RunLinks): RequirementRow[] {
  const titles = new Map(requirements.map(({ id, title }) => [id, title]));
  const checks = [...tests.flatMap((test) => test.checks), ...suiteChecks];
  const rows = checks.map(({ line, requirement, evidence }): RequirementRow => {
    const row = { ...rowOf(evidence, links), places: [`${file}:${line}`] };
    return requirement === undefined ? row : { ...row, id: requirement, text: titles.get(requirement) ?? '' };
  });
  const judged = new Set(rows.map(({ id }) => id));
  const without = requirements.filter(({ id }) => !judged.has(id));
  return [
    ...rows,
    ...without.map(({ id, title, line }): RequirementRow => {
      const reason = 'no check names this requirement';
      return { id, text: title, levels: {}, state: 'unmeasured', reason, places: [`${file}:${line}`] };
    }),
  ];
}

function rowOf(evidence: Evidence, links: RunLinks): Omit<RequirementRow, 'places'> {
  const { bound, state, reason, run, check, capacity } = evidence;
  const row = {
    ...{ id: check?.id ?? bound.name, text: '', judgedBy: judge(evidence), state },
    ...(reason !== undefined && { reason }),
    ...rowEvidence(run, links),
  };
  if (check !== undefined) {
    const { expression, levels, observed, unit } = check;
    const actual = observedText(check);
    if (observed === undefined || actual === undefined) return { ...row, expression, levels, unit };
    const margin = marginOf(check)?.text;
    return { ...row, expression, levels, observed, unit, actual, ...(margin !== undefined && { margin }) };
  }
  if (capacity === undefined) return { ...row, levels: {} };
  const { kind, level, required, headroom, isLowerBound } = capacity;
  const levels = required === undefined ? {} : { target: `>= ${loadText(kind, required)}` };
  const actual = capacityText({ kind, level, isLowerBound });
  if (headroom === undefined) return { ...row, levels, observed: level, actual };
  const margin = `${isLowerBound ? 'at least ' : ''}${formatValue(headroom, 'ratio')} headroom`;
  return { ...row, levels, observed: level, actual, margin };
}

function judge({ bound, check }: Evidence): string {
  return `${bound.kind} ${check !== undefined && bound.kind === 'check' ? check.id : bound.name}`;
}

/** Whether a comment asks for the very same that the row of the plan does. */
function isSame({ environment }: Binding, { bound, plan: named }: Evidence, plan: PlanInput): boolean {
  return (
    bound.kind === 'check' &&
    named === plan.file &&
    (environment === undefined || environment.name === plan.environment)
  );
}

function wordsOf({ checklist }: DocumentInput, binding: Binding): string {
  return titleOfBinding(checklist, binding);
}
