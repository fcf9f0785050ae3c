import { BASE_UNIT_NAMES } from '../units.ts';
import type { Figure } from './figure.ts';
import type { FigureRow } from './breakdowns.ts';
import { metricsSummary } from './metricsSummary.ts';
import type { ReportInput } from './reportInput.ts';

/** `result.json`: what the run's result holds, and what the report shows beside it, in base units and not rounded. */
export function jsonReport(input: ReportInput): string {
  const { result, marks, measuredMs, warmupMs, silentSeconds, stages, requests, errors, monitors, warnings } = input;
  const content = {
    ...result,
    marks,
    measuredMs,
    warmupMs,
    silentSeconds,
    metrics: metricsSummary(result.observations),
    stages: stages.map((row) => ({
      name: row.name,
      load: row.level,
      warmup: row.warmup,
      durationMs: row.durationMs,
      ...figuresOf(row),
    })),
    requests: requests.map((row) => ({ name: row.name, ...figuresOf(row) })),
    errors,
    monitors: monitors.map((row) => ({ name: row.name, ...figuresOf(row) })),
    warnings,
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}

/** A figure that was not measured is null with its reason, never 0. */
function figuresOf({ figures }: FigureRow): { figures: Record<string, unknown> } {
  return { figures: Object.fromEntries(Object.entries(figures).map(([name, figure]) => [name, jsonFigure(figure)])) };
}

function jsonFigure(figure: Figure): unknown {
  if (figure.kind === 'missing') return { value: null, reason: figure.reason };
  const { value, dimension, notes } = figure;
  return { value, unit: BASE_UNIT_NAMES[dimension], ...(notes.length > 0 ? { notes } : {}) };
}
