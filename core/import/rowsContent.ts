import type { Frame } from '../run/runEvent.ts';
import { CsvRows } from '../runners/k6/csvRows.ts';
import { typeOf } from '../runners/k6/decoder.ts';
import { LoadClock } from '../runners/k6/loadClock.ts';
import { SampleFrames } from '../runners/k6/samples.ts';
import { withoutCredentials } from '../text/credentials.ts';
import type { ContentEnd } from './resultContent.ts';

const HEADER = 'metric_name,timestamp,metric_value,';

/** The first lines of a file tell whether they are k6's CSV, and when the first sample was taken. */
export function rowsBegin(head: string): { startedAt: number | undefined } | undefined {
  const [header = '', first = ''] = head.split('\n');
  if (!header.startsWith(HEADER)) return undefined;
  const rows = new CsvRows();
  rows.take(header.trimEnd());
  const { row } = rows.take(first.trimEnd());
  return { startedAt: row === undefined ? undefined : momentOf(row.at) };
}

/** Understands k6's CSV output. It does not tell what kinds the script's own metrics are, so these are values. */
export class RowsReader {
  private readonly rows = new CsvRows();
  private readonly frames = new SampleFrames(new LoadClock([]), typeOf, [], withoutCredentials);
  private samples = 0;
  private garbage = 0;
  private isLastGarbage = false;

  take(line: string): void {
    if (line === '') return;
    const { row, isHeader } = this.rows.take(line);
    const at = row === undefined ? undefined : momentOf(row.at);
    this.isLastGarbage = !isHeader && at === undefined;
    if (this.isLastGarbage) this.garbage += 1;
    if (row === undefined || at === undefined) return;
    this.samples += 1;
    this.frames.add(row.key, at, row.value);
  }

  passed(): Frame[] {
    return this.frames.complete();
  }

  rest(): Frame[] {
    return this.frames.rest();
  }

  warnings(): string[] {
    return this.garbage > 0 ? [`${this.garbage} lines of the file could not be read`] : [];
  }

  end(cutOff: string | undefined): ContentEnd {
    if (cutOff !== undefined) return { kind: 'interrupted', message: cutOff };
    const inside = this.garbage - (this.isLastGarbage ? 1 : 0);
    if (inside > 0)
      return {
        kind: 'failed',
        message: `${inside} lines inside of the file are damaged, so what they told is missing`,
      };
    if (this.isLastGarbage)
      return { kind: 'interrupted', message: 'the last line is not whole, so the file is cut off' };
    if (this.samples === 0) return { kind: 'failed', message: 'the file holds no sample' };
    return { kind: 'completed' };
  }
}

/** k6 writes seconds unless it is asked for parts of them; times of this century tell which it was. */
function momentOf(written: number): number | undefined {
  for (const perMs of [0.001, 1, 1e3, 1e6]) {
    const at = written / perMs;
    if (at > 1e12 && at < 1e13) return Math.floor(at);
  }
  return undefined;
}
