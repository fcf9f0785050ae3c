import { measure } from './measure.ts';
import type { Frame } from './runEvent.ts';
import { SecondView } from './secondView.ts';

/** Shorter outages are for the error rate alone. */
const SHORTEST_SECONDS = 3;
/** More are counted and not named. */
const MOST_NAMED = 10;

/** Seconds of the load: from the beginning of `from` to the end of the second before `to`. */
interface Outage {
  from: number;
  to: number;
}

/**
 * Sees from the seconds of a run when its target could not be reached at all: every attempt failed to connect, for some
 * seconds. Seconds in which no attempt ended, because users wait before they try again, belong to the outage around them.
 */
export class Reachability {
  private readonly outages: Outage[] = [];
  private unnamed = 0;
  private current: Outage | undefined;

  /** `connectErrors`: the values of the tag `error` by which the runner tells that no connection was made; none: nothing is seen. */
  constructor(private readonly connectErrors: readonly string[]) {}

  /** Takes the next second; gives back what is new, in words. */
  add(frame: Frame): string | undefined {
    if (this.connectErrors.length === 0) return undefined;
    const view = new SecondView(frame, false);
    const count = (metric: string, tags = {}): number =>
      measure(view, { metric, statistic: 'count', tags })?.value ?? 0;
    const failures = count('failures');
    const answers = count('responses');
    if (failures === 0 && answers === 0) return undefined;
    const unconnected = this.connectErrors.reduce((sum, error) => sum + count('failures', { error }), 0);
    if (answers > 0 || unconnected < failures) return this.endCurrent(frame.second);
    this.current ??= { from: frame.second, to: frame.second };
    const wasLong = isLong(this.current);
    this.current.to = frame.second + 1;
    return !wasLong && isLong(this.current) ? `target not reachable since ${this.current.from} s` : undefined;
  }

  /** What the result of a run says of it. */
  warnings(): string[] {
    const open = this.current !== undefined && isLong(this.current) ? [this.current] : [];
    return [
      ...[...this.outages, ...open].map(outageText),
      ...(this.unnamed === 0 ? [] : [`target not reachable ${this.unnamed} more times`]),
    ];
  }

  private endCurrent(second: number): string | undefined {
    const { current } = this;
    this.current = undefined;
    if (current === undefined || !isLong(current)) return undefined;
    if (this.outages.length < MOST_NAMED) this.outages.push(current);
    else this.unnamed += 1;
    return `target reachable again at ${second} s; ${outageText(current)}`;
  }
}

function isLong({ from, to }: Outage): boolean {
  return to - from >= SHORTEST_SECONDS;
}

function outageText({ from, to }: Outage): string {
  return `target not reachable from ${from} s to ${to} s`;
}
