import { describe, expect, it } from 'vitest';
import { EXECUTOR_KINDS } from '../../../core/configs/k6/executors.ts';
import { k6ConfigLanguage, k6ScriptLanguage } from '../../../core/configs/k6/k6Language.ts';
import { METRIC_MEANINGS } from '../../../core/configs/k6/metricMeanings.ts';
import { K6_METRICS } from '../../../core/configs/k6/metrics.ts';
import { atCursor } from '../../support/cursor.ts';
import { K6_SCRIPT } from './k6Sample.ts';

function hoverIn(marked: string): { shown: string; markdown: string } | undefined {
  const { text, offset } = atCursor(marked);
  const hover = k6ScriptLanguage(text, 'javascript', 'load').hover(offset);
  return hover && { shown: text.slice(...hover.span), markdown: hover.markdown };
}

const inThresholds = (key: string, row: string): string =>
  `import { Trend, Counter } from 'k6/metrics';\nnew Trend('answers', true); new Counter('seats');\n` +
  `export const options = { thresholds: { '${key}': ['${row}'] } };\nexport default function () {}`;

describe('hover in the options of a k6 script', () => {
  it.each([
    [
      'export const options = { v‸us: 1 };',
      'vus',
      ['**vus**: Users at the same time', 'Default: 1.', 'A whole number'],
    ],
    [
      "export const options = { 'dur‸ation': '1s' };",
      "'duration'",
      ['**duration**', 'a number without a unit is in milliseconds'],
    ],
    ['export const options = { VU‸S: 1 };', 'VUS', ['**vus**']],
    ['export const options = { dns: { sel‸ect: "first" } };', 'select', ['`roundRobin`', 'Default: random.']],
    ['export const options = { cloud: { project‸ID: 1 } };', 'projectID', ['Grafana Cloud']],
    ['export const options = { stages: [{ duration: 1, tar‸get: 1 }] };', 'target', ['k6 does not start without it']],
    [
      "export const options = { scenarios: { a: { executor: 'constant-vus', gracefulS‸top: '1s' } } };",
      'gracefulStop',
      ['Default: 30s.'],
    ],
    [
      "const calm = { execu‸tor: 'constant-vus' };\nexport const options = { scenarios: { calm } };",
      'executor',
      ['How the scenario makes its load'],
    ],
    [
      "export const options = { scenarios: { a: { executor: 'constant-arr‸ival-rate' } } };",
      "'constant-arrival-rate'",
      ['**constant-arrival-rate**: Starts iterations', '`rate` (needed)', '`timeUnit` (default 1s)'],
    ],
    [
      "export const options = { scenarios: { ca‸lm: { executor: 'constant-vus', vus: 7, duration: '1m' }, b: {} } };",
      'calm',
      ['**Scenario calm**', '1 m 00 s, up to 7 users', 'data:image/svg+xml,'],
    ],
    [
      "export const options = { sta‸ges: [{ duration: '10s', target: 5 }] };",
      'stages',
      ['**stages**', 'up to 5 users', 'data:image/svg+xml,'],
    ],
    [
      "export const options = { thresholds: { x: [{ threshold: 'avg<1', abort‸OnFail: true }] } };",
      'abortOnFail',
      ['Ends the run as soon as it does not hold'],
    ],
    [
      inThresholds('http_req_dur‸ation{scenario:a}', 'p(95)<500'),
      'http_req_duration',
      ['**http_req_duration** (trend, in milliseconds)', 'Judged over samples with `scenario` `a`.', '`p(95)`'],
    ],
    [inThresholds('sea‸ts', 'count>1'), 'seats', ['**seats** (counter): A metric of this script.', '`count`, `rate`']],
  ])('%s', (marked, shown, parts) => {
    const hover = hoverIn(marked);
    expect(hover?.shown).toBe(shown);
    for (const part of parts) expect(hover?.markdown).toContain(part);
  });

  it.each([
    ['http_req_duration', 'p(95)<500', 'the 95th percentile of `http_req_duration` is below 500 ms.', true],
    ['http_req_duration', 'p(99.9)>=500', 'the 99.9th percentile of `http_req_duration` is at least 500 ms.', false],
    ['http_req_duration', 'p(1)>1', 'the 1st percentile of `http_req_duration` is above 1 ms.', false],
    ['http_req_duration', 'p(11)>1', 'the 11th percentile of `http_req_duration` is above 1 ms.', false],
    ['answers', 'avg<=1234.5', 'the average of `answers` is at most 1234.5 ms.', true],
    ['http_req_failed', 'rate<0.01', 'the share of `http_req_failed` is below 1 %.', true],
    ['checks', 'rate>0.999', 'the share of `checks` is above 99.9 %.', true],
    ['http_reqs', 'rate>100', 'the sum per second of `http_reqs` is above 100 per second.', false],
    ['data_sent', 'count<1000', 'the sum of `data_sent` is below 1000 bytes.', true],
    ['vus', 'value==3', 'the last value of `vus` is exactly 3.', false],
    [
      'http_reqs{scenario:a,method:GET}',
      'count!=0',
      'the sum of `http_reqs` is anything but 0, over samples with `scenario` `a` and `method` `GET`.',
      false,
    ],
  ])('of %s says %s in words', (key, row, words, holdsOfNothing) => {
    const marked = inThresholds(key, row).replace(`'${row}'`, `'${row}‸'`);
    const hover = hoverIn(marked);
    expect(hover?.shown).toBe(`'${row}'`);
    expect(hover?.markdown.startsWith(`Holds if ${words}`), hover?.markdown).toBe(true);
    expect(hover?.markdown.includes('if nothing was measured')).toBe(holdsOfNothing);
  });

  it.each([
    ['a value that is plain', 'export const options = { vus: 1‸2 };'],
    ['a threshold that is wrong', inThresholds('vus', 'p95<‸5')],
    ['a metric that is not known', inThresholds('no_su‸ch', 'count>1')],
    ['a key that is no option', 'export const options = { nothing‸OfK6: 1 };'],
    ['code', 'export const options = { vus: 1 };\nexport default function () { const v‸us = 1; }'],
    ['a script without options', 'export default function () { const v‸us = 1; }'],
  ])('says nothing of %s', (_, marked) => expect(hoverIn(marked)).toBeUndefined());

  it('says something of every key and executor of a script', () => {
    const language = k6ScriptLanguage(K6_SCRIPT, 'javascript', 'load');
    expect(language.problems).toEqual([]);
    for (const word of ['scenarios', 'browse:', 'ramping-vus', 'stages', 'target', 'env', 'search_time{', 'avg<200']) {
      expect(language.hover(K6_SCRIPT.indexOf(word, K6_SCRIPT.indexOf('options')) + 1), word).toBeDefined();
    }
  });

  it('is the same in a config file', () => {
    const { text, offset } = atCursor(
      '{ "scenarios": { "a": { "exec‸utor": "constant-vus", "duration": "1m" } }, "linger": true }',
    );
    const language = k6ConfigLanguage(text);
    expect(language.hover(offset)?.markdown).toContain('How the scenario makes its load');
    expect(language.hover(text.indexOf('constant-vus'))?.markdown).toContain('A constant number of users');
    expect(language.hover(text.indexOf('linger'))?.markdown).toContain('Stays after the test');
  });
});

