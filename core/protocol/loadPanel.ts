import * as z from 'zod';
import type { LoadProfile } from '../language/loadProfile.ts';

/** What the panel of load profiles and its host say to each other. Both parse what they get, as in `panel.ts`. */

const segmentSchema = z.object({ fromMs: z.number(), toMs: z.number(), from: z.number(), to: z.number() });

const loadProfileSchema = z.object({
  curves: z
    .array(
      z.object({ name: z.string(), unit: z.enum(['users', 'arrivals']), segments: z.array(segmentSchema).readonly() }),
    )
    .readonly(),
  totalMs: z.number(),
}) satisfies z.ZodType<LoadProfile>;

const shownLoadSchema = z.object({
  /** Test or environment; absent where the document asks for one load only. */
  name: z.string().optional(),
  /** Where the document says so, counted from 0. */
  line: z.number().int().nonnegative(),
  words: z.string(),
  profile: loadProfileSchema,
});

const loadsViewSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('loads'), file: z.string(), loads: z.array(shownLoadSchema).min(1).readonly() }),
  /** No load to show: why, and what to do about it. */
  z.object({ kind: z.literal('nothing'), problem: z.string(), remedy: z.string() }),
]);

export const loadHostMessageSchema = z.discriminatedUnion('kind', [
  /** Everything there is to show; it replaces what came before. `document` is a URI, absent when it is not known. */
  z.object({ kind: z.literal('show'), document: z.string().min(1).optional(), view: loadsViewSchema }),
]);

export const loadWebviewMessageSchema = z.discriminatedUnion('kind', [
  /** The webview listens now, after it was opened, hidden and shown, or restored. The answer is `show`. */
  z.object({ kind: z.literal('ready') }),
  /** Shows the place in the text that a load stands at. */
  z.object({ kind: z.literal('reveal'), line: z.number().int().nonnegative() }),
]);

/** What VS Code keeps of the panel over Reload Window: which document it shows. */
export const keptLoadPanelSchema = z.object({ document: z.string().min(1) });

export type ShownLoad = z.infer<typeof shownLoadSchema>;
export type LoadsView = z.infer<typeof loadsViewSchema>;
export type LoadHostMessage = z.infer<typeof loadHostMessageSchema>;
export type LoadWebviewMessage = z.infer<typeof loadWebviewMessageSchema>;
