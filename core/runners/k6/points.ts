import * as z from 'zod';
import { parseMoment } from '../../text/moment.ts';
import type { MetricType, SampleKey } from './samples.ts';
import { STAGE_TAG } from './wrapper.ts';

const pointSchema = z.object({
  type: z.literal('Point'),
  metric: z.string(),
  data: z.object({
    time: z.string(),
    value: z.number(),
    tags: z.record(z.string(), z.string()).nullish(),
  }),
});
const metricSchema = z.object({
  type: z.literal('Metric'),
  data: z.object({
    name: z.string(),
    type: z.enum(['counter', 'gauge', 'rate', 'trend']),
    thresholds: z
      .array(z.union([z.string(), z.object({ threshold: z.string() }).transform(({ threshold }) => threshold)]))
      .nullish(),
    submetrics: z.array(z.object({ name: z.string() })).nullish(),
  }),
});
const lineSchema = z.discriminatedUnion('type', [pointSchema, metricSchema]);

/** k6 sums up this part of `http_req_duration` by itself. */
const PART_OF_K6 = '{expected_response:true}';

/** A line of k6's NDJSON output. `parts`: what else of the metric the script makes k6 sum up. */
export type PointLine =
  | { kind: 'point'; key: SampleKey; at: number; value: number }
  | { kind: 'metric'; name: string; type: MetricType; thresholds: readonly string[]; parts: readonly string[] };

/** Undefined for what is no such line. Never throws. */
export function readPointLine(line: string): PointLine | undefined {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    return undefined;
  }
  const { data } = lineSchema.safeParse(json);
  if (data === undefined) return undefined;
  if (data.type === 'Metric') {
    const { name, type, thresholds, submetrics } = data.data;
    const parts = (submetrics ?? []).map((part) => part.name).filter((part) => !part.endsWith(PART_OF_K6));
    return { kind: 'metric', name, type, thresholds: thresholds ?? [], parts };
  }
  const at = parseMoment(data.data.time);
  const isWhole = data.metric !== '' && at > 0;
  return isWhole
    ? { kind: 'point', key: keyOf(data.metric, data.data.tags ?? {}), at, value: data.data.value }
    : undefined;
}

/** Tags that the live runner keeps, too. */
export function keyOf(metric: string, tags: Readonly<Record<string, string>>): SampleKey {
  const tag = (name: string): string => (Object.hasOwn(tags, name) ? (tags[name] ?? '') : '');
  const stage = tag(STAGE_TAG);
  return {
    metric,
    scenario: tag('scenario'),
    status: tag('status'),
    request: tag('name'),
    stage: /^\d+$/.test(stage) ? Number(stage) : NaN,
  };
}
