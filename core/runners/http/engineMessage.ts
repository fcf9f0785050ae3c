import * as z from 'zod';
import type { RunEvent } from '../../run/runEvent.ts';

const histogramSchema = z.object({
  count: z.number(),
  sum: z.number(),
  sumOfSquares: z.number(),
  min: z.number(),
  max: z.number(),
  buckets: z.array(z.number()),
});

const sampleSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('trend'), histogram: histogramSchema }),
  z.object({ kind: z.literal('counter'), total: z.number() }),
  z.object({
    kind: z.literal('gauge'),
    last: z.number(),
    min: z.number(),
    max: z.number(),
    sum: z.number(),
    count: z.number(),
  }),
]);

const frameSchema = z.object({
  second: z.number().int().nonnegative(),
  durationMs: z.number().nonnegative(),
  stage: z.string(),
  warmup: z.boolean(),
  samples: z.array(z.object({ metric: z.string(), tags: z.record(z.string(), z.string()), sample: sampleSchema })),
});

/** One line that the engine prints. `at` is ms since the Unix epoch, advanced by a clock that never goes back. */
export const engineMessageSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('stage'),
    at: z.number(),
    stage: z.string(),
    index: z.number().int(),
    level: z.string(),
    warmup: z.boolean(),
  }),
  z.object({ kind: z.literal('frame'), at: z.number(), frame: frameSchema }),
  z.object({ kind: z.literal('log'), at: z.number(), level: z.enum(['info', 'warning', 'error']), line: z.string() }),
  /** The last line of a run that ended in order; without it the engine has crashed. */
  z.object({
    kind: z.literal('end'),
    at: z.number(),
    result: z.enum(['completed', 'stopped', 'failed']),
    message: z.string().optional(),
  }),
]);

export type EngineMessage = z.infer<typeof engineMessageSchema>;
type EndMessage = Extract<EngineMessage, { kind: 'end' }>;

/** The part of the run's stream that a runner contributes. */
export type RunnerEvent = Extract<RunEvent, { kind: 'stage' | 'frame' | 'log' }>;

export type DecodedLine =
  { kind: 'event'; event: RunnerEvent } | { kind: 'end'; end: EndMessage } | { kind: 'garbage'; line: string };

/** Never throws: a line that is not a message is told apart, so that the caller can show it. */
export function decodeEngineLine(line: string): DecodedLine {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    return { kind: 'garbage', line };
  }
  const message = engineMessageSchema.safeParse(json);
  if (!message.success) return { kind: 'garbage', line };
  const { data } = message;
  if (data.kind === 'end') return { kind: 'end', end: data };
  return { kind: 'event', event: data.kind === 'log' ? { ...data, source: 'tool' } : data };
}
