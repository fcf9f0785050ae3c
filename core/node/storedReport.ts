import path from 'node:path';
import { METRICS_TABLE_FILE, REPORT_FORMATS, type ReportFormat } from '../report/formats.ts';
import { reportInput, type ReportInput } from '../report/reportInput.ts';
import { RunTimeline } from '../report/timeline.ts';
import { startRun } from '../run/foldRun.ts';
import { metricsTable } from './metricsTable.ts';
import { readDescribedRun } from './runStore/describedRun.ts';
import { writeWhole, writeWholeInPieces } from './wholeFile.ts';

/** Every format that a run can be written in again. */
export const EXPORT_FORMATS = ['md', 'html', 'junit', 'csv', 'json'] as const satisfies readonly (
  ReportFormat | 'csv'
)[];
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** What its file in a run folder is called. */
export function exportFileName(format: ExportFormat): string {
  return format === 'csv' ? METRICS_TABLE_FILE : REPORT_FORMATS[format].fileName;
}

/** Reads a run for its report, also one that was cut off. `notes` tell what was missing. */
export async function readReportInput(folder: string): Promise<{ input: ReportInput; notes: string[] }> {
  const timeline = new RunTimeline();
  const run = await readDescribedRun(folder, { onEvent: (event) => timeline.take(event) });
  const { manifest, result, fold, notes } = run;
  const input = reportInput({ manifest, result, fold: fold ?? startRun({ checks: [], guards: [] }), timeline });
  return { input, notes };
}

/** Writes a run in one format, whole or not at all. */
export async function writeStoredReport(
  folder: string,
  input: ReportInput,
  format: ExportFormat,
  file: string,
): Promise<void> {
  if (format !== 'csv') {
    writeWhole(file, `${REPORT_FORMATS[format].render(input).trimEnd()}\n`);
    return;
  }
  await writeWholeInPieces(file, async (take) => {
    await metricsTable({ input, eventFile: path.join(folder, 'events.ndjson') }, take);
  });
}
