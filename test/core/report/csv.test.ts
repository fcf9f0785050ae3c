import { describe, expect, it } from 'vitest';
import { csvReport, csvText } from '../../../core/report/csv.ts';
import { eventsOf, frame, gauge, trend } from '../run/helpers.ts';
import { inputOf, shopInput } from './reportFixture.ts';

describe('the table of metrics', () => {
  const lines = csvReport(shopInput(12)).trimEnd().split('\n');

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
    const input = inputOf({}, eventsOf([frame(0, [trend('latency', [10.123456789], { request: 'a' })])]));
    expect(csvReport(input)).toContain('\n0,main,false,latency,p99,,10.123456789,ms\n');
  });

  it('keeps negative numbers numbers', () => {
    const input = inputOf({}, eventsOf([frame(0, [gauge('temperature', [-4.5])])]));
    expect(csvReport(input)).toContain('0,main,false,temperature,avg,,-4.5,1\n');
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
    const input = inputOf({}, eventsOf([frame(0, [trend('latency', [1], tags)])]));
    expect(csvReport(input)).toContain(',request=a\\=b\\;c\\\\d,');
  });
});
