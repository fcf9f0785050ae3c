import { isMetricName } from '../../metrics.ts';
import { artillery } from './artillery.ts';

/** Names under which frames tell something of their own. */
const TAKEN = new Set(['responses', 'in_flight_age', 'generator_saturation', 'schedule_lag', 'aborted']);

/** Names that Artillery or a script gives to metrics, such that none is mistaken for another. */
export class OwnNames {
  private readonly kinds = new Map<string, 'counter' | 'trend'>();

  /** `redact`: a script may build names of anything, secrets included. */
  constructor(readonly redact: (text: string) => string) {}

  of(name: string, kind: 'counter' | 'trend'): string {
    const shown = this.redact(name);
    const free = isMetricName(shown) || TAKEN.has(shown) ? `artillery.${shown}` : shown;
    // One of Artillery's names may be counted and timed at once, ours cannot.
    const known = this.kinds.get(free) ?? artillery.ownMetrics[free]?.kind ?? kind;
    this.kinds.set(free, known === 'trend' ? 'trend' : 'counter');
    return known === kind ? free : `${free}.${kind}`;
  }
}
