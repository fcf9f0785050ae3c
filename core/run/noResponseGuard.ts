import { formatValue } from '../format.ts';
import type { TrippedGuard } from './guards.ts';
import { measure } from './measure.ts';
import type { Frame } from './runEvent.ts';
import { SecondView } from './secondView.ts';

const LIMIT_MS = 10_000;
const EXPRESSION = 'no response for 10s';
/** Any of them shows that something came back. An attempt that failed at once did, too: error guards look at those. */
const SIGNS_OF_LIFE = ['responses', 'requests', 'iterations', 'bytes_in'] as const;

/**
 * The built-in guard of runners that do not see their requests in flight: users are at work and nothing comes back.
 * Seconds without a user, as in a planned pause or before the load began, begin anew.
 */
export class NoResponseGuard {
  private silentMs = 0;
  private hasTripped = false;
  private readonly guardId: string;

  constructor(testId: string) {
    this.guardId = `${testId}/guard-no-response`;
  }

  /** Takes the next frame. Trips once. */
  add(frame: Frame): TrippedGuard | undefined {
    const view = new SecondView(frame, false);
    const users = measure(view, { statistic: 'max', metric: 'users', tags: {} })?.value ?? 0;
    const isSilent = users > 0 && SIGNS_OF_LIFE.every((metric) => !(counted(view, metric) > 0));
    this.silentMs = isSilent ? this.silentMs + frame.durationMs : 0;
    if (this.hasTripped || this.silentMs < LIMIT_MS) return undefined;
    this.hasTripped = true;
    const who = users === 1 ? '1 user was' : `${formatValue(users, 'count')} users were`;
    return {
      guardId: this.guardId,
      expression: EXPRESSION,
      observed: 0,
      message: `no response came for 10 s while ${who} at work`,
    };
  }
}

function counted(view: SecondView, metric: string): number {
  const aggregate = view.aggregate(metric, {});
  return aggregate?.kind === 'counter' ? aggregate.total : 0;
}
