import * as z from 'zod';
import type { RunResult } from './runResult.ts';

const verdict = z.enum(['pass', 'warn', 'fail', 'no-data', 'invalid']);

/** The content of `result.json`. */
export const runResultSchema: z.ZodType<RunResult> = z.object({
  version: z.literal(1),
  runId: z.string(),
  testId: z.string(),
  state: z.enum(['running', 'completed', 'cancelled', 'interrupted', 'failed']),
  verdict,
  reasons: z.array(z.string()),
  checks: z.array(
    z.object({
      id: z.string(),
      expression: z.string(),
      verdict,
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
    }),
  ),
  observations: z.array(
    z.object({
      metric: z.string(),
      statistic: z.string(),
      selector: z.record(z.string(), z.string()),
      value: z.number(),
      unit: z.string(),
    }),
  ),
});

/** Why a result cannot be the end of the run that `run.json` describes; undefined when it can. */
export function contradiction(
  { runId, testId, state, verdict: told, checks }: RunResult,
  manifest: { runId: string; testId: string; state: string } | undefined,
): string | undefined {
  if (state === 'running' || state === 'interrupted') return `it says that the run is ${state}`;
  if (manifest !== undefined && (manifest.runId !== runId || manifest.testId !== testId)) {
    return `it is the result of ${runId}`;
  }
  if (manifest !== undefined && manifest.state !== 'running' && manifest.state !== state) {
    return `it says ${state} and run.json says ${manifest.state}`;
  }
  const isGood = told === 'pass' || told === 'warn';
  if (isGood && state !== 'completed') return `it says ${told} of a run that was ${state}`;
  const failed = checks.find((check) => check.verdict === 'fail' || check.verdict === 'invalid');
  return isGood && failed !== undefined ? `it says ${told} though \`${failed.id}\` failed` : undefined;
}
