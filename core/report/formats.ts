import { htmlReport } from './html/page.ts';
import { jsonReport } from './json.ts';
import { junitReport } from './junit.ts';
import { markdownReport } from './markdown.ts';
import type { ReportInput } from './reportInput.ts';

export type ReportFormat = 'md' | 'html' | 'junit' | 'json';

export interface ReportFile {
  fileName: string;
  render: (input: ReportInput) => string;
}

/** Every format of a report: what its file in the run folder is called, and the pure function that makes its text. */
export const REPORT_FORMATS: Record<ReportFormat, ReportFile> = {
  md: { fileName: 'report.md', render: markdownReport },
  html: { fileName: 'report.html', render: htmlReport },
  junit: { fileName: 'junit.xml', render: junitReport },
  json: { fileName: 'result.json', render: jsonReport },
};

/** The table of `CsvTable`: no function of the input alone, because its rows are too many to be held in it. */
export const METRICS_TABLE_FILE = 'metrics.csv';
