import { describe, expect, it } from 'vitest';
import { markdownReport } from '../../core/report/markdown.ts';
import { markdownCode, markdownTable, markdownText } from '../../core/report/markdownTable.ts';
import type { RunManifest } from '../../core/run/runManifest.ts';
import type { RunResult } from '../../core/run/runResult.ts';

const manifest: RunManifest = {
  ...{
    version: 1,
    runId: '20260131_120000_shop',
    testId: 'shop',
    title: 'The shop',
    runner: 'http',
    state: 'completed',
  },
  ...{ tool: { name: 'engine', version: '1' }, startedAt: 0, endedAt: 61_000, smoke: false, confirmedHosts: [] },
  ...{ startedBy: 'ada', machine: { platform: 'linux', cores: 2, node: 'v24' }, command: [], process: { pid: 1 } },
  ...{ plan: { path: 'shop.headroom.yaml', text: '', effectiveTest: {} }, overrides: {}, loadHash: 'abcdef0123456789' },
};
const result: RunResult = {
  ...{ version: 1, runId: manifest.runId, testId: 'shop', state: 'completed', verdict: 'fail', reasons: ['one | two'] },
  checks: [
    {
      ...{ id: 'shop/p95-latency', expression: 'p95 latency', verdict: 'fail', observed: 612, unit: 'ms' },
      ...{ levels: { target: '< 500ms', critical: '> 600ms' }, requirement: '14.10', action: 'Scale *up*', notes: [] },
    },
    {
      ...{ id: 'shop/error_rate', expression: 'error_rate < 1%', verdict: 'no-data', unit: 'ratio' },
      ...{ levels: { target: '< 1%' }, notes: ['nothing measured'] },
    },
  ],
  observations: [
    { metric: 'latency', statistic: 'p95', selector: {}, value: 612, unit: 'ms' },
    { metric: 'latency', statistic: 'p95', selector: { stage: 'peak' }, value: 700, unit: 'ms' },
  ],
};

describe('the Markdown report', () => {
  const report = markdownReport({ manifest, result, requirements: new Map([['14.10', 'API within 500 ms']]) });

  it('has a row for each check with requirement, target, actual, status and action', () => {
    expect(report).toContain(
      '| 14.10 API within 500 ms | `p95 latency` | `< 500ms`, critical `> 600ms` | 612 ms | fail | Scale \\*up\\* |',
    );
  });

  it('never shows a value or a pass where nothing was measured', () => {
    expect(report).toMatch(/\| `error_rate < 1%` \| `< 1%` \| – \| no data; nothing measured \|/);
  });

  it('names the verdict with its reasons, the stages and where it ran', () => {
    for (const text of [
      '# The shop: fail',
      '- one \\| two',
      '| peak | – | 700 ms |',
      'ada',
      '1 m 01 s',
      'abcdef012345',
    ]) {
      expect(report).toContain(text);
    }
  });
});

describe('Markdown text', () => {
  it.each([
    ['a | b', 'a \\| b'],
    ['<script>', '\\<script>'],
    ['p95 < 1s', 'p95 < 1s'],
    ['error_rate', 'error_rate'],
    ['_word_', '\\_word\\_'],
    ['two\r\nlines', 'two lines'],
    ['[a](b)', '\\[a\\](b)'],
  ])('%s', (text, expected) => {
    expect(markdownText(text)).toBe(expected);
  });

  it('code keeps a table in one piece', () => {
    expect(markdownTable(['x'], [[markdownCode('a | `b`')]])).toBe("| x |\n| --- |\n| `a \\| 'b'` |");
  });
});
