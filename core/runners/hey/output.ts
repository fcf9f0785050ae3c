/**
 * What hey is asked to print: any value of `-o` but `csv` is a Go template over its report. Times are in seconds. JSON
 * would be one line of any length, and hey spoils every `%` in it.
 */
export const OUTPUT_TEMPLATE = [
  '{{range $i, $v := .Lats}}response {{printf "%.6f %.6f %.6f %.6f %d" $v (index $.DelayLats $i) (index $.ConnLats $i) (index $.Offsets $i) (index $.StatusCodes $i)}}{{"\\n"}}{{end}}',
  '{{range $text, $count := .ErrorDist}}error {{$count}} {{$text}}{{"\\n"}}{{end}}',
  'end {{.NumRes}} {{printf "%.6f" .Total.Seconds}}{{"\\n"}}',
].join('');

/** hey keeps no more responses of one process than this; of the others it knows only that they were. */
export const MOST_KEPT = 1_000_000;

export type HeyLine =
  | { kind: 'response'; latencyMs: number; ttfbMs: number; connectMs: number; startMs: number; status: number }
  | { kind: 'error'; count: number; text: string }
  /** The last line. `requests` counts answered ones and errors. */
  | { kind: 'end'; requests: number; tookMs: number };

const SECONDS = String.raw`(\d+\.\d{6})`;
const RESPONSE = new RegExp(`^response ${[SECONDS, SECONDS, SECONDS, SECONDS].join(' ')} (\\d{1,3})$`);
const ERROR = /^error (\d{1,15}) (.*)$/;
const END = new RegExp(String.raw`^end (\d{1,15}) ${SECONDS}$`);

/** Undefined for what the template does not print. */
export function parseHeyLine(line: string): HeyLine | undefined {
  const response = RESPONSE.exec(line);
  if (response) {
    const [latencyMs = 0, ttfbMs = 0, connectMs = 0, startMs = 0] = response.slice(1, 5).map(milliseconds);
    return { kind: 'response', latencyMs, ttfbMs, connectMs, startMs, status: Number(response[5]) };
  }
  const error = ERROR.exec(line);
  if (error) return { kind: 'error', count: Number(error[1]), text: error[2] ?? '' };
  const end = END.exec(line);
  if (end) return { kind: 'end', requests: Number(end[1]), tookMs: milliseconds(end[2] ?? '') };
  return undefined;
}

/** Of a decimal text, so that 0.0123 s is 12.3 ms and not 12.299999999999999. */
export function milliseconds(seconds: string | number): number {
  return Math.round(Number(seconds) * 1e6) / 1e3;
}
