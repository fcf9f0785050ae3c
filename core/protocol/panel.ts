import * as z from 'zod';
import { runManifestSchema } from '../run/runManifest.ts';
import { runResultSchema } from '../run/runResultSchema.ts';
import {
  chartLimitSchema,
  gaugeSchema,
  levelChangeSchema,
  liveRunParts,
  liveUpdateSchema,
  timelinePointSchema,
} from './livePanel.ts';

/**
 * What the result panel and its host say to each other. `client/` and `webview/` meet only here, and both parse what
 * they get: a webview that VS Code kept from an older version of the extension must not break the new one.
 */

/** Of `run.json` only what the panel shows: the plan's text, for one, stays with the host. */
export const runFactsSchema = runManifestSchema.pick({
  runId: true,
  testId: true,
  title: true,
  runner: true,
  tool: true,
  startedAt: true,
  endedAt: true,
  smoke: true,
  environment: true,
  startedBy: true,
  gitCommit: true,
  requirements: true,
});

/** Files of a run that a person may want to see beside the panel. */
export const RUN_FILES = ['report.html', 'report.md', 'log.txt'] as const;
const runFileSchema = z.enum(RUN_FILES);

const shownRunSchema = z.object({
  kind: z.literal('run'),
  /** Absent when `run.json` cannot be read. */
  facts: runFactsSchema.optional(),
  result: runResultSchema,
  /** What a reader must know before any figure. */
  marks: z.array(z.string()),
  timeline: z.array(timelinePointSchema),
  gauges: z.array(gaugeSchema),
  limits: z.array(chartLimitSchema),
  /** When checks came to other verdicts. */
  changes: z.array(levelChangeSchema),
  changesDropped: z.number(),
  /** The run's other files that exist. */
  files: z.array(runFileSchema),
  /** What of the run was missing or damaged, in words. */
  notes: z.array(z.string()),
});

/** No run to show: why, and what to do about it. */
const unreadableRunSchema = z.object({
  kind: z.literal('unreadable'),
  problem: z.string(),
  remedy: z.string(),
});

/** A run that goes on, as its run host tells it. */
const liveRunSchema = z.object({ kind: z.literal('live'), facts: runFactsSchema, ...liveRunParts });

const runViewSchema = z.discriminatedUnion('kind', [shownRunSchema, liveRunSchema, unreadableRunSchema]);

export const hostMessageSchema = z.discriminatedUnion('kind', [
  /** Everything there is to show; it replaces what came before. `runFolder` is a URI, absent when it is not known. */
  z.object({ kind: z.literal('show'), runFolder: z.string().min(1).optional(), view: runViewSchema }),
  /** Only after a `show` of a live run, and only while the webview can see it. */
  liveUpdateSchema,
]);

export const webviewMessageSchema = z.discriminatedUnion('kind', [
  /** The webview listens now, after it was opened, hidden and shown, or restored. The answer is `show`. */
  z.object({ kind: z.literal('ready') }),
  z.object({ kind: z.literal('open-file'), file: runFileSchema }),
  z.object({ kind: z.literal('choose-run') }),
  /** Ends the run politely; of a run that is being stopped already, at once, which a person is asked about. */
  z.object({ kind: z.literal('stop') }),
]);

/** What VS Code keeps of a panel over Reload Window: which run it shows, and the webview's own view options. */
export const keptPanelSchema = z.object({ runFolder: z.string().min(1) });

export type RunFacts = z.infer<typeof runFactsSchema>;
export type RunFile = z.infer<typeof runFileSchema>;
export type ShownRun = z.infer<typeof shownRunSchema>;
export type LiveRunView = z.infer<typeof liveRunSchema>;
export type UnreadableRun = z.infer<typeof unreadableRunSchema>;
export type RunView = z.infer<typeof runViewSchema>;
export type HostMessage = z.infer<typeof hostMessageSchema>;
export type WebviewMessage = z.infer<typeof webviewMessageSchema>;
