import type { CheckResult, Verdict } from './runResult.ts';

/** A check came to another verdict while the run went on. */
export interface LevelChange {
  /** In seconds from the start of the load. */
  second: number;
  id: string;
  expression: string;
  from: Verdict;
  to: Verdict;
}

/** A check that goes to and fro for hours must not fill the memory: the latest changes are kept. */
export const MOST_CHANGES = 200;

/** Notes when checks change their verdicts. What a check says first is its beginning and no change. */
export class LevelWatch {
  private readonly verdicts = new Map<string, Verdict>();
  private kept: LevelChange[] = [];
  private droppedCount = 0;

  look(checks: readonly Pick<CheckResult, 'id' | 'expression' | 'verdict'>[], second: number): void {
    for (const { id, expression, verdict } of checks) {
      const before = this.verdicts.get(id);
      if (before === verdict) continue;
      this.verdicts.set(id, verdict);
      if (before === undefined || before === 'no-data') continue;
      this.kept.push({ second, id, expression, from: before, to: verdict });
    }
    const tooMany = this.kept.length - MOST_CHANGES;
    if (tooMany <= 0) return;
    this.kept = this.kept.slice(tooMany);
    this.droppedCount += tooMany;
  }

  get changes(): readonly LevelChange[] {
    return this.kept;
  }

  /** Older ones that are not kept. */
  get dropped(): number {
    return this.droppedCount;
  }
}
