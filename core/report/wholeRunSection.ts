import { formatValue } from '../format.ts';
import { isMetricName, METRICS } from '../metrics.ts';
import type { Observation } from '../run/runResult.ts';
import { dimensionOfBaseUnit } from '../units.ts';
import type { ReportInput } from './reportInput.ts';
import { scopeSentence } from './sections.ts';
import { strong, text, type Cell, type Section } from './section.ts';

/** Every whole-run value of `result.json`, a row for each metric. */
export function wholeRunSection(input: ReportInput): Section {
  const whole = input.result.observations.filter(({ selector }) => Object.keys(selector).length === 0);
  const section = { id: 'whole-run', title: 'Whole run', footnotes: [] };
  if (whole.length === 0) return { ...section, lead: ['Nothing was measured.'] };
  const metrics = [...new Set(whole.map(({ metric }) => metric))];
  return {
    ...section,
    lead: [scopeSentence(input)],
    table: {
      columns: [{ name: 'Measured' }, { name: 'Value' }, { name: 'Meaning' }],
      rows: metrics.map((metric) => [
        strong(metric),
        valuesCell(whole.filter((observation) => observation.metric === metric)),
        text(isMetricName(metric) ? METRICS[metric].meaning : ''),
      ]),
    },
  };
}

/** Statistics that are a metric's natural value need no name. */
const UNNAMED: ReadonlySet<string> = new Set(['count', 'rate', 'sum', '']);

function valuesCell(observations: readonly Observation[]): Cell {
  return observations.flatMap(({ statistic, value, unit }, index): Cell => [
    ...text(`${index === 0 ? '' : ' · '}${UNNAMED.has(statistic) ? '' : `${statistic} `}`),
    { kind: 'figure', text: formatValue(value, dimensionOfBaseUnit(unit)) },
  ]);
}
