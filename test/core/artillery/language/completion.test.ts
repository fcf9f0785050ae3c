import { describe, expect, it } from 'vitest';
import { artilleryLanguage } from '../../../../core/configs/artillery/artilleryLanguage.ts';
import type { Completion } from '../../../../core/language/languageDocument.ts';
import { atCursor } from '../../../support/cursor.ts';
import { filesBeside } from '../../../support/filesBeside.ts';

const FILES = filesBeside({
  'functions.js': 'module.exports = { login, check };\nfunction login(c) { c.vars.session = 1; }',
  'users.csv': 'name,email',
});

function offersAt(marked: string): readonly Completion[] {
  const { text, offset } = atCursor(marked);
  return artilleryLanguage(text, { files: FILES, testId: 'x', isYaml: true }).completions(offset);
}
const labelsAt = (marked: string): string[] => offersAt(marked).map(({ label }) => label);

/** The text when an offer is taken, with the stops of snippets as they are. */
function taken(marked: string, label: string): string {
  const { text } = atCursor(marked);
  const offer = offersAt(marked).find((one) => one.label === label);
  if (!offer) throw new Error(`There is no ${label} among ${labelsAt(marked).join(', ')}`);
  return text.slice(0, offer.span[0]) + offer.text + text.slice(offer.span[1]);
}

const flow = (steps: string, config = ''): string =>
  `config:\n  target: http://127.0.0.1:3000\n${config}scenarios:\n  - name: browse\n    flow:\n${steps}`;

describe('keys that may be written', () => {
  it.each<[string, string, readonly string[], readonly string[]]>([
    ['at the top', 'config:\n  target: x\n‸', ['scenarios', 'before', 'after'], ['config', 'target']],
    ['in config', 'config:\n  target: x\n  ‸\n', ['phases', 'plugins', 'environments'], ['target', 'scenarios']],
    ['in config, half written', 'config:\n  ph‸\n', ['phases'], []],
    ['in an environment', 'config:\n  environments:\n    dev:\n      ‸\n', ['target', 'phases'], ['environments']],
    ['in a phase', 'config:\n  phases:\n    - duration: 1\n      ‸\n', ['arrivalRate', 'rampTo'], ['duration', 'ramp']],
    ['in a new phase', 'config:\n  phases:\n    - ‸\n', ['duration', 'pause', 'ramp', 'constant rate'], []],
    ['in flow style', 'config:\n  phases: [{ duration: 1, ‸ }]\n', ['arrivalRate', 'pause'], ['duration']],
    ['in http', 'config:\n  http:\n    ‸\n', ['timeout', 'pool', 'defaults'], []],
    ['in plugins', 'config:\n  plugins:\n    ‸\n', ['ensure', 'expect', 'metrics-by-endpoint'], []],
    ['in a scenario', 'scenarios:\n  - name: x\n    ‸\n', ['flow', 'weight', 'engine', 'beforeScenario'], ['name']],
    ['in a step', flow('      - ‸\n'), ['get', 'post', 'loop', 'think', 'parallel'], ['emit', 'send', 'count', 'url']],
    [
      'beside a loop',
      flow('      - loop:\n          - think: 1\n        ‸\n'),
      ['count', 'over', 'whileTrue'],
      ['get'],
    ],
    ['in a loop', flow('      - loop:\n          - ‸\n        count: 2\n'), ['get', 'think'], []],
    ['in a request', flow('      - get:\n          url: /\n          ‸\n'), ['headers', 'capture', 'expect'], ['url']],
    [
      'in a capture',
      flow('      - get:\n          url: /\n          capture:\n            - ‸\n'),
      ['json', 'as'],
      ['url'],
    ],
    [
      'in a capture without a list',
      flow('      - get:\n          url: /\n          capture:\n            ‸\n'),
      ['json', 'as'],
      [],
    ],
    [
      'in an expectation',
      flow('      - get:\n          url: /\n          expect:\n            - ‸\n'),
      ['statusCode'],
      [],
    ],
    [
      'in a ws step',
      'scenarios:\n  - engine: ws\n    flow:\n      - ‸\n',
      ['send', 'connect', 'wait'],
      ['get', 'emit'],
    ],
    ['in a Socket.IO step', 'scenarios:\n  - engine: socketio\n    flow:\n      - ‸\n', ['emit', 'get'], ['send']],
    [
      'beside an emit',
      'scenarios:\n  - engine: socketio\n    flow:\n      - emit: [a]\n        ‸\n',
      ['response', 'acknowledge'],
      ['get'],
    ],
    [
      'of a threshold',
      'config:\n  ensure:\n    thresholds:\n      - ‸\n',
      ['http.response_time.p95', 'vusers.failed'],
      ['websocket.send_rate'],
    ],
  ])('%s', (_, marked, there, notThere) => {
    const labels = labelsAt(marked);
    expect(labels).toEqual(expect.arrayContaining([...there]));
    expect(labels.filter((label) => notThere.includes(label))).toEqual([]);
  });

  it.each([
    ['a mapping goes on a line of its own', 'config:\n  ht‸\n', 'http', 'config:\n  http:\n    \n'],
    ['a list begins with a dash', 'config:\n  ph‸\n', 'phases', 'config:\n  phases:\n    - \n'],
    ['a value stays on its line', 'config:\n  tar‸\n', 'target', 'config:\n  target: \n'],
    ['a colon that is there stays', 'config:\n  tar‸: x\n', 'target', 'config:\n  target: x\n'],
    [
      'a request begins with its URL',
      'scenarios:\n  - flow:\n      - g‸\n',
      'get',
      'scenarios:\n  - flow:\n      - get:\n          url: "$1"\n',
    ],
    [
      'a snippet has its keys below each other',
      'config:\n  phases:\n    - ‸\n',
      'constant rate',
      'config:\n  phases:\n    - duration: ${1:60}\n      arrivalRate: ${2:5}\n',
    ],
    ['a plugin has options', 'config:\n  plugins:\n    ex‸\n', 'expect', 'config:\n  plugins:\n    expect: {}\n'],
    ['in JSON only the name is written', '{ "config": { "ta‸" } }', 'target', '{ "config": { "target" } }'],
  ])('%s', (_, marked, label, expected) => {
    expect(taken(marked, label)).toBe(expected);
  });

  it('are explained', () => {
    const timeout = offersAt('config:\n  http:\n    ‸\n').find(({ label }) => label === 'timeout');
    expect(timeout?.documentation).toContain('Unit: seconds.');
    expect(timeout?.documentation).toContain('Default: `10`.');
  });
});

