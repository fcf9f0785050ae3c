import { csvReport } from './csv.ts';
import { htmlReport } from './html/page.ts';
import { jsonReport } from './json.ts';
import { junitReport } from './junit.ts';
import { markdownReport } from './markdown.ts';
import type { ReportInput } from './reportInput.ts';

export type ReportFormat = 'md' | 'html' | 'junit' | 'csv' | 'json';

/** Every format of a report: what its file in the run folder is called, and the pure function that makes its text. */
export const REPORT_FORMATS: Record<ReportFormat, { fileName: string; render: (input: ReportInput) => string }> = {
  md: { fileName: 'report.md', render: markdownReport },
  html: { fileName: 'report.html', render: htmlReport },
  junit: { fileName: 'junit.xml', render: junitReport },
  csv: { fileName: 'metrics.csv', render: csvReport },
  json: { fileName: 'result.json', render: jsonReport },
};
