import { describe, expect, it } from 'vitest';
import { momentInName, testIdOfPath } from '../../../core/import/naming.ts';

const local = (...parts: [number, number, number, number, number, number]): number => new Date(...parts).getTime();

describe('the moment in a name', () => {
  it.each([
    ['performance_results_10k_20250528_095621', local(2025, 4, 28, 9, 56, 21)],
    ['20250528_095621', local(2025, 4, 28, 9, 56, 21)],
    ['artillery_report_20250528_095621.json', local(2025, 4, 28, 9, 56, 21)],
    ['summary-2025-05-28T09-56-21Z.json', Date.UTC(2025, 4, 28, 9, 56, 21)],
    ['k6-2025-05-28T09:56:21.123Z.json', Date.UTC(2025, 4, 28, 9, 56, 21)],
    ['report-2025-05-28T09-56-21-024Z.json', Date.UTC(2025, 4, 28, 9, 56, 21)],
    ['report_2025-05-28T09_56_21_024Z.json', Date.UTC(2025, 4, 28, 9, 56, 21)],
    ['report-2025-05-28T09-56-21-1000users.json', local(2025, 4, 28, 9, 56, 21)],
    ['run_1748426181', 1748426181000],
    ['run_1748426181250.json', 1748426181250],
    ['run_5', undefined],
    ['wrk_ramp_health_1000users.txt', undefined],
    ['20250231_101010', undefined],
    ['20251301_101010', undefined],
    ['id_202505280956211', undefined],
  ])('%s', (name, moment) => {
    expect(momentInName(name)).toBe(moment);
  });
});

describe('the test that a file is of', () => {
  it.each([
    [['scaletest-results', '20250528_095621', 'pod-workspaces.json'], 'pod-workspaces'],
    [['@logs', 'performance_results_10k_20250528_095621', 'wrk_ramp_health_100users.txt'], 'wrk_ramp_health_100users'],
    [['results', 'search_20250528_095621', 'summary.json'], 'search'],
    [['shop', 'results', 'summary.json'], 'shop'],
    [['results', 'search-2025-05-28T09-56-21Z.json.gz'], 'search'],
    [['results', 'search-2025-05-28T09-56-21-024Z.json'], 'search'],
    [['results', 'search-2025-05-28T09-56-21-100users.json'], 'search--100users'],
    [['shop', 'report-2025-05-28T09-56-21-024Z.json'], 'shop'],
    [['20260101_000001_shop', 'raw', 'summary.json'], 'shop'],
    [['a b', 'größe 1.txt'], 'gr-e-1'],
    [['results', '20250528_095621', 'results.json'], 'imported'],
  ])('%j', (parts, id) => {
    expect(testIdOfPath(parts, false)).toBe(id);
    expect(id).toMatch(/^\w[\w.-]*$/);
  });

  it.each([
    [['Downloads', 'summary.json'], 'summary'],
    [['Downloads', 'k6-summary.json.gz'], 'k6-summary'],
    [['Downloads', 'report-2025-05-28T09-56-21-024Z.json'], 'report'],
    [['Downloads', 'results_20250528_095621.json'], 'results'],
    [['Downloads', '20250528_095621.json'], 'Downloads'],
  ])('%j is, where that file alone is meant, %s', (parts, id) => {
    expect(testIdOfPath(parts, true)).toBe(id);
  });
});
