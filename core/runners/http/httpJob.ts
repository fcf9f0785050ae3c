import * as z from 'zod';
import { DATA_ORDERS, type JsonTemplate } from '../../configs/plan/plan.ts';

const templateSchema = z.array(
  z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('text'), text: z.string() }),
    z.object({ kind: z.literal('secret'), name: z.string() }),
    z.object({ kind: z.literal('captured'), name: z.string() }),
    z.object({ kind: z.literal('column'), name: z.string() }),
  ]),
);

/** Text is always a template here, so an array of template parts cannot be taken for a JSON array of objects. */
const jsonTemplateSchema: z.ZodType<JsonTemplate> = z.lazy(() =>
  z.union([
    templateSchema,
    z.number(),
    z.boolean(),
    z.null(),
    z.array(jsonTemplateSchema),
    z.record(z.string(), jsonTemplateSchema),
  ]),
);

const captureSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('json'), path: z.string() }),
  z.object({ kind: z.literal('header'), name: z.string() }),
  z.object({ kind: z.literal('regex'), pattern: z.string() }),
]);

const requestSchema = z.object({
  name: z.string(),
  method: z.string(),
  url: templateSchema,
  headers: z.record(z.string(), templateSchema),
  body: z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('text'), text: templateSchema }),
      z.object({ kind: z.literal('json'), value: jsonTemplateSchema }),
      z.object({ kind: z.literal('form'), fields: z.record(z.string(), templateSchema) }),
      z.object({ kind: z.literal('file'), path: z.string() }),
    ])
    .optional(),
  /** Relative frequency. As soon as one request has it, the others count as 1. */
  weight: z.number().positive().optional(),
  /** Pause after the response, in ms. */
  thinkMs: z.number().nonnegative().optional(),
  expect: z.object({ status: z.array(z.number().int()).optional(), matches: z.string().optional() }),
  capture: z.record(z.string(), captureSchema),
  /** Redirects that are followed within one request; 0 and absent: a redirect is a response like any other. */
  maxRedirects: z.number().int().nonnegative().optional(),
});

const stageSchema = z.object({
  name: z.string(),
  kind: z.enum(['users', 'rate']),
  /** Users at work, or arrivals per second, at the start and at the end of the stage. */
  from: z.number().nonnegative(),
  to: z.number().nonnegative(),
  durationMs: z.number().positive(),
  warmup: z.boolean(),
});

/**
 * Everything the built-in engine needs for one run, as plain data. It is written to the engine's standard input as
 * one line and nowhere else, because it holds the values of the secrets. Paths in it are absolute.
 */
export const httpJobSchema = z
  .object({
    stages: z.array(stageSchema),
    /** The names become tags, so their number also bounds the number of series. */
    requests: z.array(requestSchema).min(1).max(500),
    /** For the whole response, connecting included, in ms. */
    timeoutMs: z.number().positive(),
    /** Each user keeps the cookies it gets and sends them back. */
    cookies: z.boolean().optional(),
    /** A CSV file that gives each pass a row. */
    data: z.object({ path: z.string(), order: z.enum(DATA_ORDERS) }).optional(),
    /** Absent: certificates are verified against the usual authorities. */
    tls: z.object({ verify: z.boolean(), caPath: z.string().optional() }).optional(),
    secrets: z.record(z.string(), z.string()),
    /** In the form of `hostName`. A request to one of them is not sent; it counts as failed. */
    blockedHosts: z.array(z.string()).default([]),
    /** One user, every request once, no stages. */
    smoke: z.boolean().optional(),
  })
  .refine((job) => job.smoke === true || job.stages.length > 0, 'The test has no stages.')
  .refine(
    (job) => new Set(job.stages.map((stage) => stage.kind)).size <= 1,
    'Users and rate cannot be mixed in one test.',
  );

export type HttpJob = z.infer<typeof httpJobSchema>;
export type HttpJobRequest = HttpJob['requests'][number];
export type HttpJobStage = HttpJob['stages'][number];
