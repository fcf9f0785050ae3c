import * as z from 'zod';
import type { ChartLimit } from '../run/chartLimits.ts';
import type { GuardDistance } from '../run/guards.ts';
import type { LevelChange } from '../run/levelWatch.ts';
import { runResultSchema, verdictSchema } from '../run/runResultSchema.ts';
import type { TimelinePoint } from '../run/timelinePoints.ts';

/** The parts of a run's panel that are drawn over time, and what a run that goes on has besides. See `panel.ts`. */

export const timelinePointSchema = z.object({
  second: z.number(),
  seconds: z.number(),
  stage: z.string(),
  warmup: z.boolean(),
  users: z.number().optional(),
  throughput: z.number().optional(),
  errorRate: z.number().optional(),
  p50: z.number().optional(),
  p95: z.number().optional(),
  p99: z.number().optional(),
  isHighest: z.literal(true).optional(),
  gauges: z.record(z.string(), z.number()).optional(),
}) satisfies z.ZodType<TimelinePoint>;

export const chartLimitSchema = z.object({
  metric: z.string(),
  level: z.enum(['target', 'warn', 'critical', 'stop']),
  expression: z.string(),
  values: z.array(z.number()),
  bad: z.enum(['above', 'below', 'inside', 'outside', 'nowhere']),
  stage: z.string().optional(),
}) satisfies z.ZodType<ChartLimit>;

/** A line that is not one of the four that every run has: a monitor, or a gauge of the tool. */
export const gaugeSchema = z.object({
  name: z.string(),
  dimension: z.enum(['time', 'ratio', 'count', 'rate', 'bytes', 'byte-rate', 'number']),
});

export const levelChangeSchema = z.object({
  second: z.number(),
  id: z.string(),
  expression: z.string(),
  from: verdictSchema,
  to: verdictSchema,
}) satisfies z.ZodType<LevelChange>;

const guardDistanceSchema = z.object({
  guardId: z.string(),
  expression: z.string(),
  unit: z.string(),
  observed: z.number().optional(),
  limit: z.number().optional(),
  nearness: z.number(),
  held: z.object({ ms: z.number(), ofMs: z.number() }).optional(),
}) satisfies z.ZodType<GuardDistance>;

/**
 * `preparing`: no load is sent yet. `stopping`: somebody asked for the polite end. `ending`: at once. `finishing`: the
 * load is over, files are being written.
 */
const phaseSchema = z.enum(['preparing', 'running', 'stopping', 'ending', 'finishing']);

/** What is told anew each second. */
const liveNowSchema = z.object({
  phase: phaseSchema,
  /** Why it is being stopped, in words. */
  stoppingReason: z.string().optional(),
  /** Since the load began; absent before. */
  elapsedMs: z.number().optional(),
  /** Of the stages; absent when the tool's own script decides. */
  plannedMs: z.number().optional(),
  stage: z.string().optional(),
  /** As of now. Its own verdict is that of an unfinished run; those of its checks are as they stand. */
  result: runResultSchema,
  guards: z.array(guardDistanceSchema),
  gauges: z.array(gaugeSchema),
  changesDropped: z.number(),
  /** What happened besides, in words, latest last. */
  notes: z.array(z.string()),
});

/** The latest lines and points that a panel keeps, on both sides. */
export const MOST_LOG_LINES = 200;
export const RECENT_SECONDS = 120;

export const liveRunParts = {
  limits: z.array(chartLimitSchema),
  /** Of the whole run. */
  timeline: z.array(timelinePointSchema),
  /** The last `RECENT_SECONDS`, second by second. */
  recent: z.array(timelinePointSchema),
  changes: z.array(levelChangeSchema),
  log: z.array(z.string()),
  now: liveNowSchema,
  /** The number of the update that this state includes; the next one has one more. */
  update: z.number().int().nonnegative(),
};

/** What came since the update before. */
export const liveUpdateSchema = z.object({
  kind: z.literal('update'),
  update: z.number().int().positive(),
  /** The points from this index on are replaced. */
  timeline: z.object({ from: z.number().int().nonnegative(), points: z.array(timelinePointSchema) }),
  recent: z.array(timelinePointSchema),
  changes: z.array(levelChangeSchema),
  log: z.array(z.string()),
  now: liveNowSchema,
});

export type Gauge = z.infer<typeof gaugeSchema>;
export type Phase = z.infer<typeof phaseSchema>;
export type LiveNow = z.infer<typeof liveNowSchema>;
export type LiveUpdate = z.infer<typeof liveUpdateSchema>;
