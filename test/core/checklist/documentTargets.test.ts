import { expect, it } from 'vitest';
import { readChecklist } from '../../../core/checklist/readChecklist.ts';

const read = (text: string): string[] =>
  readChecklist(text).targets.map(({ line, expression, confidence, meaning, subject, on }) =>
    [line, expression, confidence, meaning, on.kind, ...(subject === undefined ? [] : [`(${subject})`])].join(' '),
  );

it.each<[string, string, string[]]>([
  ['items', '- [ ] **Cart test**\n  - [ ] Error rate < 2%\n', ['2 error_rate < 2% certain target item']],
  ['plain lists', '> - API p95 latency < 400ms\n', ['1 p95 latency < 400ms certain target text']],
  [
    'alarms by the line above',
    'Page somebody if any of these happens:\n\n- [ ] Error rate > 3%\n\nAfterwards:\n\n- [ ] Error rate < 1%\n',
    ['3 error_rate > 3% certain alarm item', '7 error_rate < 1% certain target item'],
  ],
  ['alarms by their heading', '## Abort conditions\n- Error rate > 3%\n', ['2 error_rate > 3% certain alarm text']],
  ['alarms by themselves', '- If error rate > 12%: stop the run\n', ['1 error_rate > 12% certain alarm text']],
  [
    'levels of a table',
    '| Metric | Target | Critical | Action |\n|---|---|---|---|\n| Error rate | < 2% | > 4% | Page |\n',
    ['3 error_rate < 2% certain target row', '3 error_rate > 4% certain alarm row'],
  ],
  [
    'tables with ids',
    '| Requirement | Description | Target |\n|---|---|---|\n| 7.10 | API response time (P99) | < 2 seconds |\n',
    ['3 p99 latency < 2s certain target row'],
  ],
  ['stated targets of blanks', '- Visitors: ____ (target: 900)\n', ['1 users >= 900 likely target text']],
  [
    'results are none',
    '| Metric | Target | Actual |\n|---|---|---|\n| Error rate | < 2% | < 1% |\n',
    ['3 error_rate < 2% certain target row'],
  ],
  [
    'nor is what was before or after',
    '| Metric | Before | After |\n|---|---|---|\n| P95 latency | 15,000ms+ | < 5s |\n',
    [],
  ],
  [
    'a target in another language',
    '| Metrik | Zielwert | Baseline |\n|---|---|---|\n| p95 latency | 300 Millisekunden | < 1s |\n',
    ['3 p95 latency <= 300ms guess target row'],
  ],
  ['code is none', '```\nerror rate < 1%\n```\n', []],
  [
    'other sources are never certain',
    'From the error tracker:\n- [ ] Error rate < 1%\n',
    ['2 error_rate < 1% likely target item'],
  ],
  [
    'different limits for one metric are never certain',
    '# Reads\n- Error rate < 1%\n# Writes\n- Error rate < 2%\n',
    ['2 error_rate < 1% likely target text', '4 error_rate < 2% likely target text'],
  ],
  [
    'nor are the other levels of such a row',
    '| Metric | Target | Critical |\n|---|---|---|\n| API error rate | < 1% | > 3% |\n\n- Error rate < 2%\n',
    [
      '3 error_rate < 1% likely target row',
      '3 error_rate > 3% likely alarm row',
      '5 error_rate < 2% likely target text',
    ],
  ],
  [
    'equal limits in different units stay certain',
    '- API p99 latency < 1s\n- API p99 latency < 1000ms\n',
    ['1 p99 latency < 1s certain target text', '2 p99 latency < 1000ms certain target text'],
  ],
])('%s', (_, text, expected) => {
  expect(read(text)).toEqual(expected);
});

it('have the place of the words that state them', () => {
  const text = '\uFEFF# é\r\n\r\n- [ ] API p95 **&lt; 400ms**\r\n';
  expect(readChecklist(text).targets.map(({ span }) => text.slice(...span))).toEqual(['&lt; 400ms']);
});
