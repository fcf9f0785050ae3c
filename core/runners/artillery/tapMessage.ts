import * as z from 'zod';

const sparseSchema = z.object({
  count: z.number().int().nonnegative(),
  sum: z.number(),
  sumOfSquares: z.number(),
  min: z.number(),
  max: z.number(),
  buckets: z.array(z.number()),
});

const countsSchema = z.record(z.string(), z.number());

/** What happened to the requests of one name. */
const requestFiguresSchema = z.object({
  name: z.string(),
  begun: z.number(),
  /** Complete responses, whatever their status. */
  responses: z.number(),
  bytesIn: z.number(),
  /** How many failed, by status. */
  statuses: countsSchema,
  /** How many failed, by what went wrong. */
  errors: countsSchema,
  latency: sparseSchema,
  ttfb: sparseSchema,
  connect: sparseSchema,
});

/** A quarter of a second in one of Artillery's worker threads. Times are ms since the Unix epoch by Artillery's clock. */
const bucketSchema = z.object({
  kind: z.literal('bucket'),
  worker: z.number().int(),
  at: z.number(),
  ms: z.number().positive(),
  /** Virtual users at work when it ended. */
  active: z.number(),
  /** Share of the time in which the thread was busy. */
  busy: z.number(),
  /** Requests without a result when it ended, by their age in ms. */
  ages: z.object({ count: z.number(), sum: z.number(), min: z.number(), max: z.number() }),
  /** Artillery's own metrics. */
  counters: countsSchema,
  trends: z.record(z.string(), sparseSchema),
  requests: z.array(requestFiguresSchema),
  /** Errors of virtual users that no request explains. */
  errors: countsSchema,
});

/** What Headroom's reporter and tap inside of Artillery write, one to a line. */
export const tapMessageSchema = z.discriminatedUnion('kind', [
  bucketSchema,
  /** The tap is in place in a worker. */
  z.object({ kind: z.literal('ready'), worker: z.number().int() }),
  z.object({
    kind: z.literal('phase'),
    at: z.number(),
    index: z.number().int().nonnegative(),
    name: z.string().optional(),
    isOver: z.boolean(),
  }),
  /** Results of `ensure`. */
  z.object({
    kind: z.literal('checks'),
    checks: z.array(z.object({ expression: z.string(), isStrict: z.boolean(), holds: z.boolean() })),
  }),
  /** Artillery's own counters of the whole run, from its last report. */
  z.object({ kind: z.literal('done'), counters: countsSchema }),
  /** A connection to a protected host was refused. */
  z.object({ kind: z.literal('blocked'), host: z.string() }),
]);

export type TapMessage = z.infer<typeof tapMessageSchema>;
export type TapBucket = Extract<TapMessage, { kind: 'bucket' }>;
export type RequestFigures = TapBucket['requests'][number];
