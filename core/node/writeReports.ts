import { messageOf } from '../errors.ts';
import { METRICS_TABLE_FILE, REPORT_FORMATS, type ReportFile } from '../report/formats.ts';
import type { ReportInput } from '../report/reportInput.ts';
import { metricsTable, type MetricsTableSource } from './metricsTable.ts';
import { writeWholeInPieces } from './wholeFile.ts';

export interface ReportPlace {
  write: (fileName: string, text: string) => void;
  /** Path of a file in the run folder. */
  file: (fileName: string) => string;
  hide: (text: string) => string;
}

/** Writes every format of the report. One that cannot be made or written loses none of the others; gives back what failed. */
export async function writeReports(
  input: () => ReportInput,
  { write, file, hide }: ReportPlace,
  formats: Record<string, ReportFile> = REPORT_FORMATS,
): Promise<string[]> {
  let content: ReportInput;
  try {
    content = input();
  } catch (error) {
    return [`the reports could not be made: ${messageOf(error)}`];
  }
  const problems: string[] = [];
  for (const { fileName, render } of Object.values(formats)) {
    try {
      write(fileName, render(content));
    } catch (error) {
      problems.push(`${fileName} could not be written: ${messageOf(error)}`);
    }
  }
  try {
    await writeMetricsTable(file(METRICS_TABLE_FILE), { input: content, eventFile: file('events.ndjson'), hide });
  } catch (error) {
    problems.push(`${METRICS_TABLE_FILE} could not be written: ${messageOf(error)}`);
  }
  return problems;
}

async function writeMetricsTable(file: string, source: MetricsTableSource): Promise<void> {
  await writeWholeInPieces(file, async (take) => {
    const { isWhole } = await metricsTable(source, take);
    if (!isWhole) throw new Error('events.ndjson, which it is made from, is not whole');
  });
}
