import * as z from 'zod';
import { frameSchema } from '../../run/frameSchema.ts';
import type { RunnerEvent } from '../adapter.ts';

/** One line that the engine prints. `at` is ms since the Unix epoch, advanced by a clock that never goes back. */
export const engineMessageSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('stage'),
    at: z.number(),
    stage: z.string(),
    index: z.number().int(),
    level: z.string(),
    warmup: z.boolean(),
  }),
  z.object({ kind: z.literal('frame'), at: z.number(), frame: frameSchema }),
  z.object({ kind: z.literal('log'), at: z.number(), level: z.enum(['info', 'warning', 'error']), line: z.string() }),
  /** The last line of a run that ended in order; without it the engine has crashed. */
  z.object({
    kind: z.literal('end'),
    at: z.number(),
    result: z.enum(['completed', 'stopped', 'failed']),
    message: z.string().optional(),
  }),
]);

export type EngineMessage = z.infer<typeof engineMessageSchema>;
export type EndMessage = Extract<EngineMessage, { kind: 'end' }>;

export type DecodedLine =
  { kind: 'event'; event: RunnerEvent } | { kind: 'end'; end: EndMessage } | { kind: 'garbage'; line: string };

/** Never throws: a line that is not a message is told apart, so that the caller can show it. */
export function decodeEngineLine(line: string): DecodedLine {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    return { kind: 'garbage', line };
  }
  const message = engineMessageSchema.safeParse(json);
  if (!message.success) return { kind: 'garbage', line };
  const { data } = message;
  if (data.kind === 'end') return { kind: 'end', end: data };
  return { kind: 'event', event: data.kind === 'log' ? { ...data, source: 'tool' } : data };
}
