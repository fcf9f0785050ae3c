import * as z from 'zod';
import type { Selector } from '../checks/check.ts';
import type { Tags } from './aggregate.ts';
import type { BaselineLookup } from './limits.ts';
import type { Observation } from './runResult.ts';

/** `headroom-baselines/<test>.json`: the observations of the reference runs of a test. */
export const baselineSchema = z.object({
  version: z.literal(1),
  testId: z.string(),
  /** What the runs have in common; absent in a file that was written by hand. */
  like: z
    .object({
      loadHash: z.string(),
      runner: z.string(),
      tool: z.object({ name: z.string(), version: z.string() }),
      environment: z.string().optional(),
    })
    .optional(),
  runs: z.array(
    z.object({
      runId: z.string(),
      /** ms since the Unix epoch. */
      startedAt: z.number().optional(),
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

export type Baseline = z.infer<typeof baselineSchema>;

/** One observation over several runs; `value` is the median of those that have it. */
export interface Reference extends Observation {
  /** How many runs measured it, and between which values. */
  runs: number;
  min: number;
  max: number;
}

/** Equal for observations of the same thing, whatever the order of their tags. */
export function observationKey({ metric, statistic, selector }: Omit<Observation, 'value' | 'unit'>): string {
  return JSON.stringify([metric, statistic, sorted(selector)]);
}

/** Every observation of the runs, in order of appearance. */
export function referencesOf(runs: readonly { observations: readonly Observation[] }[]): Reference[] {
  const groups = new Map<string, Observation[]>();
  for (const observation of runs.flatMap(({ observations }) => observations)) {
    const key = observationKey(observation);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [observation]);
    else group.push(observation);
  }
  return [...groups.values()].flatMap((group) => {
    const values = group.map(({ value }) => value);
    const value = median(values);
    const [first] = group;
    if (first === undefined || value === undefined) return [];
    return [{ ...first, value, runs: values.length, min: Math.min(...values), max: Math.max(...values) }];
  });
}

/** The median of the reference runs for each selector. */
export function baselineLookup({ runs }: Baseline): BaselineLookup {
  const references = referencesOf(runs);
  return ({ metric, statistic, tags }: Selector) =>
    references.find(
      (reference) =>
        reference.metric === metric &&
        isStatistic(reference.statistic, statistic) &&
        JSON.stringify(sorted(reference.selector)) === JSON.stringify(sorted(tags)),
    )?.value;
}

/** `med` and p50 are the same value; a selector without a statistic means the metric's only listed one. */
function isStatistic(listed: string, wanted: string | undefined): boolean {
  if (wanted === undefined) return !/^(p\d|avg|min|max)/.test(listed);
  return listed === (wanted === 'med' ? 'p50' : wanted);
}

function sorted(tags: Tags): [string, string][] {
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
