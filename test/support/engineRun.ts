import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import { afterAll, beforeAll } from 'vitest';
import { executeTool, type ExecutionEnd, type ExecutionEvent } from '../../core/node/tool/executeTool.ts';
import type { StopStep } from '../../core/runners/adapter.ts';
import { httpToolPlan } from '../../core/runners/http/adapter.ts';
import type { Tags } from '../../core/run/aggregate.ts';
import type { Frame } from '../../core/run/runEvent.ts';
import type { HttpJob, HttpJobRequest, HttpJobStage } from '../../core/runners/http/httpJob.ts';
import type { Template } from '../../core/configs/plan/template.ts';
import { Histogram } from '../../core/stats/histogram.ts';

const folder = mkdtempSync(join(tmpdir(), 'headroom-engine-'));
/** The engine as one file, as it is shipped: a process made of it starts in a third of the time. */
export const ENGINE_PATH = join(folder, 'engine.cjs');

beforeAll(() => {
  buildSync({
    entryPoints: [fileURLToPath(new URL('../../core/node/engine/main.ts', import.meta.url))],
    outfile: ENGINE_PATH,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    logLevel: 'error',
  });
});
afterAll(() => rmSync(folder, { recursive: true }));

export function text(value: string): Template {
  return [{ kind: 'text', text: value }];
}

export function get(url: string, extra: Partial<HttpJobRequest> = {}): HttpJobRequest {
  return { name: 'request', method: 'GET', url: text(url), headers: {}, expect: {}, capture: {}, ...extra };
}

export function users(to: number, durationMs: number, extra: Partial<HttpJobStage> = {}): HttpJobStage {
  return { name: 'load', kind: 'users', from: to, to, durationMs, warmup: false, ...extra };
}

export function rate(to: number, durationMs: number, extra: Partial<HttpJobStage> = {}): HttpJobStage {
  return { ...users(to, durationMs), kind: 'rate', ...extra };
}

export function job(stages: HttpJobStage[], requests: HttpJobRequest[], extra: Partial<HttpJob> = {}): HttpJob {
  return { stages, requests, timeoutMs: 10_000, secrets: {}, blockedHosts: [], ...extra };
}

/** A job in an engine of one's own. `stop`: another stop ladder than the product's. */
export function executeEngine(
  work: HttpJob,
  options: { enginePath: string; signal: AbortSignal; stop?: readonly StopStep[] },
): AsyncGenerator<ExecutionEvent, void, undefined> {
  const where = { program: process.execPath, engineBundle: options.enginePath, cwd: folder };
  const { processes, decoder } = httpToolPlan(work, where);
  const { stop, signal } = options;
  const asked = stop === undefined ? processes : processes.map((one) => ({ ...one, stop }));
  return executeTool({ processes: asked, decoder }, { signal, environment: process.env });
}

/** Everything one run of the real engine reported. */
export class EngineRun {
  readonly events: ExecutionEvent[] = [];

  get frames(): Frame[] {
    return this.events.flatMap((event) => (event.kind === 'frame' ? [event.frame] : []));
  }

  get stages(): string[] {
    return this.events.flatMap((event) => (event.kind === 'stage' ? [event.stage] : []));
  }

  get logLines(): string[] {
    return this.events.flatMap((event) => (event.kind === 'log' ? [event.line] : []));
  }

  get end(): ExecutionEnd | undefined {
    const last = this.events.at(-1);
    return last?.kind === 'ended' ? last.end : undefined;
  }

  /** Sum of a counter over all series whose tags include these. */
  total(metric: string, tags: Tags = {}): number {
    return this.samples(metric, tags).reduce((sum, sample) => sum + (sample.kind === 'counter' ? sample.total : 0), 0);
  }

  trend(metric: string, tags: Tags = {}): Histogram {
    const merged = new Histogram();
    for (const sample of this.samples(metric, tags)) if (sample.kind === 'trend') merged.add(sample.histogram);
    return merged;
  }

  /** One gauge value for each frame. */
  peaks(metric: string): number[] {
    return this.samples(metric, {}).map((sample) => (sample.kind === 'gauge' ? sample.max : NaN));
  }

  private samples(metric: string, tags: Tags) {
    return this.frames
      .flatMap((frame) => frame.samples)
      .filter((one) => one.metric === metric && Object.entries(tags).every(([key, value]) => one.tags[key] === value))
      .map((one) => one.sample);
  }
}

/** Runs the engine as a child process. `onEvent` sees every event as it comes. */
export async function runEngineProcess(
  work: HttpJob,
  onEvent: (event: ExecutionEvent, run: EngineRun) => void = () => undefined,
  signal: AbortSignal = new AbortController().signal,
): Promise<EngineRun> {
  const run = new EngineRun();
  for await (const event of executeEngine(work, { enginePath: ENGINE_PATH, signal })) {
    run.events.push(event);
    onEvent(event, run);
  }
  return run;
}
