import type { Stage } from '../../configs/plan/plan.ts';

export interface PlacedStage {
  stage: Stage;
  index: number;
}

/** Where in the planned load a moment is. Times are in ms since the Unix epoch. */
export class LoadClock {
  private startedAt: number | undefined;

  constructor(private readonly stages: readonly Stage[]) {}

  get start(): number | undefined {
    return this.startedAt;
  }

  /** The first word counts. */
  startAt(at: number): void {
    this.startedAt ??= at;
  }

  /** The stage running at `at`; what comes after the last one belongs to it. Undefined without planned stages. */
  stageAt(at: number): PlacedStage | undefined {
    let left = at - (this.startedAt ?? at);
    for (const [index, stage] of this.stages.entries()) {
      if (left < stage.durationMs || index === this.stages.length - 1) return { stage, index };
      left -= stage.durationMs;
    }
    return undefined;
  }
}

const UNITS_IN_MS: Readonly<Record<string, number>> = { h: 3_600_000, m: 60_000, s: 1000, ms: 1 };

/**
 * How long the load has been going on, from a line of progress such as `shop   [ 13% ] 2/4 VUs  0.4s/3.0s`. k6 prints
 * one of each scenario every second; undefined for any other line and for a scenario that waits or has ended.
 */
export function elapsedMs(line: string): number | undefined {
  const [, elapsed] =
    /\[ +\d+% \].*?\s((?:\d+(?:\.\d+)?(?:h|ms|m|s))+)\/(?:\d+(?:\.\d+)?(?:h|ms|m|s))+/.exec(line) ?? [];
  if (elapsed === undefined) return undefined;
  let total = 0;
  for (const [, amount = '', unit = ''] of elapsed.matchAll(/(\d+(?:\.\d+)?)(h|ms|m|s)/g)) {
    total += Number(amount) * (UNITS_IN_MS[unit] ?? 0);
  }
  return total;
}
