import { describe, expect, it } from 'vitest';
import { markdownReport } from '../../../core/report/markdown.ts';
import { markdownCode, markdownTable, markdownText } from '../../../core/report/markdownTable.ts';
import { shopInput } from './reportFixture.ts';

describe('the Markdown report', () => {
  const report = markdownReport(shopInput());

  it('has a row for each check with requirement, target, actual, status and action', () => {
    expect(report).toContain(
      '| 14.10 API within 500 ms | `p95 latency` | `< 100`, critical `> 120` | 156 ms | fail | Scale \\*up\\* |',
    );
  });

  it('never shows a value or a pass where nothing was measured, and says why', () => {
    expect(report).toMatch(
      /\| `p95 provisioning < 1000` \| `< 1000` \| no data \| no data; nothing measured: .*`provisioning`/,
    );
  });

  it.each([
    ['the verdict', '# The shop: fail'],
    ['what the figures cover', 'Whole-run figures cover 27 s of load; 3 s of warm-up are left out.'],
    ['a requirement that no check names', 'Requirement 14.11 Search stays usable belongs to this test, but no check'],
    ['stages, warm-up among them', '| warm-up |  | 3 s |'],
    ['requests', '| open cart | 540 | 20 /s | 74.2 ms |'],
    ['errors by kind', '| status 503 | 6 | 100 % | pay 6 |'],
    ['monitors in their unit', '| cpu | 40 % | 61.11 % |'],
    ['who ran it', 'by ada'],
    ['the commit', 'eaf4edea'],
    ['the target', 'http://127.0.0.1:8080'],
    ['the load', 'abcdef012345'],
    ['room to sign', '## Sign-off'],
    ['room for notes', '## Notes'],
  ])('tells %s', (_, expected) => {
    expect(report).toContain(expected);
  });

  it.each([
    ['a smoke run', shopInput(30, undefined, { smoke: true }), '> **Smoke run'],
    ['a cancelled run', shopInput(30, { kind: 'cancelled' }), '> **Partial run: it was cancelled'],
    ['a failed run', shopInput(30, { kind: 'failed', message: 'crashed' }), '> **Invalid run'],
    [
      'a stopped run',
      shopInput(30, { kind: 'stopped', guardId: 'shop/guard', message: 'm' }),
      '> **Partial run: a guard',
    ],
  ])('marks %s above all figures', (_, input, mark) => {
    const marked = markdownReport(input);
    expect(marked).toContain(mark);
    expect(marked.indexOf(mark)).toBeLessThan(marked.indexOf('Verdict'));
  });

  it('says so when a percentile is of few samples', () => {
    expect(markdownReport(shopInput(4))).toContain('(p99 of only 40 samples)');
  });

  it('keeps a table in one piece whatever the names are', () => {
    const hostile = markdownReport(shopInput(5, undefined, { title: 'a | b <script>\n# c', startedBy: 'x | y\nz' }));
    expect(hostile).toContain('# a \\| b \\<script> # c: fail');
    expect(hostile).toContain('by x \\| y z |');
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
    ['&lt;b&gt;', '\\&lt;b\\&gt;'],
    ['# no heading', '\\# no heading'],
    ['- no list', '\\- no list'],
    ['1. no list', '1\\. no list'],
    ['-5 ms', '-5 ms'],
  ])('%s', (text, expected) => {
    expect(markdownText(text)).toBe(expected);
  });

  it('code keeps a table in one piece', () => {
    expect(markdownTable(['x'], [[markdownCode('a | `b`')]])).toBe("| x |\n| --- |\n| `a \\| 'b'` |");
  });
});
