import * as z from 'zod';
import { withoutUrlCredentials } from '../text/urlCredentials.ts';
import { runStateSchema } from './runResultSchema.ts';
import { setupRecordSchema } from './setupRecord.ts';

/** Where a run comes from that another tool made, long before it was imported. */
const importedSchema = z.object({
  /** What kind of file it was, in words. */
  kind: z.string(),
  /** The file as it was named. */
  path: z.string(),
  bytes: z.number(),
  /** Equal for equal files. */
  contentHash: z.string(),
  /** Where the time of the run is from. ms since the Unix epoch for `at`, when it was imported. */
  date: z.enum(['content', 'name', 'modified']),
  at: z.number(),
  /** The copy in the run folder; absent where there is only the file. */
  copy: z.string().optional(),
  /** What the load was sent to, as far as the file tells. */
  target: z.string().optional(),
});
export type ImportedFrom = z.infer<typeof importedSchema>;

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
  outcome: z.enum(['completed', 'stopped', 'cancelled', 'interrupted', 'failed']).optional(),
  /** Smoke runs never serve as baseline or evidence. */
  smoke: z.boolean(),
  /** Folders of earlier versions may hold the credentials of a target, which nobody needs to see. */
  environment: z.object({ id: z.string(), target: z.string().overwrite(withoutUrlCredentials).optional() }).optional(),
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
  /** There was no plan: `plan.path` is a script of this dialect, and its text was this one. */
  script: z.object({ dialect: z.string(), sha256: z.string() }).optional(),
  /** What the events are judged by; absent in folders of the first versions. */
  judgedBy: setupRecordSchema.optional(),
  /** Requirement id -> its text in the plan. */
  requirements: z.record(z.string(), z.string()).optional(),
  /** Variables set on the command line. */
  overrides: z.record(z.string(), z.string()),
  /** Absent for runs that Headroom made itself. */
  imported: importedSchema.optional(),
  /** Equal for runs that made the same load on the same target; checks are not part of it. `unknown-…` equals no other. */
  loadHash: z.string(),
});

export type RunManifest = z.infer<typeof runManifestSchema>;
