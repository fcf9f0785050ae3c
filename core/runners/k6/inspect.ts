import * as z from 'zod';
import { UserError } from '../../errors.ts';
import type { ProbeOutcome } from '../adapter.ts';
import { readLogLine } from './toolLog.ts';

const scenarioSchema = z.object({
  exec: z.string().nullish(),
  tags: z.record(z.string(), z.string()).nullish(),
});
const thresholdSchema = z.union([
  z.string(),
  z.object({ threshold: z.string() }).transform(({ threshold }) => threshold),
]);

/** What has to be known of the options that a script exports. */
const optionsSchema = z.object({
  scenarios: z.record(z.string(), scenarioSchema).nullish(),
  thresholds: z.record(z.string(), z.array(thresholdSchema)).nullish(),
  tags: z.record(z.string(), z.string()).nullish(),
  summaryTrendStats: z.array(z.string()).nullish(),
  blockHostnames: z.array(z.string()).nullish(),
  blacklistIPs: z.array(z.string()).nullish(),
});

export interface ScriptOptions {
  /** Name -> the function that it calls. */
  scenarios: ReadonlyMap<string, string>;
  thresholds: readonly string[];
  tags: Readonly<Record<string, string>>;
  trendStatistics: readonly string[];
  blockedHosts: readonly string[];
  blockedAddresses: readonly string[];
}

export const INSPECT_TIMEOUT_MS = 60_000;

/** k6 asks for the number of users in scripts that state only a duration, but runs them with one. */
const MISSING_USERS = /number of VUs must be more than 0/;

/**
 * What the script exports, from `k6 inspect` with its execution requirements and without. Throws a `UserError` with
 * k6's own message when the script cannot be run.
 */
export function readInspection(script: string, [strict, plain]: readonly ProbeOutcome[]): ScriptOptions {
  const outcome = strict?.exitCode !== 0 && strict?.lines.some((line) => MISSING_USERS.test(line)) ? plain : strict;
  if (outcome?.exitCode !== 0) throw new UserError(`k6 cannot run ${script}: ${whyNot(outcome)}`);
  const text = outcome.lines.filter((line) => readLogLine(line) === undefined).join('\n');
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    json = undefined;
  }
  const { data, error } = optionsSchema.safeParse(json);
  if (data === undefined) {
    throw new UserError(
      `What \`k6 inspect\` says of ${script} cannot be read (${error.issues[0]?.message ?? 'no JSON'}).`,
    );
  }
  const scenarios = Object.entries(data.scenarios ?? {}).map(([name, { exec }]) => [name, exec ?? 'default'] as const);
  return {
    scenarios: new Map(scenarios.length > 0 ? scenarios : [['default', 'default']]),
    thresholds: Object.values(data.thresholds ?? {}).flat(),
    tags: data.tags ?? {},
    trendStatistics: data.summaryTrendStats ?? [],
    blockedHosts: data.blockHostnames ?? [],
    blockedAddresses: data.blacklistIPs ?? [],
  };
}

function whyNot(outcome: ProbeOutcome | undefined): string {
  if (outcome === undefined) return 'it was not looked at.';
  const errors = outcome.lines.map(readLogLine).filter((line) => line?.level === 'error');
  return errors.at(-1)?.text ?? outcome.failure ?? `k6 inspect ended with exit code ${outcome.exitCode}.`;
}
