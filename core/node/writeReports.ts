import { messageOf } from '../errors.ts';
import { REPORT_FORMATS } from '../report/formats.ts';
import type { ReportInput } from '../report/reportInput.ts';

type Formats = Record<string, (typeof REPORT_FORMATS)[keyof typeof REPORT_FORMATS]>;

/** Writes every format of the report. One that cannot be made or written loses none of the others; gives back what failed. */
export function writeReports(
  input: () => ReportInput,
  write: (fileName: string, text: string) => void,
  formats: Formats = REPORT_FORMATS,
): string[] {
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
  return problems;
}
