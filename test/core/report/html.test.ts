import { describe, expect, it } from 'vitest';
import { htmlReport } from '../../../core/report/html/page.ts';
import { check, counter, eventsOf, frame, gauge, selector, trend } from '../run/helpers.ts';
import { inputOf, shopInput } from './reportFixture.ts';

const HOSTILE = `<script>alert(1)</script>"'><img src=x onerror=alert(1)>&amp;\u0000`;

/** A run in which everything that has a name is called something hostile. */
function hostileReport(): string {
  const tags = { stage: HOSTILE, request: HOSTILE };
  const samples = [
    ...[trend('latency', [5], tags), counter('requests', 2, tags), counter('responses', 1, tags)],
    ...[counter('failures', 1, { ...tags, error: HOSTILE }), gauge(HOSTILE, [1])],
  ];
  const rows = [
    check(
      selector('latency', 'p95', { stage: HOSTILE }),
      { target: ['<', 4] },
      { id: HOSTILE, requirement: HOSTILE, action: HOSTILE },
    ),
  ];
  const events = [
    ...eventsOf([frame(0, samples, { stage: HOSTILE })]),
    { at: 1, kind: 'log', source: 'tool', level: 'error', line: HOSTILE } as const,
    { at: 1, kind: 'stage', stage: HOSTILE, index: 0, level: HOSTILE, warmup: false } as const,
    { at: 2, kind: 'finished', outcome: { kind: 'failed', message: HOSTILE } } as const,
  ];
  return htmlReport(
    inputOf({ checks: rows }, events, {
      ...{ title: HOSTILE, runId: HOSTILE, testId: HOSTILE, startedBy: HOSTILE, gitCommit: HOSTILE, runner: HOSTILE },
      ...{ environment: { id: HOSTILE, target: HOSTILE }, overrides: { [HOSTILE]: HOSTILE } },
    }),
  );
}

describe('the HTML report', () => {
  it('escapes every text of a user, wherever it stands', () => {
    const page = hostileReport();
    expect(page).not.toMatch(/<script|<img|\u0000/);
    expect(page.split('&lt;script&gt;').length).toBeGreaterThan(15);
    // In attributes quotes end the value, so none of the name's may be left.
    expect(page).not.toContain(`"'>`);
  });

  it('loads nothing and runs nothing', () => {
    const page = htmlReport(shopInput());
    expect(page).toContain('default-src &#39;none&#39;; style-src &#39;unsafe-inline&#39;');
    expect(page).not.toMatch(/<(script|link|iframe|img|object|embed)\b|@import|url\(|\son\w+=/);
    expect([...page.matchAll(/\s(?:src|href|xlink:href)=/g)]).toEqual([]);
  });

  it.each([
    [
      'charts with a title and a description',
      /<title id="chart-0-title">\s*Latency: time to the last byte over time\s*<\/title>/,
    ],
    ['what a chart shows in words', /p95: least [\d.]+ ms at \d:\d\d, most [\d.]+ ms at/],
    ['limits as lines', 'p95 &lt; 100 (target)'],
    ['limits of one stage', '&gt; 20 (target)'],
    ['a limit far above the chart', /Above the chart: &gt; 0\.2 for 5s \(stop\), at 20 %/],
    ['warm-up', 'class="span warmup"'],
    ['monitors', 'Monitor: cpu'],
    ['missing values with their reason', /no data<\/span>\s*<small>; nothing measured/],
    ['room to sign', 'Signature'],
  ])('shows %s', (_, expected) => {
    expect(htmlReport(shopInput())).toMatch(expected);
  });

  it('shows that a table of numbers goes on beyond the edge, and lets the keyboard scroll it', () => {
    const page = htmlReport(shopInput());
    for (const title of ['Stages', 'Requests', 'Monitors'])
      expect(page).toContain(`<div class="table scroll" role="region" aria-label="${title}" tabindex="0">`);
    expect(page).toMatch(/\.scroll \{ background:[^}]*no-repeat local[^}]*no-repeat scroll/);
  });

  it('says that nothing was measured instead of drawing empty charts', () => {
    const page = htmlReport(shopInput(0, { kind: 'cancelled' }));
    expect(page).toContain('No data over time: latency, throughput, errors, users.');
    expect(page).toContain('Partial run: it was cancelled');
    expect(page).not.toContain('<svg');
  });

  it('of four hours stays small and says what a point is', { timeout: 300_000 }, () => {
    const page = htmlReport(shopInput(14_400));
    expect(page.length).toBeLessThan(500_000);
    expect(page).toContain('Each point is of up to 32 s');
  });
});
