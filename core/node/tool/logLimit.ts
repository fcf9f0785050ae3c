import type { RunnerEvent } from '../../runners/adapter.ts';

/** Lines of one process that become events of the run; what it says besides is in the raw folder. */
const MOST_LOG_LINES = 1000;
const LONGEST_LINE = 2000;

/** Keeps a tool that prints without end from filling the run with it. */
export class LogLimit {
  private lines = 0;

  /** The event, shortened if it is a long line; nothing once there were too many lines. */
  pass(event: RunnerEvent): RunnerEvent[] {
    if (event.kind !== 'log') return [event];
    this.lines += 1;
    if (this.lines > MOST_LOG_LINES) return [];
    const line = event.line.length > LONGEST_LINE ? `${event.line.slice(0, LONGEST_LINE)}…` : event.line;
    if (this.lines < MOST_LOG_LINES) return [{ ...event, line }];
    return [{ ...event, line: `${MOST_LOG_LINES} lines were logged; what follows is only in the raw output` }];
  }
}
