interface ClockSources {
  /** ms since the Unix epoch; may jump when the machine's time is set. */
  wallMs: () => number;
  /** ms since whenever; never goes back. */
  steadyMs: () => number;
}

const OF_THIS_MACHINE: ClockSources = { wallMs: () => Date.now(), steadyMs: () => performance.now() };

/** Times of day of one run: the machine's clock is read once, so a clock that is set meanwhile changes no duration. */
export class RunClock {
  /** ms since the Unix epoch. */
  readonly startedAt: number;
  private readonly steadyAtStart: number;

  constructor(private readonly sources: ClockSources = OF_THIS_MACHINE) {
    this.startedAt = sources.wallMs();
    this.steadyAtStart = sources.steadyMs();
  }

  /** ms since the Unix epoch. */
  now(): number {
    return this.startedAt + Math.round(this.sources.steadyMs() - this.steadyAtStart);
  }
}
