import type { Stage } from '../../configs/plan/plan.ts';
import { UserError } from '../../errors.ts';

/** One entry of `config.phases` in an Artillery script. */
export type ArtilleryPhase = { name: string } & (
  | { duration: number | string; arrivalRate: number }
  | { duration: number; arrivalRate: number; rampTo: number }
  | { duration: number | string; arrivalCount: number }
  | { pause: number | string }
);

/** Artillery takes a ramp to 0 for no ramp at all; over this one no virtual user comes that should not. */
const NEXT_TO_NOTHING = 1e-9;

/** One virtual user, once. */
export const SMOKE_PHASES: readonly ArtilleryPhase[] = [{ name: 'smoke', duration: 1, arrivalCount: 1 }];

/** The stages of a plan as phases, one for each. Throws a `UserError` for one that Artillery cannot run. */
export function phasesOf(testId: string, stages: readonly Stage[]): ArtilleryPhase[] {
  return stages.map((stage) => phaseOf(testId, stage));
}

function phaseOf(testId: string, { name, load, durationMs }: Stage): ArtilleryPhase {
  const { from, to } = load;
  const seconds = durationMs / 1000;
  const isWhole = Number.isInteger(seconds);
  if (load.kind === 'users') {
    throw new UserError(
      `Test ${testId}: stage ${name} has a number of users, and Artillery starts users at a rate. Write \`rate: 10\` instead of \`users\`, for 10 arrivals a second.`,
    );
  }
  if (from !== to) {
    if (!isWhole) {
      throw new UserError(
        `Test ${testId}: stage ${name} is a ramp of ${seconds} s, and Artillery ramps in whole seconds. Make its duration whole seconds.`,
      );
    }
    return { name, duration: seconds, arrivalRate: from, rampTo: to === 0 ? NEXT_TO_NOTHING : to };
  }
  const duration = isWhole ? seconds : `${durationMs}ms`;
  if (to === 0) return { name, pause: duration };
  if (Number.isInteger(to)) return { name, duration, arrivalRate: to };
  const arrivals = to * seconds;
  // Artillery knows no fractions of an arrival; a count spread evenly over the time is the same rate.
  const arrivalCount = Math.round(arrivals);
  if (Math.abs(arrivals - arrivalCount) > 0.01 * arrivals) {
    throw new UserError(
      `Test ${testId}: stage ${name} is ${arrivals} arrivals, and Artillery starts whole ones. Change its rate or duration so that rate times seconds is a whole number.`,
    );
  }
  return { name, duration, arrivalCount };
}
