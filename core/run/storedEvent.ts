import * as z from 'zod';
import { frameSchema, measured, SAMPLE_KINDS, samplesSchema } from './frameSchema.ts';
import type { RunEvent } from './runEvent.ts';
import { toolVerdictSchema } from './toolVerdict.ts';

const outcomeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('completed') }),
  z.object({ kind: z.literal('cancelled') }),
  z.object({ kind: z.literal('interrupted'), message: z.string() }),
  z.object({ kind: z.literal('stopped'), guardId: z.string(), message: z.string() }),
  z.object({ kind: z.literal('failed'), message: z.string(), beforeLoad: z.literal(true).optional() }),
]);

const at = z.number();
/** One schema for each kind, so that the compiler names a kind that is missing here. */
const SCHEMAS = {
  started: z.object({
    at,
    kind: z.literal('started'),
    runId: z.string(),
    testId: z.string(),
    runner: z.string(),
    command: z.array(z.string()),
  }),
  stage: z.object({
    at,
    kind: z.literal('stage'),
    stage: z.string(),
    index: z.number(),
    level: z.string(),
    warmup: z.boolean(),
  }),
  frame: z.object({ at, kind: z.literal('frame'), frame: frameSchema }),
  totals: z.object({
    at,
    kind: z.literal('totals'),
    samples: samplesSchema,
    missing: z.array(z.object({ metric: z.string(), statistic: z.string().optional(), reason: z.string() })).optional(),
  }),
  verdicts: z.object({ at, kind: z.literal('verdicts'), verdicts: z.array(toolVerdictSchema) }),
  log: z.object({
    at,
    kind: z.literal('log'),
    source: z.enum(['headroom', 'tool']),
    level: z.enum(['info', 'warning', 'error']),
    line: z.string(),
  }),
  'step-failed': z.object({
    at,
    kind: z.literal('step-failed'),
    when: z.enum(['before', 'after']),
    message: z.string(),
  }),
  'monitor-failed': z.object({
    at,
    kind: z.literal('monitor-failed'),
    monitor: z.string(),
    message: z.string(),
    failed: z.number(),
    samples: z.number(),
  }),
  guard: z.object({
    at,
    kind: z.literal('guard'),
    guardId: z.string(),
    expression: z.string(),
    observed: measured,
    message: z.string(),
  }),
  finished: z.object({ at, kind: z.literal('finished'), outcome: outcomeSchema }),
} satisfies { [Kind in RunEvent['kind']]: z.ZodType<Extract<RunEvent, { kind: Kind }>> };

const anyEvent = z.looseObject({ kind: z.string() });

export type StoredLine =
  /** `unknown`: what a later version wrote and this one left out, in words. */
  | { kind: 'event'; event: RunEvent; unknown?: string }
  /** A kind of event that only a later version knows. */
  | { kind: 'later'; name: string }
  | { kind: 'damaged' };

/** Reads one line of `events.ndjson`. Never throws: the file may have been cut off, damaged or written by a later version. */
export function readStoredLine(line: string): StoredLine {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    return { kind: 'damaged' };
  }
  return readStoredEvent(json);
}

/** The same for an event that came as part of a message. */
export function readStoredEvent(json: unknown): StoredLine {
  const { data } = anyEvent.safeParse(json);
  if (data === undefined) return { kind: 'damaged' };
  if (!isKnownKind(data.kind)) return { kind: 'later', name: data.kind };
  const schema: z.ZodType<RunEvent> = SCHEMAS[data.kind];
  const whole = schema.safeParse(json);
  if (whole.success) {
    const later = Object.keys(data).find((key) => !Object.hasOwn(whole.data, key));
    return {
      kind: 'event',
      event: whole.data,
      ...(later === undefined ? {} : { unknown: `the field \`${later}\` of ${data.kind}` }),
    };
  }
  const known = schema.safeParse(withoutLaterSamples(data));
  if (!known.success) return { kind: 'damaged' };
  return { kind: 'event', event: known.data, unknown: 'a kind of sample' };
}

function isKnownKind(kind: string): kind is RunEvent['kind'] {
  return Object.hasOwn(SCHEMAS, kind);
}

const looseFrame = z.looseObject({
  frame: z.looseObject({
    samples: z.array(z.looseObject({ sample: z.looseObject({ kind: z.string() }) })),
  }),
});

function withoutLaterSamples(event: unknown): unknown {
  const { data } = looseFrame.safeParse(event);
  if (data === undefined) return undefined;
  const samples = data.frame.samples.filter(({ sample }) => SAMPLE_KINDS.includes(sample.kind));
  return samples.length === data.frame.samples.length ? undefined : { ...data, frame: { ...data.frame, samples } };
}
