import type { Stage } from '../configs/plan/plan.ts';
import { UserError } from '../errors.ts';
import { formatDuration } from '../format.ts';

/** A stretch of constant load: one process of a tool that knows no other. */
export interface Step {
  stage: string;
  /** Number of the stage, from 0. */
  index: number;
  warmup: boolean;
  users: number;
  durationMs: number;
}

export interface Staircase {
  steps: Step[];
  /** Where the load is not exactly what the stages say. */
  notes: string[];
}

const MOST_STEPS_OF_A_RAMP = 10;
/** All connections are opened anew with each step, so a step is long enough for that not to matter much. */
const SHORTEST_STEP_SECONDS = 2;

/**
 * The stages as steps of constant load. A ramp becomes stairs that are never below its line: upwards each step has the
 * level of its end, so the last one has that of the stage; downwards each has the level of its beginning.
 */
export function staircase(tool: string, stages: readonly Stage[], takes: { wholeSecondsOnly: boolean }): Staircase {
  const notes: string[] = [];
  const steps = stages.flatMap((stage, index): Step[] => {
    const { name, load, warmup } = stage;
    if (load.kind === 'rate')
      throw new UserError(`Stage ${name} has a rate of arrivals, and ${tool} has users only. Use runner: http or k6.`);
    if (load.from === load.to && load.to < 1)
      throw new UserError(`Stage ${name} has 0 users, and ${tool} always has at least one. Remove the stage.`);
    const durationMs = takes.wholeSecondsOnly ? Math.ceil(stage.durationMs / 1000) * 1000 : stage.durationMs;
    if (durationMs !== stage.durationMs) notes.push(roundedNote(tool, stage, durationMs));
    const levels = levelsOf(load, durationMs);
    const lengths = splitTime(durationMs, levels.length);
    if (load.from !== load.to) notes.push(stairsNote(name, levels, lengths));
    return levels.map((users, at) => ({ stage: name, index, warmup, users, durationMs: lengths[at] ?? 0 }));
  });
  return { steps, notes };
}

function levelsOf({ from, to }: Stage['load'], durationMs: number): number[] {
  const height = Math.abs(to - from);
  const mostByTime = Math.floor(durationMs / 1000 / SHORTEST_STEP_SECONDS);
  const count = Math.max(1, Math.min(MOST_STEPS_OF_A_RAMP, height, mostByTime));
  return Array.from({ length: count }, (_, at) => {
    const share = (to > from ? at + 1 : at) / count;
    return Math.max(1, Math.round(from + (to - from) * share));
  });
}

/** Steps of whole seconds; what is left of a second belongs to the last. */
function splitTime(durationMs: number, count: number): number[] {
  const seconds = Math.floor(durationMs / 1000);
  const limit = (at: number): number => (at === count ? durationMs : Math.round((at * seconds) / count) * 1000);
  return Array.from({ length: count }, (_, at) => limit(at + 1) - limit(at));
}

function roundedNote(tool: string, { name, durationMs }: Stage, ranMs: number): string {
  return `stage \`${name}\` was made ${formatDuration(ranMs)} long instead of ${formatDuration(durationMs)}: ${tool} takes whole seconds`;
}

function stairsNote(name: string, levels: readonly number[], lengths: readonly number[]): string {
  const stairs = levels.map((users, at) => `${users} for ${formatDuration(lengths[at] ?? 0)}`).join(', ');
  return `the ramp of stage \`${name}\` was a staircase of users: ${stairs}`;
}
