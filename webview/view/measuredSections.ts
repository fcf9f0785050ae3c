import type { Observation } from '../../core/run/runResult.ts';
import { breakdown, distributions, singleValues, type FigureTable } from '../observationTables.ts';
import { sortableTable, type TableSorting } from './dataTable.ts';
import { element, section, type Child } from './element.ts';

/** Every value of the whole run, of each stage and of each request. */
export function measuredSections(observations: readonly Observation[], sorting: TableSorting): HTMLElement[] {
  const tableOf = (caption: string, table: FigureTable): HTMLElement | undefined =>
    table.rows.length === 0 ? undefined : sortableTable(caption, table, sorting);
  const wholeRun = [
    tableOf('Distributions over the whole run', distributions(observations)),
    tableOf('Totals, rates and peaks', singleValues(observations)),
  ].filter((table) => table !== undefined);
  const parts: [string, Child][] = [
    ['Stages', tableOf('Measured in each stage, without warm-up', breakdown(observations, 'stage'))],
    ['Requests', tableOf('Measured of each request', breakdown(observations, 'request'))],
  ];
  return [
    section(
      'Whole run',
      wholeRun.length > 0
        ? element('div', { class: 'side-by-side' }, ...wholeRun)
        : element('p', {}, 'Nothing was measured.'),
    ),
    ...parts.filter(([, table]) => table !== undefined).map(([heading, table]) => section(heading, table)),
  ];
}
