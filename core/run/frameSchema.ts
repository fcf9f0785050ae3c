import * as z from 'zod';
import type { Frame } from './runEvent.ts';

/** NaN and infinite become null in JSON, and neither is a measured value. */
export const measured = z
  .number()
  .nullable()
  .transform((value) => value ?? NaN);
/** By hand: a long run has millions of these numbers. */
const numbers = z.custom<number[]>(
  (value) => Array.isArray(value) && value.every((item) => typeof item === 'number' && Number.isFinite(item)),
);

const sampleSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('trend'),
    histogram: z.object({
      count: z.number(),
      sum: z.number(),
      sumOfSquares: z.number(),
      min: z.number(),
      max: z.number(),
      buckets: numbers,
    }),
  }),
  z.object({ kind: z.literal('counter'), total: measured }),
  z.object({
    kind: z.literal('gauge'),
    last: measured,
    min: measured,
    max: measured,
    sum: measured,
    count: z.number(),
  }),
  z.object({
    kind: z.literal('summary'),
    count: measured,
    avg: measured,
    min: measured,
    max: measured,
    percentiles: z.record(z.string(), measured),
  }),
]);
export const SAMPLE_KINDS: readonly unknown[] = ['trend', 'counter', 'gauge', 'summary'];
export const samplesSchema = z.array(
  z.object({ metric: z.string(), tags: z.record(z.string(), z.string()), sample: sampleSchema }),
);

export const frameSchema = z.object({
  second: z.number().int().nonnegative(),
  durationMs: z.number().nonnegative(),
  stage: z.string(),
  warmup: z.boolean(),
  samples: samplesSchema,
}) satisfies z.ZodType<Frame>;
