import type { HttpJobStage } from '../../runners/http/httpJob.ts';

interface PlacedStage extends HttpJobStage {
  startMs: number;
  /** Arrivals due before this stage begins; for a users stage it means nothing. */
  arrivalsBefore: number;
}

/** So small that it never shows: a stage with rate 0 must not have an arrival at its very start. */
const FIRST_ARRIVAL = 1e-9;

/** The planned load over time. All times are ms since the start of the load. */
export class LoadProfile {
  private readonly stages: PlacedStage[];
  readonly totalMs: number;

  constructor(stages: readonly HttpJobStage[]) {
    let startMs = 0;
    let arrivalsBefore = 0;
    this.stages = stages.map((stage) => {
      const placed = { ...stage, startMs, arrivalsBefore };
      startMs += stage.durationMs;
      arrivalsBefore += ((stage.from + stage.to) / 2) * (stage.durationMs / 1000);
      return placed;
    });
    this.totalMs = startMs;
  }

  /** Number of the stage at this time, from 0; the last one stays when the load is over. */
  indexAt(elapsedMs: number): number {
    const index = this.stages.findIndex((stage) => elapsedMs < stage.startMs + stage.durationMs);
    return index < 0 ? this.stages.length - 1 : index;
  }

  stageAt(elapsedMs: number): HttpJobStage {
    const stage = this.stages[this.indexAt(elapsedMs)];
    if (stage === undefined) throw new Error('A load profile has at least one stage.');
    return stage;
  }

  /** Users at work or arrivals per second; 0 when the load is over. */
  levelAt(elapsedMs: number): number {
    const stage = this.stages[this.indexAt(elapsedMs)];
    if (stage === undefined || elapsedMs >= this.totalMs) return 0;
    return stage.from + ((stage.to - stage.from) * (elapsedMs - stage.startMs)) / stage.durationMs;
  }

  /** When the arrival with this number (from 0) is due; undefined when the load is over before. */
  arrivalAt(number: number): number | undefined {
    const due = number + FIRST_ARRIVAL;
    for (let index = this.stages.length - 1; index >= 0; index -= 1) {
      const stage = this.stages[index];
      if (stage === undefined || stage.arrivalsBefore > due) continue;
      const offsetMs = timeToReach(due - stage.arrivalsBefore, stage);
      return offsetMs === undefined ? undefined : stage.startMs + offsetMs;
    }
    return undefined;
  }
}

/** Arrivals in a stage grow as `from * t + slope * t² / 2`; this is the time t, in ms, at which they reach `count`. */
function timeToReach(count: number, { from, to, durationMs }: HttpJobStage): number | undefined {
  const seconds = durationMs / 1000;
  const slope = (to - from) / seconds;
  const root = from * from + 2 * slope * count;
  if (root < 0 || (from === 0 && slope <= 0)) return undefined;
  // This form of the quadratic formula also holds for a slope of 0 and loses no digits near it.
  const t = (2 * count) / (from + Math.sqrt(root));
  return t < seconds ? t * 1000 : undefined;
}

/** The level of a stage for people: `20 users`, `0 to 50 users`, `10 to 100/s`. */
export function levelText({ kind, from, to }: HttpJobStage): string {
  const level = from === to ? `${to}` : `${from} to ${to}`;
  return kind === 'rate' ? `${level}/s` : `${level} ${level === '1' ? 'user' : 'users'}`;
}
