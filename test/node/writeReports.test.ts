import { describe, expect, it } from 'vitest';
import { writeReports } from '../../core/node/writeReports.ts';
import { REPORT_FORMATS } from '../../core/report/formats.ts';
import { shopInput } from '../core/report/reportFixture.ts';

describe('writing the reports of a run', () => {
  it('writes every format', () => {
    const files: string[] = [];
    expect(
      writeReports(
        () => shopInput(3),
        (file) => void files.push(file),
      ),
    ).toEqual([]);
    expect(files).toEqual(['report.md', 'report.html', 'junit.xml', 'metrics.csv', 'result.json']);
  });

  it('loses none of the others when one cannot be made or written, and tells which', () => {
    const files: string[] = [];
    const broken = () => {
      throw new Error('no such figure');
    };
    const problems = writeReports(
      () => shopInput(3),
      (file) => {
        if (file === 'junit.xml') throw new Error('no space left');
        files.push(file);
      },
      { ...REPORT_FORMATS, html: { fileName: 'report.html', render: broken } },
    );
    expect(files).toEqual(['report.md', 'metrics.csv', 'result.json']);
    expect(problems).toEqual([
      'report.html could not be written: no such figure',
      'junit.xml could not be written: no space left',
    ]);
  });

  it('tells when there is nothing to report from', () => {
    const fail = () => {
      throw new Error('broken');
    };
    expect(writeReports(fail, () => undefined)).toEqual(['the reports could not be made: broken']);
  });
});
