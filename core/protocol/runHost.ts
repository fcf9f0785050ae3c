import * as z from 'zod';
import { readStoredEvent } from '../run/storedEvent.ts';
import type { RunEvent } from '../run/runEvent.ts';
import { runStateSchema, verdictSchema } from '../run/runResultSchema.ts';

/**
 * What a run host and its clients say to each other over the socket, a line of JSON for each message. Both parse what
 * they get: after an update the editor may meet a host of the version before.
 */

/** Changed when one side would misunderstand the other; new kinds of items do not change it. */
export const RUN_HOST_PROTOCOL = 1;

/** The first line of the host's standard output: where clients find it. */
export const servingSchema = z.object({
  kind: z.literal('serving'),
  protocol: z.number(),
  /** Path of the socket, or name of the pipe on Windows. */
  socket: z.string(),
  pid: z.number(),
  /** Where the run folders come to be. */
  results: z.string(),
  /** In the order in which they are run. The id of each run comes with its item `run`. */
  tests: z.array(z.string()),
});

/**
 * What somebody at the keyboard has to give before the runs can be served. Whoever starts the host asks for it, and
 * starts it again with it.
 */
export const needSchema = z.discriminatedUnion('what', [
  /** `typed` is the word for `--confirm`: the name of a protected host, or the size of a large test. */
  z.object({ what: z.literal('confirmation'), typed: z.string(), why: z.string() }),
  /** A value in the environment, under this name. */
  z.object({ what: z.literal('secret'), name: z.string() }),
  /** Another run sends load to the same target; `--parallel` lets both run. */
  z.object({ what: z.literal('parallel'), why: z.string() }),
  /** A load tool that is missing or too old. `page` tells how to get it, `details` every place where it was looked for. */
  z.object({
    what: z.literal('tool'),
    tool: z.string(),
    why: z.string(),
    details: z.string().optional(),
    page: z.string().optional(),
  }),
]);

export type Need = z.infer<typeof needSchema>;

/** Takes the place of `serving` where something is needed; the host ends after it. */
const needsSchema = z.object({ kind: z.literal('needs'), need: needSchema });

/** The first line of the standard output of `run --serve`. A host that refuses for good says why on standard error. */
export const firstLineSchema = z.discriminatedUnion('kind', [servingSchema, needsSchema]);

export type NeedsLine = z.infer<typeof needsSchema>;

export const clientMessageSchema = z.discriminatedUnion('kind', [
  /** Asks for all items from this sequence number on; 0 is the first. Once for each connection. */
  z.object({ kind: z.literal('attach'), from: z.number().int().nonnegative() }),
  /** The polite stop: what was measured is kept. */
  z.object({ kind: z.literal('stop') }),
  /** Ends the load generators at once. */
  z.object({ kind: z.literal('kill') }),
  z.object({ kind: z.literal('ping'), id: z.number() }),
]);

const sequence = z.number().int().nonnegative();

/**
 * Everything that a host tells of its runs, numbered without a gap from 0, so that a client that comes late, or again,
 * gets each item exactly once. A suite is several runs one after the other.
 */
const ITEMS = {
  run: z.object({ kind: z.literal('run'), sequence, runId: z.string(), testId: z.string(), folder: z.string() }),
  event: z.object({ kind: z.literal('event'), sequence, runId: z.string(), event: z.unknown() }),
  /** So many items from this one on were events that cannot be read back from disk any more. */
  missing: z.object({ kind: z.literal('missing'), sequence, runId: z.string(), count: z.number().int().positive() }),
  /** All files of the run are written. */
  'run-ended': z.object({
    kind: z.literal('run-ended'),
    sequence,
    runId: z.string(),
    state: runStateSchema,
    verdict: verdictSchema,
  }),
  /** Nothing was sent for this test. */
  'not-run': z.object({ kind: z.literal('not-run'), sequence, testId: z.string() }),
  /** What a person at a terminal would read. */
  note: z.object({ kind: z.literal('note'), sequence, text: z.string() }),
  /** Somebody stops the run; more events may follow. */
  stopping: z.object({ kind: z.literal('stopping'), sequence, reason: z.string() }),
  /** The last item. */
  done: z.object({ kind: z.literal('done'), sequence, exitCode: z.number().int() }),
};

const ANSWERS = {
  /** The first message of the host. `next` is the number of the next item that will come to be. */
  hello: z.object({
    kind: z.literal('hello'),
    protocol: z.number(),
    version: z.string(),
    pid: z.number(),
    next: sequence,
  }),
  pong: z.object({ kind: z.literal('pong'), id: z.number() }),
  /** The host did not understand, and ends the connection. */
  refused: z.object({ kind: z.literal('refused'), message: z.string() }),
};

const hostMessageSchema = z.discriminatedUnion('kind', [
  ITEMS.run,
  ITEMS.event,
  ITEMS.missing,
  ITEMS['run-ended'],
  ITEMS['not-run'],
  ITEMS.note,
  ITEMS.stopping,
  ITEMS.done,
  ANSWERS.hello,
  ANSWERS.pong,
  ANSWERS.refused,
]);

export type Serving = z.infer<typeof servingSchema>;
export type ClientMessage = z.infer<typeof clientMessageSchema>;
type WireMessage = z.infer<typeof hostMessageSchema>;
export type Hello = z.infer<typeof ANSWERS.hello>;

/** An item as the host makes it, before it has its number. */
type Unnumbered<Item> = Item extends unknown ? Omit<Item, 'sequence'> : never;
type WireItem = Extract<WireMessage, { sequence: number }>;
/** Items that the host keeps in memory; events are kept on disk. */
export type PlainItem = Unnumbered<Exclude<WireItem, { kind: 'event' | 'missing' }>>;

export type HostItem =
  | Exclude<WireItem, { kind: 'event' }>
  | { kind: 'event'; sequence: number; runId: string; event: RunEvent }
  /** What only a later version understands. It has its number, so nothing is lost by leaving it out. */
  | { kind: 'later'; sequence: number };

export type HostMessage = HostItem | Exclude<WireMessage, WireItem>;

const numbered = z.object({ sequence });

/** Reads one line of the host. Undefined for what is no message; never throws. */
export function readHostLine(line: string): HostMessage | undefined {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    return undefined;
  }
  const { data: message } = hostMessageSchema.safeParse(json);
  if (message === undefined) {
    const later = numbered.safeParse(json);
    return later.success ? { kind: 'later', sequence: later.data.sequence } : undefined;
  }
  if (message.kind !== 'event') return message;
  const stored = readStoredEvent(message.event);
  if (stored.kind !== 'event') return { kind: 'later', sequence: message.sequence };
  return { ...message, event: stored.event };
}

/** How many numbers an item takes. */
export function itemLength(item: HostItem): number {
  return item.kind === 'missing' ? item.count : 1;
}

/** Undefined for what is no message of a client. */
export function readClientLine(line: string): ClientMessage | undefined {
  try {
    return clientMessageSchema.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}
