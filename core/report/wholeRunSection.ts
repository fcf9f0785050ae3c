import { formatDuration, formatValue } from '../format.ts';
import { isMetricName, METRICS } from '../metrics.ts';
import { dimensionOfBaseUnit } from '../units.ts';
import type { ReportInput } from './reportInput.ts';
import { strong, text, type Cell, type Part, type Section } from './section.ts';

/** What whole-run figures are made from, for the sections that show such figures. */
export function scopeSentence({ measuredMs, warmupMs, silentSeconds }: ReportInput): string {
  const warmup =
    warmupMs > 0 ? `; ${formatDuration(warmupMs)} of warm-up are left out` : '; the test has no warm-up to leave out';
  const silence = silentSeconds > 0 ? `. In ${silentSeconds} s of it the load generator reported nothing` : '';
  return `Whole-run figures cover ${formatDuration(measuredMs)} of load${warmup}${silence}.`;
}

/** Every whole-run value of `result.json`, a row for each metric. */
export function wholeRunSection(input: ReportInput): Section {
  const { wholeRun } = input;
  const section = { id: 'whole-run', title: 'Whole run', footnotes: [] };
  if (wholeRun.length === 0) return { ...section, lead: ['Nothing was measured.'] };
  const metrics = [...new Set(wholeRun.map(({ observation }) => observation.metric))];
  return {
    ...section,
    lead: [scopeSentence(input)],
    table: {
      columns: [{ name: 'Measured' }, { name: 'Value' }, { name: 'Meaning' }],
      rows: metrics.map((metric) => [
        strong(metric),
        valuesCell(wholeRun.filter(({ observation }) => observation.metric === metric)),
        text(isMetricName(metric) ? METRICS[metric].meaning : ''),
      ]),
    },
  };
}

/** Statistics that are a metric's natural value need no name. */
const UNNAMED: ReadonlySet<string> = new Set(['count', 'rate', 'sum', '']);

function valuesCell(values: ReportInput['wholeRun']): Cell {
  return values.flatMap(({ observation: { statistic, value, unit }, notes }, index): Cell => [
    ...text(`${index === 0 ? '' : ' · '}${UNNAMED.has(statistic) ? '' : `${statistic} `}`),
    { kind: 'figure', text: formatValue(value, dimensionOfBaseUnit(unit)) },
    ...notes.map((note): Part => ({ kind: 'note', text: ` (${note})` })),
  ]);
}
