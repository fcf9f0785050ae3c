import { parseMoment } from '../../text/moment.ts';
import type { SampleKey } from './samples.ts';
import { STAGE_TAG } from './wrapper.ts';

type Column = 'metric_name' | 'timestamp' | 'metric_value' | 'scenario' | 'status' | 'name' | 'extra_tags';

export interface CsvRow {
  key: SampleKey;
  /** Since the Unix epoch, in whatever unit the file is in; in ms where it states dates. */
  at: number;
  value: number;
}

/** Lines of k6's CSV output, of which the first names the columns. */
export class CsvRows {
  private columns: Readonly<Record<Column, number>> | undefined;
  private columnCount = 0;

  /** Undefined for the header and for what is no whole row; `isHeader` tells which. */
  take(line: string): { row: CsvRow | undefined; isHeader: boolean } {
    const fields = splitCsv(line);
    if (this.columns === undefined) {
      this.columnCount = fields.length;
      const at = (name: string): number => fields.indexOf(name);
      this.columns = {
        metric_name: at('metric_name'),
        timestamp: at('timestamp'),
        metric_value: at('metric_value'),
        scenario: at('scenario'),
        status: at('status'),
        name: at('name'),
        extra_tags: at('extra_tags'),
      };
      return { row: undefined, isHeader: true };
    }
    const { columns } = this;
    const field = (name: Column): string => fields[columns[name]] ?? '';
    const value = field('metric_value');
    const row = {
      key: {
        metric: field('metric_name'),
        scenario: field('scenario'),
        status: field('status'),
        request: field('name'),
        stage: Number(STAGE_IN_TAGS.exec(field('extra_tags'))?.[1]),
      },
      at: momentOf(field('timestamp')),
      value: Number(value),
    };
    const hasAllColumns = fields.length >= this.columnCount;
    const isWhole = hasAllColumns && row.key.metric !== '' && row.at > 0 && Number.isFinite(row.value) && value !== '';
    return { row: isWhole ? row : undefined, isHeader: false };
  }
}

function momentOf(text: string): number {
  const at = Number(text);
  return Number.isNaN(at) ? parseMoment(text) : at;
}

const STAGE_IN_TAGS = new RegExp(`(?:^|&)${STAGE_TAG}=(\\d+)`);

function splitCsv(line: string): string[] {
  if (!line.includes('"')) return line.split(',');
  const fields: string[] = [];
  for (const [whole, quoted, plain] of line.matchAll(/(?:"((?:[^"]|"")*)"|([^,]*))(?:,|$)/g)) {
    fields.push(quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'));
    if (!whole.endsWith(',')) break;
  }
  return fields;
}
