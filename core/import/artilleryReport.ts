import * as z from 'zod';
import { faultInError } from '../runners/artillery/outputFaults.ts';
import { ScriptVerdicts } from '../runners/artillery/scriptVerdicts.ts';
import { whyNothingWasDone } from '../runners/artillery/workFault.ts';
import { artilleryFailures, artillerySamples, type Period } from './artillerySamples.ts';
import type { ContentEnd, ImportedAs, ResultContent } from './resultContent.ts';
import type { RunnerEvent } from '../runners/adapter.ts';

const time = z.number().positive().optional().catch(undefined);
const periodSchema = z.object({
  counters: z.record(z.string(), z.number()),
  summaries: z.record(z.string(), z.record(z.string(), z.number().nullable())).default({}),
  firstMetricAt: time,
  firstCounterAt: time,
  lastMetricAt: time,
  lastCounterAt: time,
});
const reportSchema = z.object({
  aggregate: periodSchema,
  intermediate: z.array(periodSchema.extend({ period: z.coerce.number() })),
  metadata: z.object({ artilleryVersion: z.string().optional() }).optional().catch(undefined),
  /** Only of runs on Fargate. */
  ensure: z
    .array(z.object({ condition: z.string(), success: z.boolean(), strict: z.boolean().default(true) }))
    .optional()
    .catch(undefined),
});
type Report = z.infer<typeof reportSchema>;

const NO_STATED_CHECKS: ConstructorParameters<typeof ScriptVerdicts>[1] = {
  hasEnsure: false,
  hasEnsurePlugin: false,
  hasExpect: false,
  hasExpectPlugin: false,
};

/** The file that Artillery 2 writes with `--output`; undefined when the document is none. */
export function readArtilleryReport(document: unknown): ResultContent | undefined {
  const { data: report } = reportSchema.safeParse(document);
  if (report === undefined) return undefined;
  const { aggregate, metadata } = report;
  const startedAt = aggregate.firstMetricAt ?? aggregate.firstCounterAt;
  const endedAt = aggregate.lastMetricAt ?? aggregate.lastCounterAt;
  const durationMs = startedAt === undefined || endedAt === undefined ? undefined : Math.max(1, endedAt - startedAt);
  const failures = artilleryFailures(aggregate.counters);
  return {
    kind: 'artillery-report',
    toolVersion: metadata?.artilleryVersion,
    startedAt,
    durationMs,
    notes: report.ensure === undefined ? ['what `ensure` said is not in the report of Artillery'] : [],
    missing: [
      {
        metric: 'latency',
        reason:
          'the report of Artillery tells times to the first byte alone, as `ttfb`; a run by Headroom measures latency',
      },
      ...('whyUnknown' in failures ? [{ metric: 'failures', reason: failures.whyUnknown }] : []),
    ],
    tell: (run, emit) => {
      if (startedAt !== undefined && durationMs !== undefined) {
        for (const event of frames(report, { startedAt, durationMs }, run)) emit(event);
      }
      const at = run.startedAt + (durationMs ?? 0);
      emit({ kind: 'totals', at, samples: artillerySamples(aggregate, 'total' in failures) });
      const verdicts = verdictsOf(report, run.testId);
      if (verdicts.length > 0) emit({ kind: 'verdicts', at, verdicts });
      return endOf(aggregate);
    },
  };
}

/** Artillery sums up by its clock's tens of seconds, so the first and the last period are parts of one. */
function frames(
  { intermediate, aggregate }: Report,
  load: { startedAt: number; durationMs: number },
  run: ImportedAs,
): RunnerEvent[] {
  const periods = intermediate.toSorted((a, b) => a.period - b.period);
  let nextSecond = 0;
  return periods.map((period, index) => {
    const begin = index === 0 ? 0 : period.period - load.startedAt;
    const end = (periods[index + 1]?.period ?? load.startedAt + load.durationMs) - load.startedAt;
    const durationMs = Math.max(1, end - begin);
    const second = Math.max(nextSecond, Math.floor(begin / 1000));
    nextSecond = second + Math.max(1, Math.ceil(durationMs / 1000));
    const samples = artillerySamples(period, 'total' in artilleryFailures(aggregate.counters));
    return { kind: 'frame', at: run.startedAt + end, frame: { second, durationMs, stage: '', warmup: false, samples } };
  });
}

function verdictsOf({ aggregate, ensure }: Report, testId: string): ReturnType<ScriptVerdicts['news']> {
  const verdicts = new ScriptVerdicts(testId, NO_STATED_CHECKS);
  for (const [name, total] of Object.entries(aggregate.counters)) verdicts.counted(name, total);
  const checks = (ensure ?? []).map(({ condition, success, strict }) => ({
    expression: condition,
    holds: success,
    isStrict: strict,
  }));
  return [...verdicts.news(), ...verdicts.ensured(checks)];
}

function endOf({ counters }: Period): ContentEnd {
  const fault = Object.keys(counters)
    .filter((name) => name.startsWith('errors.'))
    .map((name) => faultInError(name.slice('errors.'.length)))
    .find((text) => text !== undefined);
  const why = fault ?? whyNothingWasDone(counters, counters['http.requests'] ?? 0);
  if (why !== undefined) return { kind: 'failed', message: why };
  const [created, completed, failed] = ['created', 'completed', 'failed'].map(
    (name) => counters[`vusers.${name}`] ?? 0,
  );
  const open = (created ?? 0) - (completed ?? 0) - (failed ?? 0);
  if (open <= 0) return { kind: 'completed' };
  return {
    kind: 'interrupted',
    message: `${open} of ${created} virtual users had not ended when the report was written: the run was stopped, or a flow hung`,
  };
}
