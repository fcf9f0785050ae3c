import * as z from 'zod';
import type { ComparedCheck } from '../run/compare/compareChecks.ts';
import type { ComparedValue } from '../run/compare/compareRuns.ts';
import { runResultSchema, runStateSchema } from '../run/runResultSchema.ts';
import { timelinePointSchema } from './livePanel.ts';

/** What the comparison panel and its host say to each other. Both parse what they get, as in `panel.ts`. */

const sideSchema = z.object({
  /** Id of the run, or what the baseline is made from. */
  name: z.string(),
  isBaseline: z.boolean(),
  testId: z.string(),
  title: z.string().optional(),
  verdict: runResultSchema.shape.verdict.optional(),
  state: runStateSchema.optional(),
  /** ms since the Unix epoch. */
  startedAt: z.number().optional(),
  durationMs: z.number().optional(),
  environment: z.string().optional(),
  target: z.string().optional(),
  tool: z.string().optional(),
  /** What to know of it: smoke, cut off, not trusted. */
  labels: z.array(z.string()),
  /** What of it was missing or damaged. */
  notes: z.array(z.string()),
  timeline: z.array(timelinePointSchema),
});

const valueSchema = z.object({
  metric: z.string(),
  statistic: z.string(),
  selector: z.record(z.string(), z.string()),
  unit: z.string(),
  before: z.number().optional(),
  after: z.number().optional(),
  change: z.number().optional(),
  effect: z.enum(['better', 'worse', 'changed', 'same', 'within-noise', 'no-data']),
  spread: z.object({ runs: z.number(), min: z.number(), max: z.number(), isOutside: z.boolean() }).optional(),
}) satisfies z.ZodType<ComparedValue>;

const checkResultSchema = runResultSchema.shape.checks.element;
const checkSchema = z.object({
  id: z.string(),
  before: checkResultSchema.optional(),
  after: checkResultSchema.optional(),
  isOtherLimit: z.boolean(),
}) satisfies z.ZodType<ComparedCheck>;

const comparisonSchema = z.object({
  kind: z.literal('comparison'),
  before: sideSchema,
  after: sideSchema,
  /** Where the two are not alike, in words. */
  unalike: z.array(z.string()),
  /** How far the changes can be trusted. */
  trust: z.string(),
  values: z.array(valueSchema),
  checks: z.array(checkSchema),
});

/** Nothing to compare: why, and what to do about it. */
const unreadableSchema = z.object({ kind: z.literal('unreadable'), problem: z.string(), remedy: z.string() });

const viewSchema = z.discriminatedUnion('kind', [comparisonSchema, unreadableSchema]);

/** Which two are compared: URIs of run folders, or `baseline` for the one of the test of `after`. */
export const keptComparePanelSchema = z.object({ before: z.string().min(1), after: z.string().min(1) });

export const compareHostMessageSchema = z.discriminatedUnion('kind', [
  /** Everything there is to show; it replaces what came before. `pair` is absent when it is not known. */
  z.object({ kind: z.literal('show'), pair: keptComparePanelSchema.optional(), view: viewSchema }),
]);

export const compareWebviewMessageSchema = z.discriminatedUnion('kind', [
  /** The webview listens now, after it was opened, hidden and shown, or restored. The answer is `show`. */
  z.object({ kind: z.literal('ready') }),
  /** What was before becomes what was after. */
  z.object({ kind: z.literal('swap') }),
  z.object({ kind: z.literal('open-run'), side: z.enum(['before', 'after']) }),
  z.object({ kind: z.literal('choose-runs') }),
]);

export type KeptComparePanel = z.infer<typeof keptComparePanelSchema>;
export type ShownSide = z.infer<typeof sideSchema>;
export type ShownComparison = z.infer<typeof comparisonSchema>;
export type CompareView = z.infer<typeof viewSchema>;
export type CompareHostMessage = z.infer<typeof compareHostMessageSchema>;
export type CompareWebviewMessage = z.infer<typeof compareWebviewMessageSchema>;
