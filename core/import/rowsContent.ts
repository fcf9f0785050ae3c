import type { Frame, MissingFigure } from '../run/runEvent.ts';
import { CsvRows, type CsvRow } from '../runners/k6/csvRows.ts';
import { typeOf } from '../runners/k6/decoder.ts';
import { loadBeginOf, markOf } from '../runners/k6/loadBegin.ts';
import { LoadClock } from '../runners/k6/loadClock.ts';
import { SampleFrames } from '../runners/k6/samples.ts';
import { withoutCredentials } from '../text/credentials.ts';
import type { ContentEnd } from './resultContent.ts';
import { withdrawnFailures, type Withdrawn } from './withdrawnFailures.ts';

const HEADER = 'metric_name,timestamp,metric_value,';
const MOST_ROWS_LOOKED_AT = 200;
/** Larger numbers of seconds since 1970 are of a time far from now. */
const MOST_SECONDS = 1e11;

export interface RowsBegin {
  startedAt: number | undefined;
  /** What times are cut off to: whole seconds, unless k6 was asked for more. */
  resolutionMs: number;
  notes: readonly string[];
}

/** The first lines of a file tell whether they are k6's CSV, when its load began, and how exactly it tells times. */
export function rowsBegin(head: string): RowsBegin | undefined {
  const [header = '', ...lines] = head.split('\n', MOST_ROWS_LOOKED_AT);
  if (!header.startsWith(HEADER)) return undefined;
  const rows = new CsvRows();
  rows.take(header.trimEnd());
  const told = lines.flatMap((line): (CsvRow & { moment: number })[] => {
    const { row } = rows.take(line.trimEnd());
    const moment = row === undefined ? undefined : momentOf(row.at);
    return row === undefined || moment === undefined ? [] : [{ ...row, moment }];
  });
  const isWhole = told.every(({ at, moment }) => at < MOST_SECONDS || moment % 1000 === 0);
  const resolutionMs = isWhole ? 1000 : 1;
  const marked = told.map(({ key, moment, value }) => ({ mark: markOf(key), at: moment, value }));
  const startedAt = loadBeginOf(marked, resolutionMs) ?? told[0]?.moment;
  return { startedAt, resolutionMs, notes: [NO_THRESHOLDS, ...(isWhole ? [WHOLE_SECONDS] : [])] };
}

const NO_THRESHOLDS = `k6's CSV leaves out the thresholds of the script; its summary tells what came of them`;
const WHOLE_SECONDS =
  'this CSV tells times in whole seconds, so the run may have been up to 2 s shorter than counted here, and figures per second higher (`--out csv=…,timeFormat=unix_milli` tells them exactly)';

/** Understands k6's CSV output. It does not tell what kinds the script's own metrics are. */
export class RowsReader {
  private readonly rows = new CsvRows();
  private readonly frames: SampleFrames;
  private samples = 0;
  private garbage = 0;
  private isLastGarbage = false;

  constructor({ resolutionMs }: Pick<RowsBegin, 'resolutionMs'>) {
    this.frames = new SampleFrames(new LoadClock([]), typeOf, [], { shown: withoutCredentials, resolutionMs });
  }

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

  /** A last line without an end: what is there of it may be a part of anything, so it counts for nothing. */
  takeCutOff(line: string): void {
    if (line.trim() === '') return;
    this.isLastGarbage = true;
    this.garbage += 1;
  }

  passed(): Frame[] {
    return this.frames.complete();
  }

  rest(): Frame[] {
    return this.frames.rest();
  }

  warnings(): string[] {
    const { garbage } = this;
    return garbage > 0 ? [`${garbage} ${garbage === 1 ? 'line' : 'lines'} of the file could not be read`] : [];
  }

  verdicts(): [] {
    return [];
  }

  missing(): MissingFigure[] {
    return [...this.frames.unknownKinds].map((metric) => ({
      metric,
      reason: `k6's CSV does not tell whether \`${metric}\` is a counter, a gauge, a rate or a trend, so no figure of it is certain; \`--out json=…\` tells it`,
    }));
  }

  /** What was told of some requests and not of all. */
  withdrawn(end: ContentEnd): Withdrawn {
    return withdrawnFailures(this.frames.judged, end);
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
