import { describe, expect, it } from 'vitest';
import { CsvTable, csvText } from '../../../core/report/csv.ts';
import type { Frame, RunEvent } from '../../../core/run/runEvent.ts';
import { eventsOf, frame, gauge, trend } from '../run/helpers.ts';
import { inputOf, shopEvents, shopInput } from './reportFixture.ts';

function tableOf(
  input: ReturnType<typeof inputOf>,
  events: readonly RunEvent[],
  hide?: (text: string) => string,
): string {
  const table = new CsvTable(hide);
  const head = table.head(input);
  return head + events.map((event) => (event.kind === 'frame' ? table.rows(event.frame) : '')).join('');
}

const tableOfFrames = (frames: readonly Frame[], hide?: (text: string) => string): string =>
  tableOf(inputOf({}, eventsOf(frames)), eventsOf(frames), hide);

describe('the table of metrics', () => {
  const lines = tableOf(shopInput(12), shopEvents(12)).trimEnd().split('\n');

  it.each([
    ['the whole run', ',,false,requests,count,,360,1'],
    ['a stage', ',peak,false,throughput,rate,,40,1/s'],
    ['a request', ',,false,requests,count,request=pay,180,1'],
    ['a second', '5,peak,false,throughput,rate,,40,1/s'],
    ['a second of warm-up', '1,warm-up,true,requests,count,,40,1'],
    ['a request in a second', '5,peak,false,requests,count,request=open cart,20,1'],
    ['failures by status', '9,peak,false,failures,count,request=pay;status=503,2,1'],
    ['a monitor', '4,peak,false,cpu,avg,,0.8,1'],
  ])('has a row for %s', (_, row) => {
    expect(lines).toContain(row);
  });

  it('has eight columns in every row, in order of time after the rows of the whole run', () => {
    expect(lines[0]).toBe('second,stage,warmup,metric,statistic,tags,value,unit');
    const seconds = lines.slice(1).map((line) => line.split(','));
    expect(seconds.every((cells) => cells.length === 8)).toBe(true);
    const numbers = seconds.map(([second]) => (second === '' ? -1 : Number(second)));
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
  });

  it('writes what was measured and does not round: percentiles are of the second itself', () => {
    const frames = [frame(0, [trend('latency', [10.123456789], { request: 'a' })])];
    expect(tableOfFrames(frames)).toContain('\n0,main,false,latency,p99,,10.123456789,ms\n');
  });

  it('keeps negative numbers numbers', () => {
    expect(tableOfFrames([frame(0, [gauge('temperature', [-4.5])])])).toContain(
      '0,main,false,temperature,avg,,-4.5,1\n',
    );
  });

  it.each([
    ['=1+1', "'=1+1"],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\tx', "'\tx"],
    ['\rx', `"'\rx"`],
    ['a,b', '"a,b"'],
    ['say "hi"', '"say ""hi"""'],
    ['two\nlines', '"two\nlines"'],
    ['plain', 'plain'],
  ])('%j is safe in a spreadsheet', (text, expected) => {
    expect(csvText(text)).toBe(expected);
  });

  it('tells signs of names from its own in tags', () => {
    const tags = { request: 'a=b;c\\d' };
    expect(tableOfFrames([frame(0, [trend('latency', [1], tags)])])).toContain(',request=a\\=b\\;c\\\\d,');
  });

  it('keeps the order in which series came up, and tells a second that comes twice once', () => {
    const one = frame(0, [gauge('b', [1])]);
    const both = frame(1, [gauge('a', [1]), gauge('b', [1])]);
    const names = tableOfFrames([one, one, both])
      .split('\n')
      .filter((line) => /^\d/.test(line))
      .map((line) =>
        line
          .split(',')
          .filter((_, at) => at === 0 || at === 3 || at === 4)
          .join(' '),
      );
    expect(names).toEqual(['0 b avg', '0 b max', '1 b avg', '1 b max', '1 a avg', '1 a max']);
  });

  it('holds no secret in a name', () => {
    const frames = [frame(0, [gauge('users', [1], { request: 'get hush-hush' })])];
    const table = tableOfFrames(frames, (text) => text.replaceAll('hush-hush', '[secret]'));
    expect(table).toContain(',request=get [secret],');
    expect(table).not.toContain('hush');
  });
});
