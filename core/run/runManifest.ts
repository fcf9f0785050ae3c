import * as z from 'zod';
import { runStateSchema } from './runResultSchema.ts';
import { setupRecordSchema } from './setupRecord.ts';

/** The content of `run.json`: what was run, by whom, where and with what. Secrets are names only. */
export const runManifestSchema = z.object({
  version: z.literal(1),
  runId: z.string(),
  testId: z.string(),
  title: z.string().optional(),
  runner: z.string(),
  /** `unknown` where the tool does not tell its version. */
  tool: z.object({ name: z.string(), version: z.string() }),
  /** ms since the Unix epoch. */
  startedAt: z.number(),
  endedAt: z.number().optional(),
  state: runStateSchema,
  /** How the load ended: `stopped` by a guard is a completed run that measured only a part. */
  outcome: z.enum(['completed', 'stopped', 'cancelled', 'failed']).optional(),
  /** Smoke runs never serve as baseline or evidence. */
  smoke: z.boolean(),
  environment: z.object({ id: z.string(), target: z.string().optional() }).optional(),
  /** Host names that were confirmed for load on a protected environment. */
  confirmedHosts: z.array(z.string()),
  /** What else was typed before the load might start, such as `700: it creates 700 workspaces`. */
  confirmations: z.array(z.string()).optional(),
  startedBy: z.string(),
  machine: z.object({ platform: z.string(), cores: z.number(), node: z.string() }),
  gitCommit: z.string().optional(),
  /** Program and arguments of the process that made the load, or of the first of several. */
  command: z.array(z.string()),
  /** All of them in order, when there were several: a tool that holds one level is started for each. */
  commands: z.array(z.array(z.string())).optional(),
  /**
   * Who writes this run. Process ids are used again, so `start` tells this process from a later one with its id; both
   * mean something on `host` only.
   */
  process: z.object({ pid: z.number().int().positive(), start: z.string().optional(), host: z.string().optional() }),
  /** `path` as it was named; `folder` is where that is, for finding the baselines beside the plan again. */
  plan: z.object({ path: z.string(), folder: z.string().optional(), text: z.string(), effectiveTest: z.unknown() }),
  /** There was no plan: \`plan.path\` is a script of this dialect, and its text was this one. */
  script: z.object({ dialect: z.string(), sha256: z.string() }).optional(),
  /** What the events are judged by; absent in folders of the first versions. */
  judgedBy: setupRecordSchema.optional(),
  /** Requirement id -> its text in the plan. */
  requirements: z.record(z.string(), z.string()).optional(),
  /** Variables set on the command line. */
  overrides: z.record(z.string(), z.string()),
  /** Equal for runs that made the same load on the same target; checks are not part of it. */
  loadHash: z.string(),
});

export type RunManifest = z.infer<typeof runManifestSchema>;
