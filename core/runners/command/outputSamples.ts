import type { DeclaredOutput } from '../../configs/plan/plan.ts';
import type { Sample, SeriesSample, TrendSummary } from '../../run/aggregate.ts';
import { percentOf } from '../../run/measure.ts';
import type { MissingFigure } from '../../run/runEvent.ts';
import { EXIT_CODE } from './command.ts';
import type { FoundOutput } from './outputReader.ts';

export interface FoundFigure {
  output: DeclaredOutput;
  found: FoundOutput;
}

/** What a command told as samples of the whole run, and what it did not. */
export function samplesOf(
  figures: readonly FoundFigure[],
  exitCode: number | null,
): { samples: SeriesSample[]; missing: MissingFigure[] } {
  const samples: SeriesSample[] = exitCode === null ? [] : [{ metric: EXIT_CODE, tags: {}, sample: reading(exitCode) }];
  const missing: MissingFigure[] = [];
  const summaries = new Map<string, TrendSummary & { percentiles: Record<string, number> }>();
  for (const { output, found } of figures) {
    const { metric, statistic, definition } = output;
    if (found.kind === 'missing') {
      missing.push({ metric, ...(statistic === undefined ? {} : { statistic }), reason: found.why });
    } else if (statistic === undefined) {
      const sample: Sample =
        definition.kind === 'counter' ? { kind: 'counter', total: found.value } : reading(found.value);
      samples.push({ metric, tags: {}, sample });
    } else {
      const summary = summaries.get(metric) ?? { count: NaN, avg: NaN, min: NaN, max: NaN, percentiles: {} };
      summaries.set(metric, summary);
      const percent = percentOf(statistic);
      if (percent !== undefined) summary.percentiles[String(percent)] = found.value;
      else if (statistic === 'avg' || statistic === 'min' || statistic === 'max' || statistic === 'count') {
        summary[statistic] = found.value;
      }
    }
  }
  for (const [metric, summary] of summaries)
    samples.push({ metric, tags: {}, sample: { kind: 'summary', ...summary } });
  return { samples, missing };
}

function reading(value: number): Sample {
  return { kind: 'gauge', last: value, min: value, max: value, sum: value, count: 1 };
}
