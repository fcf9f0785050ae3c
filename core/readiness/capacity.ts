import { loadText } from '../checklist/evidence/capacityEvidence.ts';
import { formatValue } from '../format.ts';
import type { ReadinessInput } from './readinessInput.ts';
import { linksOf, rowEvidence, type RowEvidence } from './rowEvidence.ts';

/** What load a test can take. */
export interface CapacityRow extends RowEvidence {
  test: string;
  /** `at least 1,000 users`; absent where it cannot be told. */
  capacity?: string;
  /** What documents require of it. */
  required?: string;
  /** The part of the capacity that is not required: `20 %`. */
  headroom?: string;
  /** Why there is no figure, or what it says. */
  reason?: string;
}

/** A row for each test, and one for each load that a document requires of it. */
export function capacityRows({ plans, documents, runs }: ReadinessInput): CapacityRow[] {
  const links = linksOf(runs);
  const asked = documents.flatMap(({ evidence }) =>
    evidence.flatMap(({ evidence: found }) => (found.bound.kind === 'capacity' ? [found] : [])),
  );
  return plans.flatMap(({ file, tests }) =>
    tests.flatMap(({ id, capacity: { found, run } }): CapacityRow[] => {
      const row = { test: id, ...rowEvidence(run, links) };
      if (found.found === 'nothing') return [{ ...row, reason: found.reason }];
      const load = loadText(found.kind, found.level);
      if (found.found === 'below') return [{ ...row, reason: `not even ${load} held: ${found.missed}` }];
      const capacity = found.isLowerBound ? `at least ${load}` : load;
      const required = asked.flatMap(({ bound, plan, capacity: told }) => {
        if (bound.name !== id || plan !== file || told?.required === undefined || told.headroom === undefined)
          return [];
        return [{ required: loadText(told.kind, told.required), headroom: formatValue(told.headroom, 'ratio') }];
      });
      const bound = found.isLowerBound ? 'at least ' : '';
      return required.length === 0
        ? [{ ...row, capacity, reason: 'no document states the load that is required' }]
        : required.map((one) => ({ ...row, capacity, ...one, headroom: `${bound}${one.headroom}` }));
    }),
  );
}
