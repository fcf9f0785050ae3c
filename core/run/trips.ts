import type { Outcome } from './runEvent.ts';
import type { CheckResult } from './runResult.ts';

/** A guard that stopped the run. */
export interface Trip {
  expression: string;
  observed?: number;
  message: string;
}

/** Guards that tripped, even when the event that told so was lost and only the outcome tells. */
export function tripsOf({
  trips,
  outcome,
}: {
  trips: ReadonlyMap<string, Trip>;
  outcome: Outcome | undefined;
}): ReadonlyMap<string, Trip> {
  if (outcome?.kind !== 'stopped' || trips.has(outcome.guardId)) return trips;
  return new Map([...trips, [outcome.guardId, { expression: outcome.guardId, message: outcome.message }]]);
}

export function verdictOfTrip(id: string, trip: Trip): Pick<CheckResult, 'verdict' | 'observed' | 'notes'> {
  return {
    verdict: 'fail',
    ...(trip.observed === undefined ? {} : { observed: trip.observed }),
    notes: [`stopped by guard \`${id}\`: ${trip.message}`],
  };
}

/** A guard that no row states, such as a runner's built-in one. */
export function resultOfTrip(id: string, trip: Trip): CheckResult {
  return { id, expression: trip.expression, unit: '1', levels: {}, ...verdictOfTrip(id, trip) };
}
