import type { Tags } from '../run/aggregate.ts';
import type { ReportInput } from './reportInput.ts';
import type { StageSpan } from './timeline.ts';

const COLUMNS = ['second', 'stage', 'warmup', 'metric', 'statistic', 'tags', 'value', 'unit'] as const;

/**
 * Every figure of the run as one long table, RFC 4180 with LF. A row with a second is of that second; one without is of
 * the whole run or of the stage that it names, exactly as in `result.json`.
 */
export function csvReport({ result, seconds, spans }: ReportInput): string {
  const lines = [COLUMNS.join(',')];
  for (const { metric, statistic, selector, value, unit } of result.observations) {
    const { stage = '', ...tags } = selector;
    const isWarmup = spans.some((span) => span.stage === stage && span.warmup);
    lines.push(csvLine(['', stage, String(isWarmup), metric, statistic, tagsText(tags), value, unit]));
  }
  const spanAt = spanFinder(spans);
  const cursors = seconds.map(() => 0);
  // A long run has a million rows, so what is the same in all of a column's rows is written out once.
  const names = seconds.map(({ metric, statistic, tags }) => csvLine([metric, statistic, tagsText(tags)]));
  const end = Math.max(0, ...seconds.map((column) => (column.seconds.at(-1) ?? -1) + 1));
  // In order of time; within a second in the order in which the series came up.
  for (let second = 0; second < end; second++) {
    const { stage = '', warmup = false } = spanAt(second) ?? {};
    const place = csvLine([second, stage, String(warmup)]);
    for (const [index, column] of seconds.entries()) {
      const at = cursors[index] ?? 0;
      const value = column.values[at];
      if (column.seconds[at] !== second || value === undefined) continue;
      cursors[index] = at + 1;
      lines.push(`${place},${names[index] ?? ''},${value},${column.unit}`);
    }
  }
  return `${lines.join('\n')}\n`;
}

/** For seconds in rising order. */
function spanFinder(spans: readonly StageSpan[]): (second: number) => StageSpan | undefined {
  let at = 0;
  return (second) => {
    while (at < spans.length - 1 && second >= (spans[at]?.to ?? 0)) at += 1;
    return spans[at];
  };
}

/** `request=pay;status=503`. A backslash stands before `;`, `=` and backslashes that belong to a name. */
function tagsText(tags: Tags): string {
  const plain = (part: string): string => part.replace(/[\\;=]/g, '\\$&');
  return Object.entries(tags)
    .map(([key, value]) => `${plain(key)}=${plain(value)}`)
    .join(';');
}

function csvLine(cells: readonly (string | number)[]): string {
  return cells.map((cell) => (typeof cell === 'number' ? String(cell) : csvText(cell))).join(',');
}

/** A text that a spreadsheet would run as a formula gets an apostrophe in front; numbers never pass through here. */
export function csvText(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
