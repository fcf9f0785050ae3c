import * as z from 'zod';
import type { RunnerEvent } from '../adapter.ts';

const lineSchema = z.object({
  level: z.string(),
  msg: z.string(),
  source: z.string().optional(),
  error: z.string().optional(),
  hint: z.string().optional(),
});

/** Different messages that are told; a script may make a new one for each request. */
const MOST_MESSAGES = 200;

/** As k6 v2 words it when it stops for a threshold: `thresholds on metrics … were crossed; at least one has abortOnFail enabled, …` */
const ABORTED = /^thresholds on metrics .* were crossed; at least one has abortOnFail enabled/;

export interface LogLine {
  level: 'info' | 'warning' | 'error';
  text: string;
  isException: boolean;
}

/** One line of k6's log in JSON; undefined for anything else. */
export function readLogLine(line: string): LogLine | undefined {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    return undefined;
  }
  const { data } = lineSchema.safeParse(json);
  if (data === undefined) return undefined;
  const { msg, error, source } = data;
  const level =
    data.level === 'error' || data.level === 'fatal' ? 'error' : data.level === 'warning' ? 'warning' : 'info';
  const text = error === undefined ? msg.trim() : `${msg.trim()}: ${error}`;
  // An uncaught exception of a pass; one of setup or of loading ends k6 with an exit code of its own.
  return { level, text, isException: source === 'stacktrace' };
}

/** k6 logs each failed request. The first of each kind is told when it comes, how many there were at the end. */
export class ToolLog {
  exceptions = 0;
  firstException: string | undefined;
  lastError: string | undefined;
  /** A threshold with `abortOnFail` ended the run. */
  hasAborted = false;
  private readonly times = new Map<string, { level: LogLine['level']; count: number }>();

  take(line: string, at: number): RunnerEvent[] {
    if (line.trim() === '') return [];
    const { level, text, isException } = readLogLine(line) ?? { level: 'warning', text: line, isException: false };
    if (isException) {
      this.exceptions += 1;
      this.firstException ??= text.split('\n')[0];
    }
    if (level === 'error') this.lastError = text;
    if (level === 'error' && ABORTED.test(text)) this.hasAborted = true;
    const known = this.times.get(text);
    if (known !== undefined) {
      known.count += 1;
      return [];
    }
    if (this.times.size >= MOST_MESSAGES) return [];
    this.times.set(text, { level, count: 1 });
    return [{ kind: 'log', at, source: 'tool', level, line: text }];
  }

  /** Messages that came again and again. */
  repetitions(at: number): RunnerEvent[] {
    return [...this.times].flatMap(([text, { level, count }]): RunnerEvent[] =>
      count === 1 ? [] : [{ kind: 'log', at, source: 'tool', level, line: `${count} times: ${text}` }],
    );
  }
}
