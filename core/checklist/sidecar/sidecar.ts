import * as z from 'zod';
import { UserError } from '../../errors.ts';

/** Raised when a reader of an older form would understand something else. */
export const SIDECAR_VERSION = 1;

const time = z.iso.datetime({ offset: true });

/** What people know of an item beside its words: a note, and links to a trace, a dashboard, an error tracker. */
const itemNote = z.strictObject({
  note: z.string().optional(),
  links: z.array(z.url({ protocol: /^https?$/, error: 'a link begins with https:// or http://' })).optional(),
});

/** One role's signature, with all that is needed to tell later whether it still stands. */
const signOff = z.strictObject({
  role: z.string(),
  name: z.string(),
  email: z.string().optional(),
  /** With the offset of the place where it was signed. */
  signedAt: time,
  decision: z.enum(['go', 'no-go']),
  /** The heading above which all is covered; absent where the whole text is. */
  heading: z.string().optional(),
  /** Of the covered text with blanks and ticks normalised: `sha256-…`. */
  hash: z.string(),
  /** The same of each section, cut short: they only tell which one changed. */
  sections: z.array(z.strictObject({ heading: z.string(), hash: z.string() })).default([]),
  /** The lines that had places to fill in, as what stood around those: to fill one in is no change of the text. */
  blanks: z.array(z.strictObject({ line: z.int(), parts: z.array(z.string()) })).default([]),
  /** HEAD of the repository when it was signed. */
  commit: z.string().optional(),
  /** The runs that the evidence was from. */
  runs: z.array(z.string()),
  /** The ids of the covered items, and which of them were ticked. */
  items: z.array(z.strictObject({ id: z.string(), checked: z.boolean() })),
  /** What bound things were signed against: `search/p95-latency` with `p95 latency < 400 ms`. */
  limits: z.array(z.strictObject({ bound: z.string(), expression: z.string() })),
  /** Whether what had to be proven was. */
  evidence: z.array(z.strictObject({ bound: z.string(), holds: z.boolean() })).default([]),
  /** What was open or not proven then, a sentence each: a signature in spite of it is marked. */
  obstacles: z.array(z.string()),
});

/** The last time that a block of commands was run as a captured step. */
const step = z.strictObject({
  ranAt: time,
  /** Null where it did not end by itself, or could not be started. */
  exitCode: z.int().nullable(),
  /** A person stopped it, which is neither a success nor a failure. */
  isCancelled: z.boolean().optional(),
  /** Why there is no exit code, where nobody stopped it. */
  failure: z.string().optional(),
  durationMs: z.number(),
  environment: z.string().optional(),
  /** Of the block's code as written then: `sha256-…`. */
  hash: z.string(),
  /** The folder with the whole output, relative to the checklist. */
  folder: z.string().refine(isBelow, { error: 'the folder of an output lies below the checklist, without ..' }),
});

/** The file may be anybody's, and what a person opens by it must be an output. */
function isBelow(folder: string): boolean {
  return !/^(?:[/\\]|[a-z]:)/i.test(folder) && !folder.split(/[/\\]/).includes('..');
}

const sidecarSchema = z.strictObject({
  headroom: z.literal(SIDECAR_VERSION),
  /** By the ids of items. */
  items: z.record(z.string(), itemNote).default({}),
  signOffs: z.array(signOff).default([]),
  /** By the ids of shell blocks. */
  steps: z.record(z.string(), step).default({}),
});

/** What is known of a checklist that is no text of it; stands beside it as `<checklist>.headroom.json`. */
export type Sidecar = z.infer<typeof sidecarSchema>;
export type ItemNote = z.infer<typeof itemNote>;
export type SignOff = z.infer<typeof signOff>;
export type StepRecord = z.infer<typeof step>;

export const emptySidecar = (): Sidecar => ({ headroom: SIDECAR_VERSION, items: {}, signOffs: [], steps: {} });

/** Throws a `UserError`: what cannot be understood must not be replaced. */
export function readSidecar(file: string, text: string): Sidecar {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new UserError(`${file} is not JSON. Mend it, or take it back from version control.`);
  }
  const parsed = sidecarSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const place = issue?.path.join('.') ?? '';
  throw new UserError(
    `${file} cannot be understood${place === '' ? '' : ` at ${place}`}: ${issue?.message ?? 'it has another form'}. Mend it, or take it back from version control.`,
  );
}

/** With ids in the order of the alphabet, so that two people's changes meet in few lines. */
export function printSidecar({ headroom, items, signOffs, steps }: Sidecar): string {
  return `${JSON.stringify({ headroom, items: sorted(items), signOffs, steps: sorted(steps) }, null, 2)}\n`;
}

function sorted<T>(byId: Record<string, T>): Record<string, T> {
  return Object.fromEntries(Object.entries(byId).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
