import { describe, expect, it } from 'vitest';
import { markdownReport } from '../../../core/report/markdown.ts';
import { markdownCode, markdownTable, markdownText } from '../../../core/report/markdownTable.ts';
import { counter, eventsOf, frame, trend } from '../run/helpers.ts';
import { inputOf, manifestOf, shopInput } from './reportFixture.ts';

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

  it('tells a guard from a check, and a run that one stopped from one that came to its end', () => {
    expect(report).toContain('| guard `error_rate` | stop `> 0.2 for 5s` |');
    expect(report).not.toContain('guard `p95');
    expect(report).toContain('(run completed; checks');
    const stopped = markdownReport(shopInput(30, { kind: 'stopped', guardId: 'built-in', message: 'm' }));
    expect(stopped).toContain('(run stopped by a guard; checks');
    expect(stopped).toContain('| guard `built-in` |');
    expect(stopped).not.toContain('run completed');
  });

  const withRequests = (...names: string[]) => {
    const manifest = manifestOf();
    const requests = names.map((name) => ({ name }));
    return shopInput(30, undefined, { plan: { ...manifest.plan, effectiveTest: { requests } } });
  };
  it.each([
    ['the plan', ['pay', 'never sent', 'open cart'], ['pay', 'open cart']],
    ['the plan, then by name', ['pay'], ['pay', 'open cart']],
    ['names where the plan tells none', [], ['open cart', 'pay']],
  ])('lists requests in the order of %s', (_, planned, expected) => {
    expect(withRequests(...planned).requests.map(({ name }) => name)).toEqual(expected);
  });

  it.each([
    ['many', 16, 0, ' (80 % of these are failures)'],
    ['few', 1, 0, ''],
    ['many, all without a response', 0, 80, ''],
    ['some of both', 10, 80, ' (50 % of these are failures)'],
  ])('says how much of a latency is failures: %s', (_, answered, unanswered, note) => {
    const tags = { stage: 'peak', request: 'pay' };
    const second = frame(
      0,
      [
        trend(
          'latency',
          Array.from({ length: 20 }, () => 10),
          tags,
        ),
        ...[counter('requests', 20 + unanswered, tags), counter('responses', 20, tags)],
        counter('failures', answered + unanswered, tags),
      ],
      { stage: 'peak' },
    );
    const input = inputOf({}, eventsOf([second], { kind: 'completed' }));
    const told = markdownReport(input);
    const count = told.split('of these are failures').length - 1;
    // In the tables of stages and requests, and in the list of the whole run.
    expect(count).toBe(note === '' ? 0 : 3);
    if (note !== '') expect(told).toContain(`10 ms${note}`);
    const tile = input.headlines.find(({ name }) => name === 'p95 latency')?.figure;
    expect(JSON.stringify(tile).includes('failures')).toBe(note !== '');
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
