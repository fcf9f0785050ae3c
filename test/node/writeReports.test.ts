import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { metricsTable } from '../../core/node/metricsTable.ts';
import { writeReports, type ReportPlace } from '../../core/node/writeReports.ts';
import { REPORT_FORMATS } from '../../core/report/formats.ts';
import { shopEvents, shopFrame, shopInput } from '../core/report/reportFixture.ts';
import { newFolder } from '../support/storedRun.ts';

/** A run folder with the events of a shop, and what is written there beside the table of metrics. */
function place(
  events = shopEvents(3).map((event) => JSON.stringify(event)),
  refused?: string,
): ReportPlace & { files: string[]; folder: string } {
  const folder = newFolder();
  writeFileSync(path.join(folder, 'events.ndjson'), events.map((line) => `${line}\n`).join(''));
  const files: string[] = [];
  const write = (file: string): void => {
    if (file === refused) throw new Error('no space left');
    files.push(file);
  };
  return { folder, files, write, file: (name) => path.join(folder, name), hide: (text) => text };
}

describe('writing the reports of a run', () => {
  it('writes every format', async () => {
    const there = place();
    expect(await writeReports(() => shopInput(3), there)).toEqual([]);
    expect(there.files).toEqual(['report.md', 'report.html', 'junit.xml', 'result.json']);
    const table = readFileSync(there.file('metrics.csv'), 'utf8');
    expect(table).toContain('\n2,warm-up,true,requests,count,,40,1\n');
    expect(readdirSync(there.folder).sort()).toEqual(['events.ndjson', 'metrics.csv']);
  });

  it('loses none of the others when one cannot be made or written, and tells which', async () => {
    const broken = () => {
      throw new Error('no such figure');
    };
    const there = place(undefined, 'junit.xml');
    const problems = await writeReports(() => shopInput(3), there, {
      ...REPORT_FORMATS,
      html: { fileName: 'report.html', render: broken },
    });
    expect(there.files).toEqual(['report.md', 'result.json']);
    expect(existsSync(there.file('metrics.csv'))).toBe(true);
    expect(problems).toEqual([
      'report.html could not be written: no such figure',
      'junit.xml could not be written: no space left',
    ]);
  });

  it.each<[string, (lines: string[]) => string[]]>([
    ['lack their end', (lines) => lines.slice(0, -1)],
    ['are damaged in the middle', (lines) => lines.with(1, '\0\0')],
  ])('leaves no table of metrics where the events %s, and says so', async (_, harm) => {
    const there = place(harm(shopEvents(3).map((event) => JSON.stringify(event))));
    expect(await writeReports(() => shopInput(3), there)).toEqual([
      'metrics.csv could not be written: events.ndjson, which it is made from, is not whole',
    ]);
    expect(readdirSync(there.folder)).toEqual(['events.ndjson']);
  });

  it('tells when there is nothing to report from', async () => {
    const fail = () => {
      throw new Error('broken');
    };
    expect(await writeReports(fail, place())).toEqual(['the reports could not be made: broken']);
  });
});

it('hands the table over in pieces, none of which grows with the run', async () => {
  const sizesOf = async (seconds: number): Promise<{ longest: number; count: number }> => {
    const lines = Array.from({ length: seconds }, (_, second) =>
      JSON.stringify({ at: second, kind: 'frame', frame: shopFrame(second) }),
    );
    const sizes: number[] = [];
    const { isWhole } = await metricsTable(
      { input: shopInput(3), eventFile: place(lines).file('events.ndjson') },
      (piece) => void sizes.push(piece.length),
    );
    expect(isWhole).toBe(false);
    return { longest: Math.max(...sizes), count: sizes.length };
  };
  const short = await sizesOf(100);
  const long = await sizesOf(1000);
  expect(long.count).toBeGreaterThan(5 * short.count);
  expect(long.longest).toBeLessThan(2 * 64 * 1024);
});
