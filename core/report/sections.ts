import { formatDuration } from '../format.ts';
import { checksSection } from './checksSection.ts';
import { environmentSection } from './environmentSection.ts';
import type { FigureRow } from './breakdowns.ts';
import type { ReportInput } from './reportInput.ts';
import {
  figureCell,
  numbers,
  reasonsOf,
  strong,
  text,
  valueCell,
  type Cell,
  type Column,
  type Section,
} from './section.ts';
import { stageLabel } from './timeline.ts';
import { wholeRunSection } from './wholeRunSection.ts';

/** The sections that Markdown and HTML share, in order. One that has nothing to say is left out. */
export function reportSections(input: ReportInput): Section[] {
  return [
    checksSection(input),
    ...stagesSection(input),
    ...breakdown('requests', 'Requests', 'Request', input.requests),
    errorsSection(input),
    ...breakdown('monitors', 'Monitors', 'Monitor', input.monitors),
    wholeRunSection(input),
    ...warningsSection(input),
    environmentSection(input),
  ];
}

function stagesSection({ stages }: ReportInput): Section[] {
  if (stages.length === 0) return [];
  const columns: Column[] = [{ name: 'Stage' }, { name: 'Load' }, ...numbers('Took')];
  const begin = (index: number): Cell[] => {
    const stage = stages[index];
    if (stage === undefined) return [];
    const took: Cell = [{ kind: 'figure', text: formatDuration(stage.durationMs) }];
    return [strong(stageLabel({ stage: stage.name, warmup: stage.warmup })), text(stage.level), took];
  };
  return [figureSection('stages', 'Stages', columns, stages, begin)];
}

function breakdown(id: string, title: string, name: string, rows: readonly FigureRow[]): Section[] {
  if (rows.length === 0) return [];
  return [figureSection(id, title, [{ name }], rows, (index) => [strong(rows[index]?.name ?? '')])];
}

/** A table with a row for each thing and a column for each figure that any of them has. */
function figureSection(
  id: string,
  title: string,
  columns: Column[],
  rows: readonly FigureRow[],
  begin: (index: number) => Cell[],
): Section {
  const names = [...new Set(rows.flatMap(({ figures }) => Object.keys(figures)))];
  return {
    ...{ id, title, lead: [] },
    table: {
      columns: [...columns, ...numbers(...names)],
      rows: rows.map(({ figures }, index) => [...begin(index), ...names.map((name) => figureCell(figures[name]))]),
    },
    footnotes: reasonsOf(rows.flatMap(({ figures }) => Object.values(figures))),
  };
}

function errorsSection({ errors, result }: ReportInput): Section {
  const section = { id: 'errors', title: 'Errors', footnotes: [] };
  if (errors.length === 0) {
    const failures = result.observations.find(
      ({ metric, selector }) => metric === 'failures' && Object.keys(selector).length === 0,
    );
    const isMeasured = failures !== undefined && failures.value === 0;
    return { ...section, lead: [isMeasured ? 'No request failed.' : 'No data: failures were not measured.'] };
  }
  return {
    ...section,
    lead: [],
    table: {
      columns: [{ name: 'Kind' }, ...numbers('Failures', 'Of all failures'), { name: 'Requests' }],
      rows: errors.map(({ name, failures, share, requests }) => [
        strong(name),
        valueCell(failures, 'count'),
        valueCell(share, 'ratio'),
        requests.flatMap((request, index): Cell => [
          ...text(`${index === 0 ? '' : ', '}${request.name} `),
          ...valueCell(request.failures, 'count'),
        ]),
      ]),
    },
  };
}

function warningsSection({ warnings }: ReportInput): Section[] {
  if (warnings.length === 0) return [];
  const table = { columns: [{ name: 'Logged during the run' }], rows: warnings.map((line) => [text(line)]) };
  return [{ id: 'warnings', title: 'Warnings', lead: [], table, footnotes: [] }];
}
