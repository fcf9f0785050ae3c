import { limitText, loadText } from '../checklist/evidence/capacityEvidence.ts';
import type { BoundEvidence } from '../checklist/evidence/evidence.ts';
import { formatValue } from '../format.ts';
import type { Capacity } from '../run/capacity.ts';
import type { PlanInput, ReadinessInput, TestInput } from './readinessInput.ts';
import { linksOf, rowEvidence, type RowEvidence, type RunLinks } from './rowEvidence.ts';

/** What load a test can take. */
export interface CapacityRow extends RowEvidence {
  test: string;
  /** The file of the plan; absent where the load was required of a test elsewhere. */
  plan?: string;
  /** Where it was measured, or should have been. */
  environment?: string;
  /** `at least 1,000 users`; absent where it cannot be told. */
  capacity?: string;
  /** What documents require of it. */
  required?: string;
  /** The part of the capacity that is not required: `20 %`. */
  headroom?: string;
  /** Why there is no figure, or what it says. */
  reason?: string;
}

/**
 * A row for each test, and one for each load that a document requires of it. A load that is required in another environment
 * is held against what was measured there, in a row of its own.
 */
export function capacityRows({ plans, documents, runs }: ReadinessInput): CapacityRow[] {
  const links = linksOf(runs);
  const asked = documents.flatMap(({ evidence }) =>
    evidence.filter(
      ({ binding, evidence: { bound } }) => bound.kind === 'capacity' && binding.notApplicable === undefined,
    ),
  );
  const taken = new Set<BoundEvidence>();
  const rows = plans.flatMap((plan) =>
    plan.tests.flatMap((test) => {
      const own = asked.filter((one) => isOf(one, plan, test));
      for (const one of own) taken.add(one);
      return rowsOfTest(plan, test, own, links);
    }),
  );
  return [...rows, ...asked.filter((one) => !taken.has(one)).map((one) => rowElsewhere(one, links))];
}

/** Of the same run, or of none in the environment of the plan. A run is of one test, plan and environment. */
function isOf(
  { binding, evidence: { bound, run, plan: askedOf } }: BoundEvidence,
  plan: PlanInput,
  { id, capacity }: TestInput,
): boolean {
  if (bound.name !== id || (askedOf !== undefined && askedOf !== plan.file)) return false;
  const { environment } = binding;
  if (environment !== undefined && environment.name !== plan.environment) return false;
  if (capacity.run === undefined) return (run?.environment ?? plan.environment) === plan.environment;
  return run?.runId === capacity.run.runId;
}

function rowsOfTest(
  { file, environment }: PlanInput,
  { id, capacity: { found, run } }: TestInput,
  asked: readonly BoundEvidence[],
  links: RunLinks,
): CapacityRow[] {
  const row = { test: id, plan: file, ...(environment !== undefined && { environment }), ...rowEvidence(run, links) };
  if (found.found === 'nothing') return [{ ...row, reason: found.reason }];
  if (found.found === 'below')
    return [{ ...row, reason: `not even ${loadText(found.kind, found.level)} held: ${found.missed}` }];
  const required = asked.flatMap(({ evidence: { capacity } }) => requiredOf(capacity));
  return required.length === 0
    ? [{ ...row, ...known(found, 'no document states the load that is required') }]
    : required.map((one) => ({ ...row, ...known(found), ...one }));
}

function rowElsewhere({ binding, evidence }: BoundEvidence, links: RunLinks): CapacityRow {
  const { bound, capacity, reason, run } = evidence;
  const environment = binding.environment?.name ?? run?.environment;
  const row = { test: bound.name, ...(environment !== undefined && { environment }), ...rowEvidence(run, links) };
  const why = reason === undefined ? {} : { reason };
  if (capacity === undefined) return { ...row, ...why };
  const [required] = requiredOf(capacity);
  return { ...row, ...known(capacity), ...why, ...required };
}

function known({ kind, level, isLowerBound, limitedBy }: Capacity, remark?: string): Partial<CapacityRow> {
  const limited = limitedBy && limitText(kind, limitedBy);
  const reason = [limited, remark].flatMap((why) => why ?? []).join('; ');
  const capacity = `${isLowerBound ? 'at least ' : ''}${loadText(kind, level)}`;
  return { capacity, ...(reason !== '' && { reason }) };
}

function requiredOf(capacity: BoundEvidence['evidence']['capacity']): Pick<CapacityRow, 'required' | 'headroom'>[] {
  if (capacity?.required === undefined || capacity.headroom === undefined) return [];
  const { kind, required, headroom, isLowerBound } = capacity;
  const bound = isLowerBound ? 'at least ' : '';
  return [{ required: loadText(kind, required), headroom: `${bound}${formatValue(headroom, 'ratio')}` }];
}
