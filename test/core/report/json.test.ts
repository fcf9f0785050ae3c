import { describe, expect, it } from 'vitest';
import { jsonReport } from '../../../core/report/json.ts';
import { metricsSummary } from '../../../core/report/metricsSummary.ts';
import { shopInput } from './reportFixture.ts';

interface Content {
  metrics: Record<string, number>;
  stages: { name: string; figures: Record<string, { value: number | null; reason?: string }> }[];
}

describe('the JSON report', () => {
  const input = shopInput();
  const content = JSON.parse(jsonReport(input)) as Content;

  it('holds the whole result, unchanged', () => {
    expect(content).toMatchObject(JSON.parse(JSON.stringify(input.result)) as object);
  });

  it('adds stages, requests, errors and monitors in base units', () => {
    expect(content).toMatchObject({
      ...{ warmupMs: 3000, measuredMs: 27_000, silentSeconds: 0 },
      stages: [
        { name: 'warm-up', warmup: true },
        { name: 'peak', figures: { throughput: { value: 40, unit: '1/s' } } },
      ],
      requests: [{ name: 'open cart' }, { name: 'pay', figures: { failures: { value: 6, unit: '1' } } }],
      errors: [{ name: 'status 503', failures: 6, share: 1, requests: [{ name: 'pay', failures: 6 }] }],
      monitors: [{ name: 'cpu', figures: { max: { unit: 'ratio' } } }],
    });
  });

  it('says null with a reason where nothing was measured', () => {
    const empty = JSON.parse(jsonReport(shopInput(0))) as { metrics: object };
    expect(empty.metrics).toEqual({});
  });
});

describe('the flat summary', () => {
  const one = (metric: string, statistic: string, value: number, unit: string, selector = {}) => ({
    ...{ metric, statistic, selector, value, unit },
  });

  it('names metric, statistic and unit', () => {
    const observations = [
      one('latency', 'p95', 342.1, 'ms'),
      one('requests', 'count', 2501, '1'),
      one('throughput', 'rate', 40, '1/s'),
      one('error_rate', 'rate', 0.01, 'ratio'),
      one('bytes_in', 'count', 10, 'B'),
      one('latency', 'p95', 1, 'ms', { stage: 'peak' }),
      one('my.metric-x', 'max', 3, '1'),
      one('my metric x', 'max', 4, '1'),
    ];
    expect(metricsSummary(observations)).toEqual({
      ...{ latency_p95_ms: 342.1, requests: 2501, throughput_per_second: 40, error_rate_ratio: 0.01 },
      ...{ bytes_in_bytes: 10, my_metric_x_max: 3, my_metric_x_max_2: 4 },
    });
  });
});
