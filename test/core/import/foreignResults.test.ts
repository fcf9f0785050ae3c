import { describe, expect, it } from 'vitest';
import { readText } from '../../../core/import/readText.ts';
import { textOf } from './importFixture.ts';

describe('what other tools wrote', () => {
  const hey = textOf('hey.txt');

  it.each([
    ['a summary of oha', 'oha', hey.replace(/^Summary:$/m, 'Summary:\n  Success rate:\t100.00%')],
    ['one of oha by its distribution', 'oha', hey.replace('Latency distribution:', 'Response time distribution:')],
    [
      'the console of k6',
      '--summary-export',
      '     data_received..................: 5.9 kB 9.0 kB/s\n     http_reqs......................: 1 2/s\n',
    ],
    [
      'the console of k6 without its figures',
      '--summary-export',
      'running (00m00.7s), 0/1 VUs, 1 complete and 0 interrupted iterations\n',
    ],
    [
      'a record of the dashboard of k6',
      'record of the web dashboard of k6',
      '{"event":"param","data":{"scenarios":[]}}\n{"event":"metric","data":{"http_req_blocked":{"type":"trend"}}}\n',
    ],
    [
      'the console of Artillery',
      '--output report.json',
      '\nSummary report @ 13:55:01(+0000)\nhttp.codes.200: ... 20\n',
    ],
    ['its periods', '--output report.json', 'Metrics for period to: 10:18:00(+0000) (width: 2.897s)\n'],
    [
      'a report of Artillery 1',
      'Artillery 1',
      '{"aggregate":{"scenariosCreated":60,"latency":{"min":76.2},"codes":{"200":32}},"intermediate":[]}',
    ],
    [
      'what coder prints',
      '--output json:result.json',
      '\nTest results:\n\tPass:  3\n\tFail:  0\n\tTotal: 3\n\nTotal duration: 26.5s\n',
    ],
    ['a CSV of JMeter', 'JMeter', 'timeStamp,elapsed,label,responseCode\n1,2,a,200\n'],
    ['an XML of JMeter', 'JMeter', '<?xml version="1.0"?>\n<testResults version="1.2">\n</testResults>'],
    ['a table of Locust', 'Locust', 'Type,Name,Request Count,Failure Count,Median Response Time\nGET,/,1,0,3\n'],
    ['the history of Locust', 'Locust', 'Timestamp,User Count,Type,Name,Requests/s\n'],
    ['ab', 'of ab,', 'This is ApacheBench, Version 2.3\nRequests per second:    1915.71 [#/sec] (mean)\n'],
    [
      'a report of vegeta',
      'vegeta',
      'Requests  [total, rate]  500, 100\nLatencies     [min, mean, 50, 90]  1ms, 5ms\n',
    ],
    ['one in JSON', 'vegeta', '{"latencies":{"mean":3},"requests":1,"success":1,"status_codes":{"200":1}}'],
    [
      'the console of autocannon',
      'autocannon',
      'Running 10s test @ http://x\n10 connections\n\n┌───┐\n│ Stat    │ 2.5% │\n',
    ],
    [
      'its JSON',
      'autocannon',
      '{"url":"http://x","connections":10,"pipelining":1,"latency":{"p50":4},"requests":{"total":6500}}',
    ],
  ])('%s is refused by the name of its tool', (_, tool, text) => {
    expect(readText(text)).toEqual({ kind: 'other', reason: expect.stringContaining(tool) });
  });

  it('is not looked for where a result is, or the rest of one', () => {
    const around = `     http_reqs......................: 1 2/s\n${hey}`;
    expect(readText(around).kind).toBe('result');
    const cut = `Test results:\n\tPass:  3\n\tFail:  0\n${textOf('coder-interleaved.json')}`;
    expect(readText(cut).kind).toBe('damaged');
  });

  it('is not what hey wrote, with whatever words around it', () => {
    expect(readText(`Success rate: 100 %\n${hey}`).kind).toBe('result');
  });
});
