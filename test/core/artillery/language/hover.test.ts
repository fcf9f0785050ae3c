import { describe, expect, it } from 'vitest';
import { artilleryLanguage } from '../../../../core/configs/artillery/artilleryLanguage.ts';
import { atCursor } from '../../../support/cursor.ts';
import { filesBeside } from '../../../support/filesBeside.ts';

const FILES = filesBeside({ 'functions.js': '\nmodule.exports = { login };' });

function hoverAt(marked: string): { on: string; markdown: string } | undefined {
  const { text, offset } = atCursor(marked);
  const hover = artilleryLanguage(text, { files: FILES, testId: 'x', isYaml: true }).hover(offset);
  return hover && { on: text.slice(...hover.span), markdown: hover.markdown };
}

const flow = (steps: string, config = ''): string =>
  `config:\n  target: http://127.0.0.1:3000\n${config}scenarios:\n  - flow:\n${steps}`;

describe('a hover says what stands there', () => {
  it.each<[string, string, string, string | RegExp]>([
    [
      'a key with unit and default',
      'config:\n  http:\n    time‸out: 5\n',
      'timeout',
      /^\*\*timeout\*\*: .*Unit: seconds\.\n\nDefault: `10`\.$/s,
    ],
    [
      'a key with values',
      'config:\n  payload:\n    or‸der: random\n',
      'order',
      /Values: `random` — Any row\. `sequence` — /,
    ],
    ['a key of a phase', 'config:\n  phases:\n    - ramp‸To: 5\n', 'rampTo', /Unit: arrivals per second\./],
    [
      'a value',
      'config:\n  payload:\n    order: seq‸uence\n',
      'sequence',
      '**sequence**: One after the other, and from the top again.',
    ],
    [
      'a number of a phase',
      'config:\n  phases:\n    - duration: 60\n      arrivalRate: 1‸0\n',
      '10',
      'Phase 1: 10 arrivals per second over 60 s.',
    ],
    ['a step', flow('      - thi‸nk: 1\n'), 'think', /^\*\*think\*\*: Waits/],
    ['a request', flow('      - po‸st: { url: / }\n'), 'post', '**post**: Sends a POST request.'],
    [
      'a field of a request in a loop',
      flow('      - loop: [{ get: { u‸rl: / } }]\n        count: 2\n'),
      'url',
      /^\*\*url\*\*/,
    ],
    [
      'an expectation',
      flow('      - get: { url: /, expect: [{ status‸Code: 200 }] }\n'),
      'statusCode',
      /one of a list/,
    ],
    [
      'the metric of a threshold',
      'config:\n  ensure:\n    thresholds: [{ "http.response_time.p9‸5": 100 }]\n',
      '"http.response_time.p95"',
      /Time to the first byte/,
    ],
    ['a plugin', 'config:\n  plugins: { fake-‸data: {} }\n', 'fake-data', /made-up data/],
    [
      'a function',
      flow('      - function: lo‸gin\n', '  processor: functions.js\n'),
      'login',
      '**login**: a function of `functions.js` (line 2).',
    ],
    [
      'a variable',
      flow('      - log: "{{ ci‸ty }}"\n', '  variables: { city: Rome }\n'),
      'city',
      '**city**: from `variables` (line 3)',
    ],
    [
      'a column',
      flow('      - log: "{{ na‸me }}"\n', '  payload: { path: a.csv, fields: [name] }\n'),
      'name',
      '**name**: a column of `a.csv` (line 3)',
    ],
    [
      'a captured value',
      flow('      - get: { url: /, capture: { json: $.id, as: id } }\n      - get: { url: "/{{ i‸d }}" }\n'),
      'id',
      '**id**: captured by json `$.id` (line 5)',
    ],
    [
      'a variable without a value',
      flow('      - log: "{{ ci‸ty }}"\n'),
      'city',
      '**city**: nothing in this script gives it a value.',
    ],
  ])('%s', (_, marked, on, markdown) => {
    const hover = hoverAt(marked);
    expect(hover?.on).toBe(on);
    if (typeof markdown === 'string') expect(hover?.markdown).toBe(markdown);
    else expect(hover?.markdown).toMatch(markdown);
  });

  it('shows the load behind `phases`', () => {
    const hover = hoverAt(flow('      - think: 1\n', '  pha‸ses: [{ duration: 10, arrivalRate: 5 }]\n'));
    expect(hover?.markdown).toContain('10 s, up to 5 arrivals/s, 50 in all');
    expect(hover?.markdown).toContain('data:image/svg+xml,');
  });

  it('shows what an environment makes of the config', () => {
    const config = `  phases: [{ duration: 10, arrivalRate: 5 }]
  environments:
    sta‸ging: { target: "http://127.0.0.2", phases: [{ duration: 20 }] }
`;
    const markdown = hoverAt(flow('      - think: 1\n', config))?.markdown ?? '';
    expect(markdown).toContain('chosen with `-e staging`');
    expect(markdown).toContain('Target: `http://127.0.0.2`');
    expect(markdown).toContain('It changes `target`, `phases`;');
    expect(markdown).toContain('20 s, up to 5 arrivals/s, 100 in all');
  });

  it.each([
    ['a key of the author', 'config:\n  variables: { ci‸ty: 1 }\n', /from `variables`/],
    ['a text', flow('      - log: "he‸llo"\n'), /^$/],
    ['a step of another engine', 'scenarios:\n  - engine: kafka\n    flow:\n      - pub‸lish: {}\n', /^$/],
  ])('says nothing it does not know: %s', (_, marked, expected) => {
    expect(hoverAt(marked)?.markdown ?? '').toMatch(expected);
  });
});