describe('values that may be written', () => {
  const withProcessor = '  processor: functions.js\n';
  it.each<[string, string, readonly string[]]>([
    ['an order', 'config:\n  payload:\n    order: ‸\n', ['random', 'sequence']],
    ['a flag', 'config:\n  payload:\n    skipHeader: ‸\n', ['true', 'false']],
    ['a mode', 'config:\n  phases:\n    - mode: ‸\n', ['uniform', 'poisson']],
    [
      'an output format',
      'config:\n  plugins:\n    expect:\n      outputFormat: p‸\n',
      ['pretty', 'json', 'prettyError', 'silent'],
    ],
    [
      'an engine',
      'config:\n  engines: { own: {} }\nscenarios:\n  - engine: ‸\n',
      ['http', 'ws', 'socketio', 'playwright', 'own'],
    ],
    ['a file', 'config:\n  processor: ‸\n', ['functions.js', 'users.csv']],
    ['a function', flow('      - function: ‸\n', withProcessor), ['login', 'check']],
    ['a hook', flow('      - get: { url: /, afterResponse: ‸ }\n', withProcessor), ['login', 'check']],
    [
      'a hook in a list',
      flow('      - get:\n          url: /\n          beforeRequest:\n            - ‸\n', withProcessor),
      ['login', 'check'],
    ],
    [
      'a hook of a scenario',
      'config:\n  processor: ./functions.js\nscenarios:\n  - beforeScenario: ‸\n    flow: []\n',
      ['login', 'check'],
    ],
  ])('%s', (_, marked, expected) => {
    expect(labelsAt(marked)).toEqual(expected);
  });

  it('in a condition of ensure: metrics that the script makes', () => {
    const marked =
      'config:\n  ensure:\n    conditions:\n      - expression: "http.re‸"\nscenarios:\n  - name: buy\n    flow: []\n';
    expect(labelsAt(marked)).toEqual(expect.arrayContaining(['http.response_time.p99', 'vusers.created_by_name.buy']));
    expect(taken(marked, 'http.requests')).toContain('expression: "http.requests"');
  });
});

