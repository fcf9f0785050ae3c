import type { RunManifest } from '../runManifest.ts';

/** How the load hash of a run begins of which nobody knows the load. */
export const UNKNOWN_LOAD = 'unknown-';

/** What must be the same in two runs for their values to be comparable. */
export interface Likeness {
  testId: string;
  loadHash: string;
  environment?: string;
  runner: string;
  tool: { name: string; version: string };
}

export function likenessOf({ testId, loadHash, environment, runner, tool }: RunManifest): Likeness {
  return { testId, loadHash, runner, tool, ...(environment && { environment: environment.id }) };
}

/** In words, where the two differ; empty when they are alike. */
export function differences(first: Likeness, second: Likeness): string[] {
  const hash = ({ loadHash }: Likeness): string =>
    loadHash.startsWith(UNKNOWN_LOAD) ? 'unknown' : loadHash.slice(0, 8);
  const toolText = ({ tool }: Likeness): string => `${tool.name} ${tool.version}`;
  return [
    differs('test', first.testId, second.testId),
    // Two loads that nobody knows are not the same one.
    first.loadHash !== second.loadHash && `load, script or target (load hash): ${hash(first)} and ${hash(second)}`,
    differs('environment', first.environment, second.environment),
    differs('runner', first.runner, second.runner),
    differs('tool', toolText(first), toolText(second)),
  ].filter((text) => typeof text === 'string');
}

/** What a run must know of its baseline before it is compared with it. */
export interface BaselineFit {
  /** Why nothing can be compared with it: it is of another load. */
  unused?: string;
  /** What else is not alike, in words; it is compared all the same. */
  note?: string;
}

/** `like` is what the runs of the baseline have in common; a file that was written by hand does not tell it. */
export function baselineFit(like: Omit<Likeness, 'testId'> | undefined, run: Likeness): BaselineFit {
  if (like === undefined) return { note: 'the baseline does not tell its load and environment' };
  const baseline = { testId: run.testId, ...like };
  const found = differences(baseline, run).join('; ');
  if (baseline.loadHash !== run.loadHash)
    return {
      unused: `the baseline was measured with another load, so nothing is compared with it; choose a new one with \`headroom baseline set\` (they differ in ${found})`,
    };
  return found === '' ? {} : { note: `the baseline is not of a run like this one: they differ in ${found}` };
}

function differs(what: string, first: string | undefined, second: string | undefined): string | undefined {
  return first === second ? undefined : `${what}: ${first ?? 'none'} and ${second ?? 'none'}`;
}
