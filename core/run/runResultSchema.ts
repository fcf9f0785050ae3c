import * as z from 'zod';
import type { RunResult } from './runResult.ts';

export const verdictSchema = z.enum(['pass', 'warn', 'fail', 'no-data', 'invalid']);

export const runStateSchema = z.enum(['running', 'completed', 'cancelled', 'interrupted', 'failed']);

const checkResultSchema = z.object({
  id: z.string(),
  expression: z.string(),
  verdict: verdictSchema,
  observed: z.number().optional(),
  unit: z.string(),
  levels: z.object({
    target: z.string().optional(),
    warn: z.string().optional(),
    critical: z.string().optional(),
    stop: z.string().optional(),
  }),
  requirement: z.string().optional(),
  action: z.string().optional(),
  notes: z.array(z.string()),
});

const observationSchema = z.object({
  metric: z.string(),
  statistic: z.string(),
  selector: z.record(z.string(), z.string()),
  value: z.number(),
  unit: z.string(),
});

/** `result.json` as it is read back from disk, where another version or a person may have written it, and in messages. */
export const runResultSchema = z.object({
  version: z.literal(1),
  runId: z.string(),
  testId: z.string(),
  state: runStateSchema,
  verdict: verdictSchema,
  reasons: z.array(z.string()),
  checks: z.array(checkResultSchema),
  observations: z.array(observationSchema),
}) satisfies z.ZodType<RunResult>;
