/** A host that has something to tell of a running test does so each second. */
const ASK_AFTER_MS = 10_000;
const ANSWER_WITHIN_MS = 10_000;

/**
 * Notices that nobody feeds the panel any more. VS Code keeps a panel whose extension host has died, and gives it to
 * nobody: its figures would stand still without a word.
 */
export class Silence {
  private askedAt: number | undefined;
  private isTold = false;

  constructor(private since: number) {}

  heard(now: number): void {
    this.since = now;
    this.askedAt = undefined;
    this.isTold = false;
  }

  /** `ask`: the host is to be asked once whether it is there. `gone`: it did not answer. Each is told once. */
  check(now: number): 'ask' | 'gone' | undefined {
    if (this.askedAt === undefined) {
      if (now - this.since < ASK_AFTER_MS) return undefined;
      this.askedAt = now;
      return 'ask';
    }
    if (this.isTold || now - this.askedAt < ANSWER_WITHIN_MS) return undefined;
    this.isTold = true;
    return 'gone';
  }
}
