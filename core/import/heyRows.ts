import { HeyDecoder } from '../runners/hey/decoder.ts';
import { milliseconds, MOST_KEPT, parseHeyLine, type HeyLine } from '../runners/hey/output.ts';
import { StepResponses } from '../runners/hey/stepResponses.ts';
import { frameLengths, StepFrames } from '../runners/stepFrames.ts';
import type { ContentEnd, ImportedAs, Reading, ResultContent } from './resultContent.ts';
import type { RunnerEvent } from '../runners/adapter.ts';

const HEADER = 'response-time,DNS+dialup,DNS,Request-write,Response-delay,Response-read,status-code,offset';
const SECONDS = String.raw`(\d+\.\d+)`;
const ROW = new RegExp(`^${[SECONDS, SECONDS, SECONDS, SECONDS, SECONDS, SECONDS].join(',')},(\\d{1,3}),${SECONDS}$`);
type Response = Extract<HeyLine, { kind: 'response' }>;

/** What the file does not tell: how many users there were. */
const STEP = { stage: '', index: 0, warmup: false, users: NaN, durationMs: Number.MAX_SAFE_INTEGER };

/** `-o csv` of hey; undefined when the text is none. */
export function readHeyCsv(text: string): Reading | undefined {
  const lines = text.split(/\r?\n/);
  const header = lines.findIndex((line) => line.trim() === HEADER);
  if (header < 0 || lines.slice(0, header).some((line) => line.trim() !== '')) return undefined;
  const rows = lines.slice(header + 1).filter((line) => line.trim() !== '');
  const read = rows.map(parseRow);
  const responses = read.filter((response) => response !== undefined);
  if (responses.length * 2 < rows.length) {
    const reason = `it begins as a response list of hey, and ${rows.length - responses.length} of its ${rows.length} lines are not of one`;
    return { kind: 'damaged', reason };
  }
  const lastMs = responses.reduce((latest, { startMs, latencyMs }) => Math.max(latest, startMs + latencyMs), 0);
  const content: ResultContent = {
    kind: 'hey-rows',
    durationMs: lastMs,
    notes: ['the CSV of hey leaves out requests that got no response, and ends with the last response'],
    missing: ['requests', 'failures'].map((metric) => ({
      metric,
      reason:
        'the CSV of hey leaves out requests that got no response, so how many there were is not known; its summary tells it',
    })),
    tell: (run, emit) => {
      tellSeconds(responses, lastMs, run, emit);
      return endOf(responses.length, read.length - responses.length);
    },
  };
  return { kind: 'result', content };
}

function tellSeconds(
  responses: readonly Response[],
  lastMs: number,
  run: ImportedAs,
  emit: (event: RunnerEvent) => void,
): void {
  const bySecond = new StepResponses();
  for (const response of responses) bySecond.add(response);
  const frames = new StepFrames([STEP]);
  frames.begin(0, run.startedAt);
  const lengths = responses.length === 0 ? [] : frameLengths(lastMs);
  for (const [second, durationMs] of lengths.entries()) {
    const taken = bySecond.take(second === lengths.length - 1 ? Infinity : second);
    const known = taken.filter(({ metric }) => metric !== 'requests' && metric !== 'failures');
    emit(withoutUsers(frames.next(known, durationMs)));
  }
}

function endOf(responses: number, damaged: number): ContentEnd {
  if (responses === 0) {
    return { kind: 'failed', message: 'the CSV of hey holds no response: all requests failed, or none was sent' };
  }
  if (responses >= MOST_KEPT) {
    return { kind: 'failed', message: `hey keeps ${MOST_KEPT} answers of one run, and there were more` };
  }
  if (damaged === 0) return { kind: 'completed' };
  const lines = damaged === 1 ? '1 line' : `${damaged} lines`;
  return { kind: 'interrupted', message: `${lines} of the CSV cannot be read: the file is cut off or damaged` };
}

function parseRow(row: string): Response | undefined {
  const found = ROW.exec(row);
  if (found === null) return undefined;
  const [latencyMs = 0, connectMs = 0, , , ttfbMs = 0] = found.slice(1, 7).map(milliseconds);
  return {
    kind: 'response',
    latencyMs,
    ttfbMs,
    connectMs,
    startMs: milliseconds(found[8] ?? ''),
    status: Number(found[7]),
  };
}

/** What Headroom makes hey print, as it stands in the folder `raw` of a run; undefined when the text is none. */
export function readHeyLines(text: string): Reading | undefined {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  const read = lines.map(parseHeyLine);
  const known = read.filter((line) => line !== undefined);
  // Of a file that is cut off the last line is not whole.
  if (known.length === 0 || known.length * 2 < lines.length || read[0] === undefined) return undefined;
  const end = known.findLast((line) => line.kind === 'end');
  const content: ResultContent = {
    kind: 'hey-rows',
    durationMs: end?.tookMs,
    notes: [],
    missing: [],
    tell: (run, emit) => {
      const decoder = new HeyDecoder([STEP]);
      for (const event of decoder.started(0, run.startedAt)) emit(event);
      for (const line of lines) for (const event of decoder.line('stdout', line, run.startedAt)) emit(event);
      const { events, failure } = decoder.ended(0, { kind: 'exited', code: 0, signal: null }, run.startedAt, {
        isStopped: false,
      });
      for (const event of events) emit(withoutUsers(event));
      if (failure === undefined) return { kind: 'completed' };
      return end === undefined ? { kind: 'interrupted', message: failure } : { kind: 'failed', message: failure };
    },
  };
  return { kind: 'result', content };
}

function withoutUsers(event: RunnerEvent): RunnerEvent {
  if (event.kind !== 'frame') return event;
  return {
    ...event,
    frame: { ...event.frame, samples: event.frame.samples.filter(({ metric }) => metric !== 'users') },
  };
}
