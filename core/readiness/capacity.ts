import type { EvidenceRun } from '../checklist/evidence/evidence.ts';
import { limitText, loadText } from '../checklist/evidence/capacityEvidence.ts';
import { formatValue } from '../format.ts';
import type { ReadinessInput } from './readinessInput.ts';

/** What load a test can take. */
export interface CapacityRow {
  test: string;
  /** `at least 1,000 users`; absent where it cannot be told. */
  capacity?: string;
  /** What documents require of it. */
  required?: string;
  /** The part of the capacity that is not required: `20 %`. */
  headroom?: string;
  /** Why there is no figure, or what it says. */
  reason?: string;
  run?: EvidenceRun;
}

/** A row for each test, and one for each load that a document requires of it. */
export function capacityRows({ plans, documents }: ReadinessInput): CapacityRow[] {
  const asked = documents.flatMap(({ evidence }) =>
    evidence.flatMap(({ evidence: found }) => (found.bound.kind === 'capacity' ? [found] : [])),
  );
  return plans.flatMap(({ tests }) =>
    tests.flatMap(({ id, capacity: { found, run } }): CapacityRow[] => {
      const row = { test: id, ...(run && { run }) };
      if (found.found === 'nothing') return [{ ...row, reason: found.reason }];
      const load = loadText(found.kind, found.level);
      if (found.found === 'below') return [{ ...row, reason: `not even ${load} held: ${found.missed}` }];
      const capacity = found.isLowerBound ? `at least ${load}` : load;
      const required = asked.flatMap(({ bound, capacity: told }) => {
        if (bound.name !== id || told?.required === undefined || told.headroom === undefined) return [];
        return [{ required: loadText(told.kind, told.required), headroom: formatValue(told.headroom, 'ratio') }];
      });
      const bound = found.isLowerBound ? 'at least ' : '';
      const limited = found.limitedBy && limitText(found.kind, found.limitedBy);
      const unasked = 'no document states the load that is required';
      const reason = [limited, ...(required.length === 0 ? [unasked] : [])].flatMap((why) => why ?? []).join('; ');
      const known = { ...row, capacity, ...(reason !== '' && { reason }) };
      return required.length === 0
        ? [known]
        : required.map((one) => ({ ...known, ...one, headroom: `${bound}${one.headroom}` }));
    }),
  );
}