describe('the signature of a threshold', () => {
  const signatureIn = (marked: string) => {
    const { text, offset } = atCursor(marked);
    return k6ScriptLanguage(text, 'javascript', 'load').signature(offset);
  };

  it.each([
    ['', 0],
    ['p', 0],
    ['p(9', 0],
    ['p(95)', 1],
    ['avg ', 1],
    ['rate', 0],
    ['avg<', 2],
    ['avg < 20', 2],
  ])('knows which part is written behind "%s"', (typed, active) => {
    expect(signatureIn(inThresholds('answers', `${typed}‸`))?.active).toBe(active);
  });

  it('says what the metric can be asked and what the limit counts', () => {
    const meanings = (key: string) => signatureIn(inThresholds(key, '‸'))?.parts.map(({ meaning }) => meaning);
    expect(meanings('answers')?.[0]).toBe('What is asked of the metric: avg, min, med, max, p(95).');
    expect(meanings('answers')?.[2]).toContain('milliseconds');
    expect(meanings('checks')?.[2]).toContain('0.01 is 1 %');
    expect(meanings('data_sent')?.[2]).toContain('bytes');
    expect(meanings('vus')?.[2]).toBe('A number, without a unit.');
  });

  it('is shown while the text is not closed, in a config file too, and nowhere else', () => {
    expect(signatureIn("export const options = { thresholds: { checks: ['ra‸\n")?.active).toBe(0);
    expect(signatureIn("export const options = { userAgent: '‸' };")).toBeUndefined();
    const { text, offset } = atCursor('{ "thresholds": { "checks": ["rate>‸"] } }');
    expect(k6ConfigLanguage(text).signature(offset)?.active).toBe(2);
  });
});

describe('the tables behind it', () => {
  it('have a meaning for every metric of k6', () => {
    expect(Object.keys(METRIC_MEANINGS).sort()).toEqual(Object.keys(K6_METRICS).sort());
  });

  it.each(EXECUTOR_KINDS)('explain %s', (kind) => {
    const hover = hoverIn(`export const options = { scenarios: { a: { executor: '‸${kind}' } } };`);
    expect(hover?.markdown).toMatch(/^\*\*[\w-]+\*\*: .*\.\n\nIt has `/);
  });
});
