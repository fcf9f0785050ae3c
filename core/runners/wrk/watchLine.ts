import * as z from 'zod';

const count = z.number().int().nonnegative();

const lineSchema = z.discriminatedUnion('kind', [
  /** Counts of one thread since its start, up to the end of that second. */
  z.object({
    kind: z.literal('counts'),
    thread: count,
    second: count,
    asked: count,
    answered: count,
    refused: count,
  }),
  /** `[microseconds, how often, …]`; told in several lines. */
  z.object({ kind: z.enum(['corrected', 'measured']), values: z.array(z.number().nonnegative()) }),
  /** The last line of a step. `duration` is in microseconds. */
  z.object({
    kind: z.literal('done'),
    duration: count,
    requests: count,
    bytes: count,
    connect: count,
    read: count,
    write: count,
    status: count,
    timeout: count,
  }),
]);

export type WatchLine = z.infer<typeof lineSchema>;
export type StepTotals = Extract<WatchLine, { kind: 'done' }>;
export type ThreadCounts = Extract<WatchLine, { kind: 'counts' }>;

/** Undefined for what is no line of our own script. */
export function parseWatchLine(line: string): WatchLine | undefined {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return undefined;
  }
  return lineSchema.safeParse(value).data;
}
