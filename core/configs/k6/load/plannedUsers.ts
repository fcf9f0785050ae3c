/** How many users k6 keeps ready for a scenario from a moment on. Times are whole nanoseconds, as k6 counts them. */
export interface UserStep {
  atNs: number;
  planned: number;
  /** More that k6 may start while the test runs. */
  unplanned: number;
}

export interface Stage {
  durationNs: number;
  target: number;
}

/** Users from the start until the end of the time that running iterations are given. */
export function constantSteps(users: number, durationNs: number, gracefulStopNs: number, unplanned = 0): UserStep[] {
  return [
    { atNs: 0, planned: users, unplanned },
    { atNs: durationNs + gracefulStopNs, planned: 0, unplanned: 0 },
  ];
}

export interface Ramp {
  startUsers: number;
  stages: readonly Stage[];
  gracefulStopNs: number;
  gracefulRampDownNs: number;
}

/** The steps of `ramping-vus`: one for each user that comes, and for each that goes once its last iteration may be over. */
export function rampingSteps({ startUsers, stages, gracefulStopNs, gracefulRampDownNs }: Ramp): UserStep[] {
  const raw = rawSteps(startUsers, stages);
  const endNs = stages.reduce((sum, { durationNs }) => sum + durationNs, 0) + gracefulStopNs;
  const steps = gracefulRampDownNs > 0 ? holdUsers(raw, gracefulRampDownNs, endNs) : raw;
  if (steps.at(-1)?.planned !== 0) steps.push({ atNs: endNs, planned: 0, unplanned: 0 });
  return steps;
}

/** How many steps a ramp has at most, to know before making them. */
export function stepCount(startUsers: number, stages: readonly Stage[]): number {
  let level = startUsers;
  return stages.reduce((sum, { target }) => {
    const change = Math.abs(target - level);
    level = target;
    return sum + change + 1;
  }, 1);
}

function rawSteps(startUsers: number, stages: readonly Stage[]): UserStep[] {
  const steps: UserStep[] = [{ atNs: 0, planned: startUsers, unplanned: 0 }];
  const add = (atNs: number, planned: number): void => {
    if (steps.at(-1)?.planned !== planned) steps.push({ atNs, planned, unplanned: 0 });
  };
  let [level, endNs] = [startUsers, 0];
  for (const { durationNs, target } of stages) {
    endNs += durationNs;
    const change = target - level;
    if (change === 0) continue;
    if (durationNs === 0) add(endNs, target);
    else if (change > 0) {
      for (let users = level; users <= target; users++) add(endNs - share(durationNs, target - users, change), users);
    } else {
      // A user goes when the line reaches the next lower number, so the last one goes at the end of the stage.
      for (let users = level; users > target; users--) {
        add(endNs - share(durationNs, users - 1 - target, -change), users - 1);
      }
    }
    level = target;
  }
  return steps;
}

/** `ns * part / whole` without the fraction, exact also where the product is beyond exact numbers. */
function share(ns: number, part: number, whole: number): number {
  if (ns * part <= Number.MAX_SAFE_INTEGER) return Math.floor((ns * part) / whole);
  return Number((BigInt(Math.round(ns)) * BigInt(part)) / BigInt(whole));
}

/** Keeps each user that goes for a while longer, unless it is wanted again within that time. */
function holdUsers(raw: readonly UserStep[], holdNs: number, endNs: number): UserStep[] {
  const steps: UserStep[] = [];
  let held = 0;
  let furthestDown = 0;
  for (let index = 0; index < raw.length; index++) {
    const step = raw[index];
    if (!step) break;
    if (index === 0 || step.planned > held) {
      steps.push(step);
      held = step.planned;
      continue;
    }
    if (step.planned === held) continue;
    const goneNs = step.atNs + holdNs;
    let isGoingDown = true;
    let wantedAgain: number | undefined;
    for (let ahead = Math.max(furthestDown, index + 1); ahead < raw.length; ahead++) {
      const next = raw[ahead];
      if (!next || next.atNs > goneNs) break;
      if (next.planned >= held) {
        wantedAgain = ahead;
        break;
      }
      if (!isGoingDown) continue;
      if ((raw[ahead - 1]?.planned ?? 0) > next.planned) furthestDown = ahead;
      else isGoingDown = false;
    }
    if (wantedAgain !== undefined) {
      index = wantedAgain - 1;
      continue;
    }
    // What is still held at the end goes with the scenario.
    if (goneNs >= endNs) break;
    steps.push({ atNs: goneNs, planned: step.planned, unplanned: 0 });
    held = step.planned;
  }
  return steps;
}

export interface ScenarioSteps {
  name: string;
  startNs: number;
  steps: readonly UserStep[];
}

/** The most users that the scenarios need at one time, those ready at the start, and when the last one is gone. */
export function addUp(scenarios: readonly ScenarioSteps[]): { peak: number; prepared: number; endNs: number } {
  const sorted = scenarios.toSorted((a, b) => a.startNs - b.startNs || (a.name < b.name ? -1 : 1));
  const all = sorted.flatMap(({ startNs, steps }, owner) =>
    steps.map((step) => ({ ...step, atNs: step.atNs + startNs, owner })),
  );
  all.sort((a, b) => a.atNs - b.atNs || a.owner - b.owner);
  const planned = sorted.map(() => 0);
  const unplanned = sorted.map(() => 0);
  let [plannedNow, unplannedNow, peak, prepared, endNs] = [0, 0, 0, 0, 0];
  for (const [index, step] of all.entries()) {
    const before = [plannedNow, unplannedNow] as const;
    plannedNow += step.planned - (planned[step.owner] ?? 0);
    unplannedNow += step.unplanned - (unplanned[step.owner] ?? 0);
    planned[step.owner] = step.planned;
    unplanned[step.owner] = step.unplanned;
    peak = Math.max(peak, plannedNow + unplannedNow);
    prepared = Math.max(prepared, plannedNow);
    // A step that changes nothing is none to k6.
    if (index === 0 || before[0] !== plannedNow || before[1] !== unplannedNow) endNs = step.atNs;
  }
  return { peak, prepared, endNs };
}
