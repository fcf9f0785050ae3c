import { existsSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { UserError } from '../errors.ts';
import type { BaselineLookup } from '../run/limits.ts';
import { isBaseUnit } from '../units.ts';
import { readTextFile } from './planFile.ts';

const BASELINE_FOLDER = 'headroom-baselines';

/** `headroom-baselines/<test>.json`: the observations of the reference runs of a test. */
const baselineSchema = z.object({
  version: z.literal(1),
  testId: z.string(),
  runs: z.array(
    z.object({
      runId: z.string(),
      observations: z.array(
        z.object({
          metric: z.string(),
          statistic: z.string(),
          selector: z.record(z.string(), z.string()),
          value: z.number(),
          unit: z.string(),
        }),
      ),
    }),
  ),
});

/** The median of the reference runs for each selector; undefined where the test has no baseline. */
export function readBaseline(planFolder: string, testId: string): BaselineLookup | undefined {
  const file = path.join(planFolder, BASELINE_FOLDER, `${testId}.json`);
  if (!existsSync(file)) return undefined;
  const parsed = baselineSchema.safeParse(parseJson(file));
  if (!parsed.success) throw new UserError(`${file} is not a baseline file. Write it anew from reference runs.`);
  const { testId: written, runs } = parsed.data;
  if (written !== testId) throw new UserError(`${file} is the baseline of ${written}, not of ${testId}.`);
  const odd = runs.flatMap(({ observations }) => observations).find(({ unit }) => !isBaseUnit(unit));
  if (odd)
    throw new UserError(
      `${file} has a value in \`${odd.unit}\`, which is no base unit. Write it anew from reference runs.`,
    );
  return ({ metric, statistic, tags }) => {
    const values = runs.flatMap(({ observations }) =>
      observations
        .filter((observation) => observation.metric === metric && sameStatistic(observation.statistic, statistic))
        .filter(({ selector }) => JSON.stringify(sorted(selector)) === JSON.stringify(sorted(tags)))
        .map(({ value }) => value),
    );
    return median(values);
  };
}

function parseJson(file: string): unknown {
  try {
    return JSON.parse(readTextFile(file));
  } catch (error) {
    throw error instanceof UserError ? error : new UserError(`${file} is not JSON. Write it anew from reference runs.`);
  }
}

/** `med` and p50 are the same value; a selector without a statistic means the metric's only listed one. */
function sameStatistic(listed: string, wanted: string | undefined): boolean {
  if (wanted === undefined) return !/^(p\d|avg|min|max)/.test(listed);
  return listed === (wanted === 'med' ? 'p50' : wanted);
}

function sorted(tags: Readonly<Record<string, string>>): [string, string][] {
  return Object.entries(tags).sort(([a], [b]) => (a < b ? -1 : 1));
}

function median(values: readonly number[]): number | undefined {
  const inOrder = [...values].sort((a, b) => a - b);
  const middle = inOrder.length >> 1;
  const upper = inOrder[middle];
  const lower = inOrder[middle - 1];
  if (upper === undefined) return undefined;
  return inOrder.length % 2 === 1 || lower === undefined ? upper : (lower + upper) / 2;
}
