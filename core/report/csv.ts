import type { Tags } from '../run/aggregate.ts';
import type { Frame } from '../run/runEvent.ts';
import type { ReportInput } from './reportInput.ts';
import { SecondRows, type SecondSeries } from './secondRows.ts';

const COLUMNS = ['second', 'stage', 'warmup', 'metric', 'statistic', 'tags', 'value', 'unit'] as const;

/**
 * Every figure of the run as one long table, RFC 4180 with LF: first `head`, then the `rows` of each frame in order. A
 * row with a second is of that second; one without is of the whole run or of the stage that it names, exactly as in
 * `result.json`. A long run has millions of rows, so nobody ever holds the whole table.
 */
export class CsvTable {
  private readonly seconds = new SecondRows();
  /** What is the same in all rows of a series is written out once. */
  private readonly names = new Map<SecondSeries, string>();

  /** `hide` takes secrets out of names, which frames still have. */
  constructor(private readonly hide: (text: string) => string = (text) => text) {}

  head({ result, spans }: Pick<ReportInput, 'result' | 'spans'>): string {
    const lines = [COLUMNS.join(',')];
    for (const { metric, statistic, selector, value, unit } of result.observations) {
      const { stage = '', ...tags } = selector;
      const isWarmup = spans.some((span) => span.stage === stage && span.warmup);
      lines.push(this.line(['', stage, String(isWarmup), metric, statistic, this.tagsText(tags), value, unit]));
    }
    return `${lines.join('\n')}\n`;
  }

  rows(frame: Frame): string {
    const place = this.line([frame.second, frame.stage, String(frame.warmup)]);
    const values = this.seconds.of(frame);
    return values.map(({ series, value }) => `${place},${this.nameOf(series)},${value},${series.unit}\n`).join('');
  }

  private nameOf(series: SecondSeries): string {
    let name = this.names.get(series);
    if (name === undefined) {
      const { metric, statistic, tags } = series;
      this.names.set(series, (name = this.line([metric, statistic, this.tagsText(tags)])));
    }
    return name;
  }

  /** `request=pay;status=503`. A backslash stands before `;`, `=` and backslashes that belong to a name. */
  private tagsText(tags: Tags): string {
    const plain = (part: string): string => this.hide(part).replace(/[\\;=]/g, '\\$&');
    return Object.entries(tags)
      .map(([key, value]) => `${plain(key)}=${plain(value)}`)
      .join(';');
  }

  private line(cells: readonly (string | number)[]): string {
    return cells.map((cell) => (typeof cell === 'number' ? String(cell) : csvText(this.hide(cell)))).join(',');
  }
}

/** A text that a spreadsheet would run as a formula gets an apostrophe in front; numbers never pass through here. */
export function csvText(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