describe('variables', () => {
  const CONFIG = `  variables: { city: Rome }
  payload: { path: users.csv, fields: [user, mail] }
  processor: functions.js
`;
  const STEPS = `      - get: { url: /a, capture: { json: $.id, as: first } }
      - get: { url: "/b/{{ ‸ }}", capture: { json: $.id, as: second } }
      - get: { url: /c, capture: { json: $.id, as: third } }
`;

  it('are offered between braces in the order of the flow', () => {
    const labels = labelsAt(flow(STEPS, CONFIG));
    expect(labels).toEqual(expect.arrayContaining(['city', 'user', 'mail', 'first', 'session', '$uuid', '$env.']));
    expect(labels).not.toContain('second');
    expect(labels).not.toContain('third');
    expect(labels).not.toContain('$loopCount');
  });

  it('say where they come from', () => {
    const offers = offersAt(flow(STEPS, CONFIG));
    expect(offers.find(({ label }) => label === 'user')?.documentation).toBe('a column of `users.csv`');
    expect(offers.find(({ label }) => label === 'first')?.documentation).toBe('captured by json `$.id`');
  });

  it('of a whole loop are known in its next round, with its counters', () => {
    const steps = `      - loop:
          - get: { url: "/{{ ‸ }}" }
          - get: { url: /b, capture: { json: $.id, as: later } }
        count: 3
`;
    expect(labelsAt(flow(steps))).toEqual(expect.arrayContaining(['later', '$loopCount', '$loopElement']));
  });

  it('of `before` are known in every scenario', () => {
    const text = `${flow('      - get: { url: "/{{ ‸ }}" }\n')}before:\n  flow:\n    - post: { url: /, capture: { header: x, as: token } }\n`;
    expect(labelsAt(text)).toContain('token');
  });

  it('of a response are known to what is expected of it', () => {
    const steps = `      - get:
          url: /
          capture: { json: $.id, as: own }
          expect:
            - equals: ["{{ ‸ }}", 1]
`;
    expect(labelsAt(flow(steps))).toContain('own');
  });

  it('are not known in the config, which is read before', () => {
    const labels = labelsAt(`config:\n  target: "{{ ‸ }}"\n${CONFIG}`);
    expect(labels).toContain('$env.');
    expect(labels).not.toContain('city');
    expect(labels).not.toContain('$uuid');
  });

  it('are closed where the braces are open', () => {
    expect(taken(flow('      - get: { url: "/{{ ‸" }\n', CONFIG), 'city')).toContain('"/{{ city }}"');
    expect(taken(flow('      - get: { url: "/{{ ‸ }}" }\n', CONFIG), 'city')).toContain('"/{{ city }}"');
    expect(taken(flow('      - log: "{{ $ran‸ }}"\n'), '$randomNumber(1, 100)')).toContain(
      '{{ \\$randomNumber(${1:1}, ${2:100}) }}',
    );
  });

  it('stand in conditions and loops without braces', () => {
    expect(labelsAt(flow('      - get: { url: /, ifTrue: "ci‸" }\n', CONFIG))).toContain('city');
    expect(labelsAt(flow('      - loop: [{ think: 1 }]\n        over: ‸\n', CONFIG))).toContain('city');
  });
});

describe('nothing is offered', () => {
  it.each([
    ['in a comment', 'config:\n  target: x # ‸\n'],
    ['under keys of the author', 'config:\n  variables:\n    ‸\n'],
    ['for steps of another engine', 'scenarios:\n  - engine: kafka\n    flow:\n      - ‸\n'],
  ])('%s', (_, marked) => {
    expect(labelsAt(marked)).toEqual([]);
  });
});
