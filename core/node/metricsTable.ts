import { existsSync } from 'node:fs';
import { CsvTable } from '../report/csv.ts';
import type { ReportInput } from '../report/reportInput.ts';
import { readEventFile } from './runStore/readEventFile.ts';

/** Rows are handed over in pieces of about so many characters. */
const PIECE = 64 * 1024;

export interface MetricsTableSource {
  input: Pick<ReportInput, 'result' | 'spans'>;
  /** `events.ndjson` of the run, which the rows of its seconds are made from. */
  eventFile: string;
  /** Takes secrets out of names. */
  hide?: (text: string) => string;
}

/**
 * Hands over the table of metrics piece by piece, so that memory does not grow with the length of the run. `isWhole`
 * tells whether the events were there from the first to the last one.
 */
export async function metricsTable(
  { input, eventFile, hide }: MetricsTableSource,
  take: (text: string) => void,
): Promise<{ isWhole: boolean }> {
  const table = new CsvTable(hide);
  let piece = table.head(input);
  let ends = 0;
  if (!existsSync(eventFile)) {
    take(piece);
    return { isWhole: false };
  }
  const reading = await readEventFile(eventFile, (event) => {
    if (event.kind === 'finished') ends += 1;
    if (event.kind !== 'frame') return;
    piece += table.rows(event.frame);
    if (piece.length < PIECE) return;
    take(piece);
    piece = '';
  });
  take(piece);
  return { isWhole: ends > 0 && reading.damagedLines === 0 && reading.tornBytes === 0 };
}
