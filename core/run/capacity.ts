import type { LoadKind } from '../configs/plan/plan.ts';
import type { MeasuredSource } from './measuredSource.ts';
import { judge, type JudgedCheck, type Measurements } from './judge.ts';
import { measure } from './measure.ts';
import type { PlannedStage } from './validity.ts';

/** The highest load of a stage at which every target held, with no stage of less load at which one was missed. */
export interface Capacity {
  kind: LoadKind;
  level: number;
  /** No stage missed a target, so it may be more. */
  isLowerBound: boolean;
  /** The stages of the least load that missed a target, and what they missed; absent where all held. */
  limitedBy?: { level: number; missed: string };
}

export type FoundCapacity =
  | ({ found: 'capacity' } & Capacity)
  /** No stage held, not even that of the least load. */
  | { found: 'below'; kind: LoadKind; level: number; missed: string }
  | { found: 'nothing'; reason: string };

export interface SteppedRun {
  store: MeasuredSource & { stages(): string[] };
  stages: readonly PlannedStage[];
  checks: readonly JudgedCheck[];
  /** A guard ended it: the stage that it was in did not hold, and what came after was never tried. */
  isStopped: boolean;
}

/**
 * Judges each stage that holds its level, by the checks of the whole run and by its own. More load is never easier: a
 * stage that held although one of less load did not had luck, and proves nothing.
 */
export function findCapacity({ store, stages, checks, isStopped }: SteppedRun): FoundCapacity {
  const steps = stages.filter(({ load, warmup }) => !warmup && load.from === load.to && load.to > 0);
  const kind = steps[0]?.load.kind;
  if (kind === undefined || new Set(steps.map(({ load }) => load.to)).size < 2)
    return { found: 'nothing', reason: 'its load is no row of stages that each hold another level' };
  const targets = checks.filter(isOfLoad);
  if (targets.length === 0) return { found: 'nothing', reason: 'it has no check that can be told of a stage' };
  const reached = store.stages();
  const broken = isStopped ? reached.at(-1) : undefined;
  const judged = steps
    .filter(({ name }) => reached.includes(name))
    .map(({ name, load }): JudgedStage => ({
      level: load.to,
      missed: name === broken ? ['a guard'] : missedIn(name, store, targets),
    }));
  const unknown = judged.find(({ missed }) => typeof missed === 'string');
  if (typeof unknown?.missed === 'string') return { found: 'nothing', reason: unknown.missed };
  if (judged.length === 0) return { found: 'nothing', reason: 'none of its stages was measured' };
  const limitedBy = lowestMissed(judged);
  // Two stages of one level are one step: both have to hold.
  const held = judged.map(({ level }) => level).filter((level) => limitedBy === undefined || level < limitedBy.level);
  if (limitedBy === undefined) return { found: 'capacity', kind, level: Math.max(...held), isLowerBound: true };
  if (held.length === 0) return { found: 'below', kind, ...limitedBy };
  return { found: 'capacity', kind, level: Math.max(...held), isLowerBound: false, limitedBy };
}

interface JudgedStage {
  level: number;
  missed: string[] | string;
}

function lowestMissed(judged: readonly JudgedStage[]): Capacity['limitedBy'] {
  const missing = judged.filter(({ missed }) => missed.length > 0);
  const level = Math.min(...missing.map((one) => one.level));
  const missed = missing.flatMap((one) => (one.level === level ? one.missed : []));
  return missed.length === 0 ? undefined : { level, missed: [...new Set(missed)].join(', ') };
}

/** What is counted over a whole run says nothing of the load at a moment of it. */
function isOfLoad({ selector, definition, levels }: JudgedCheck): boolean {
  const isSum = selector.statistic === 'count' || selector.statistic === 'sum';
  const isCounter = definition?.kind === 'counter' && selector.statistic !== 'rate';
  return !isSum && !isCounter && (levels.target ?? levels.critical) !== undefined;
}

/** The checks that a stage missed, or why one of them cannot be told. */
function missedIn(stage: string, store: MeasuredSource, checks: readonly JudgedCheck[]): string[] | string {
  const missed: string[] = [];
  let unknown: string | undefined;
  for (const check of checks) {
    const own = check.selector.tags['stage'];
    if (own !== undefined && own !== stage) continue;
    const { target, critical } = check.levels;
    const levels = target === undefined ? { ...(critical && { critical }) } : { target };
    const selector = { ...check.selector, tags: { ...check.selector.tags, stage } };
    const { verdict } = judge({ ...check, levels, selector }, measurementsOf(store));
    if (verdict === 'no-data') unknown ??= `of its stage ${stage} nobody can tell whether ${check.id} held`;
    else if (verdict !== 'pass') missed.push(check.id);
  }
  // One that was missed decides, whatever is not known besides.
  return missed.length > 0 ? missed : (unknown ?? missed);
}

function measurementsOf(store: MeasuredSource): Measurements {
  return {
    measure: (selector, definition) => measure(store, selector, definition),
    windowed: () => ({ kind: 'missing' }),
    whyNothing: () => 'it was not measured in the stage',
  };
}
