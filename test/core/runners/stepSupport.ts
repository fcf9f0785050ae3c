import type { LoadTest, Stage } from '../../../core/configs/plan/plan.ts';
import { parsePlan } from '../../../core/configs/plan/parsePlan.ts';
import type { Exit, RunnerEvent, ToolDecoder, ToolJob } from '../../../core/runners/adapter.ts';
import type { Frame } from '../../../core/run/runEvent.ts';

export const CLEAN_EXIT: Exit = { kind: 'exited', code: 0, signal: null };

/** One test of a plan; it must be without errors. */
export function testOf(lines: string, head = ''): LoadTest {
  const { plan, problems } = parsePlan(`headroom: 1\n${head}\ntests:\n  t: ${lines}\n`);
  const [test] = plan?.tests ?? [];
  if (test === undefined || problems.some(({ severity }) => severity === 'error'))
    throw new Error(JSON.stringify(problems));
  return test;
}

export function stagesOf(stages: string): Stage[] {
  return testOf(`{ runner: hey, request: GET http://127.0.0.1/, stages: ${stages} }`).stages;
}

export function jobOf(test: LoadTest, more: Partial<ToolJob> = {}): ToolJob {
  return {
    test,
    smoke: false,
    secrets: new Map(),
    blockedHosts: [],
    program: test.runner,
    engineBundle: '',
    locate: (file) => `/plans/${file}`,
    planFolder: '/plans',
    rawFolder: '/run/raw',
    ports: [],
    probes: [],
    ...more,
  };
}

/** What a decoder makes of the lines of one process. */
export function decoded(
  decoder: ToolDecoder,
  channel: string,
  lines: readonly string[],
  exit: Exit = CLEAN_EXIT,
  isStopped = false,
): { frames: Frame[]; failure: string | undefined; events: RunnerEvent[] } {
  const events = [...decoder.started(0, 1000), ...lines.flatMap((line) => decoder.line(channel, line, 1500))];
  const end = decoder.ended(0, exit, 4000, { isStopped });
  events.push(...end.events);
  return {
    events,
    failure: end.failure,
    frames: events.flatMap((event) => (event.kind === 'frame' ? event.frame : [])),
  };
}

/** Of all frames together; undefined when no frame has the counter. */
export function total(frames: readonly Frame[], metric: string): number | undefined {
  const samples = frames.flatMap((frame) => frame.samples.filter((sample) => sample.metric === metric));
  if (samples.length === 0) return undefined;
  return samples.reduce((sum, { sample }) => sum + countOf(sample), 0);
}

function countOf(sample: Frame['samples'][number]['sample']): number {
  if (sample.kind === 'counter') return sample.total;
  return sample.kind === 'trend' ? sample.histogram.count : 0;
}
