import type { ArtilleryFacts } from '../../../core/configs/artillery/facts.ts';

/** A mistake by its number in the list of those that Artillery swallows, and a script that has it and no other. */
export type Row = readonly [number: number, what: string, script: string];

const TARGET = '  target: "http://127.0.0.1:3000"\n';
const GET = '      - get: { url: "/" }\n';

/** A script with these lines in its config and these steps in its flow. */
function script(config: string, steps = GET, target = TARGET): string {
  return `config:\n${target}${config}scenarios:\n  - flow:\n${steps}`;
}
const step = (line: string): string => script('', `      - ${line}\n`);
const phase = (keys: string): string => script(`  phases:\n    - ${keys}\n`);
const request = (fields: string): string => step(`post: { url: "/", ${fields} }`);
const scenarios = (text: string): string => `config:\n${TARGET}scenarios: ${text}\n`;
const ensure = (fields: string): string => script(`  plugins: { ensure: {} }\n  ensure: { ${fields} }\n`);
const withExpect = (fields: string): string =>
  script('  plugins: { expect: {} }\n', `      - get: { url: "/", ${fields} }\n`);

/** Files that stand beside the scripts. */
export const FACTS: ArtilleryFacts = {
  fileExists: (path) => !path.startsWith('gone'),
  firstRowOf: (path) => (path === 'users.csv' ? ['name', 'email'] : ['ada', 'ada@example.com']),
  isPluginInstalled: (name) => (name.startsWith('gone') ? false : undefined),
  processor: (path) => {
    if (path === 'gone.js') return { kind: 'missing' };
    if (path === 'broken.js') return { kind: 'broken', reason: 'Unexpected token, line 3' };
    return { kind: 'read', exports: ['login', 'logout', 'isDone'], variables: ['token'] };
  },
};

export const ROWS: readonly Row[] = [
  [1, 'a misspelt step', step('⟦artillery-unknown-step gett⟧: { url: "/" }')],
  [1, 'a step that is nowhere near one', step('⟦artillery-unknown-step visit⟧: { url: "/" }')],
  [1, 'a method in capitals', step('⟦artillery-upper-case-method GET⟧: { url: "/" }')],
  [2, 'headers', request('⟦artillery-request-key heders⟧: { a: b }')],
  [2, 'capture', request('⟦artillery-request-key capure⟧: { json: "$.id", as: id }')],
  [2, 'the name of another tool', request('⟦artillery-request-key query⟧: { a: b }')],
  [3, 'no URL', step('⟦artillery-missing-url get⟧: { name: x }')],
  [3, 'a URL without its key', step('get: ⟦artillery-short-request "/x"⟧')],
  [
    3,
    'a request beside its fields',
    script('', '      - get:\n        ⟦artillery-request-indentation url⟧: "/"\n        name: x\n'),
  ],
  [3, 'an empty request', step('⟦artillery-missing-url get⟧:')],
  [3, 'the other name of url', step('get: { ⟦artillery-missing-url uri⟧: "/" }')],
  [4, 'two actions', script('', '      - get: { url: "/" }\n        ⟦artillery-several-actions think⟧: 1\n')],
  [
    4,
    'a limit outside of a loop',
    script('', '      - parallel: [{ get: { url: "/" } }]\n        ⟦artillery-option-at-top limit⟧: 2\n'),
  ],
  [4, 'jitter outside of a loop', script('', '      - think: 1\n        ⟦artillery-option-at-top jitter⟧: 20%\n')],
  [
    10,
    'comments in JSON',
    '{\n  ⟦artillery-json-comment //⟧ the service\n  "config": { "target": "http://a.test" },\n  "scenarios": [{ "flow": [{ "get": { "url": "/" } }] }]\n}\n',
  ],
  [10, 'a marker at the end', `${script('')}⟦yaml-several-documents ---⟧\n`],
  [4, 'a list of steps', step('⟦artillery-nested-steps [{ think: 1 }, { log: x }]⟧')],
  [4, 'an alias of a list', `steps: &steps\n  - think: 1\n${step('⟦artillery-nested-steps *steps⟧')}`],
  [4, 'a text', step('⟦artillery-not-a-step think⟧')],
  [5, 'a URL without a slash', step('get: { url: ⟦artillery-bad-url "users/1"⟧ }')],
  [5, 'a URL without a scheme', step('get: { url: ⟦artillery-bad-url "localhost:3000/users"⟧ }')],
  [5, 'a target without a scheme', script('', GET, '  target: ⟦artillery-target-scheme localhost:3000⟧\n')],
  [6, 'a slash behind the target', script('', GET, '  target: "http://127.0.0.1:3000⟦artillery-target-slash /⟧"\n')],
  [7, 'no flow', scenarios('\n  - ⟦artillery-missing-flow name⟧: search')],
  [7, 'a flow without anything', scenarios('\n  - ⟦artillery-missing-flow flow⟧:')],
  [7, 'an empty flow', scenarios('\n  - flow: ⟦artillery-empty-flow []⟧')],
  [7, 'a flow that is no list', scenarios('\n  - flow: ⟦artillery-flow-not-a-list { get: { url: "/" } }⟧')],
  [7, 'a hook without a flow', `${script('')}before: { ⟦artillery-missing-flow engine⟧: http }\n`],
  [8, 'scenarios that are elsewhere', `⟦artillery-scenarios-elsewhere config⟧:\n${TARGET}`],
  [8, 'no scenarios', scenarios('⟦artillery-no-scenarios []⟧')],
  [8, 'scenarios that are no list', scenarios('⟦artillery-scenarios-not-a-list { flow: [] }⟧')],
  [8, 'a scenario that is no mapping', scenarios('[⟦artillery-wrong-kind search⟧]')],
  [9, 'a config that is elsewhere', '⟦artillery-config-elsewhere scenarios⟧:\n  - flow:\n      - get: { url: "/" }\n'],
  [9, 'an empty config', '⟦artillery-empty-config config⟧:\nscenarios:\n  - flow:\n      - get: { url: "/" }\n'],
  [9, 'an empty file', '⟦yaml-empty ⟧'],
  [9, 'a list', '⟦artillery-not-a-mapping - config\n- scenarios⟧\n'],
  [10, 'a key that is there twice', script(`  ⟦yaml-duplicate-key target⟧: "http://127.0.0.1:3001"\n`)],
  [10, 'a second document', `${script('')}⟦yaml-several-documents ---⟧\nconfig: {}\n`],
  [
    11,
    'no target',
    script('  phases: [{ duration: 1, arrivalRate: 1 }]\n', GET, '').replace('config', '⟦artillery-no-target config⟧'),
  ],
  [
    11,
    'no target in one environment',
    script('  environments:\n    a: { target: "http://a.test" }\n    ⟦artillery-no-target b⟧: { tls: {} }\n', GET, ''),
  ],
  [
    12,
    'environments at the top',
    `${script('')}⟦artillery-misplaced-section environments⟧: { a: { target: "http://a.test" } }\n`,
  ],
  [12, 'an environment in the config', script('  ⟦artillery-environment-key environment⟧: staging\n')],
  [
    13,
    'fewer phases',
    script(
      '  phases: [{ duration: 10, arrivalRate: 1 }, { duration: 60, arrivalRate: 10 }]\n' +
        '  environments:\n    a: { ⟦artillery-environment-phases phases⟧: [{ duration: 5, arrivalRate: 1 }] }\n',
    ),
  ],
  [
    13,
    'phases of two kinds',
    script(
      '  phases: [{ duration: 10, arrivalRate: 1 }]\n' +
        '  environments:\n    a: { phases: [{ duration: 5, ⟦artillery-environment-phase-keys arrivalCount⟧: 7 }] }\n',
    ),
  ],
  [
    13,
    'a phase that becomes a ramp',
    script(
      '  phases: [{ duration: 10, arrivalRate: 1, rampTo: 50 }]\n' +
        '  environments:\n    a: { phases: [{ duration: 5, ⟦artillery-environment-phase-keys arrivalRate⟧: 7 }] }\n',
    ),
  ],
  [14, 'a weight that is no number', scenarios('\n  - weight: ⟦artillery-bad-weight heavy⟧\n    flow: [{ think: 1 }]')],
  [14, 'a negative weight', scenarios('\n  - weight: ⟦artillery-bad-weight -1⟧\n    flow: [{ think: 1 }]')],
  [14, 'no weight above 0', scenarios('\n  - weight: ⟦artillery-no-weight 0⟧\n    flow: [{ think: 1 }]')],
  [15, 'an unknown engine', scenarios('\n  - engine: ⟦artillery-unknown-engine kafka⟧')],
  [15, 'websocket', scenarios('\n  - engine: ⟦artillery-unknown-engine websocket⟧\n    flow: [{ send: a }]')],
  [15, 'playwright', scenarios('\n  - engine: ⟦artillery-unknown-engine playwright⟧')],
  [
    16,
    'a function that is not exported',
    script('  processor: p.js\n', '      - function: ⟦artillery-unknown-function-step logn⟧\n'),
  ],
  [
    16,
    'a hook of a scenario',
    `config:\n${TARGET}  processor: p.js\nscenarios:\n  - beforeScenario: [login, ⟦artillery-unknown-function-step signUp⟧]\n    flow: [{ think: 1 }]\n`,
  ],
  [16, 'no processor at all', script('', '      - function: ⟦artillery-no-processor login⟧\n')],
  [
    17,
    'hooks of a request',
    script(
      '  processor: p.js\n',
      '      - get: { url: "/", beforeRequest: ⟦artillery-unknown-hook sign⟧, afterResponse: [⟦artillery-unknown-hook check⟧] }\n',
    ),
  ],
  [
    18,
    'a function in a ws flow',
    `config:\n  target: "ws://127.0.0.1"\n  processor: p.js\nscenarios:\n  - engine: ws\n    flow:\n      - function: ⟦artillery-unknown-ws-function hello⟧\n`,
  ],
  [19, 'a processor that is not there', script('  processor: ⟦artillery-processor-missing gone.js⟧\n')],
  [19, 'a processor that cannot be read', script('  processor: ⟦artillery-processor-broken "broken.js"⟧\n')],
  [
    20,
    'a data file that is not there',
    script('  payload: { path: ⟦artillery-payload-missing gone.csv⟧, fields: [a] }\n'),
  ],
  [21, 'no fields', script('  payload: { ⟦artillery-payload-fields path⟧: data.csv }\n')],
  [
    21,
    'the header row',
    script('  payload:\n    path: ⟦artillery-payload-header users.csv⟧\n    fields: [name, email]\n'),
  ],
  [
    21,
    'the header row, skipped by a text',
    script('  payload: { path: ⟦artillery-payload-header users.csv⟧, fields: [name], skipHeader: "true" }\n'),
  ],
  [21, 'all rows without a name', script('  payload: { path: data.csv, loadAll: ⟦artillery-payload-name true⟧ }\n')],
  [
    21,
    'an unknown order',
    script('  payload: { path: data.csv, fields: [a], order: ⟦artillery-payload-order sequental⟧ }\n'),
  ],
  [22, 'a variable in a URL', step('get: { url: "/users/⟦artillery-unknown-variable {{ id }}⟧" }')],
  [22, 'a variable in a header', request('headers: { a: "b ⟦artillery-unknown-variable {{id.x}}⟧" }')],
  [
    22,
    'a variable that is captured later',
    script(
      '',
      '      - get: { url: "/⟦artillery-unknown-variable {{ id }}⟧" }\n      - get: { url: "/", capture: { json: "$.id", as: id } }\n      - get: { url: "/{{ id }}" }\n',
    ),
  ],
  [22, 'a function without brackets', step('log: "⟦artillery-missing-call {{ $randomString }}⟧"')],
  [23, 'an operator', step(`get: { url: "/⟦artillery-bad-template {{ id || 'x' }}⟧" }`)],
  [23, 'a brace too few', step('get: { url: "/a/⟦artillery-unclosed-template {{ $uuid }⟧" }')],
  [23, 'no closing braces', step('log: "⟦artillery-unclosed-template {{ $uuid⟧"')],
  [23, 'an unknown function', step('log: "⟦artillery-unknown-function {{ $randomEmail() }}⟧"')],
  [23, 'braces without quotes', step('log: ⟦artillery-unquoted-template {{ $uuid }}⟧')],
  [
    24,
    'a column of a data file',
    script(
      '  payload: { path: data.csv, fields: [token] }\n  http: { defaults: { headers: { a: "Bearer ⟦artillery-config-template {{ token }}⟧" } } }\n',
    ),
  ],
  [
    24,
    'a variable of the config',
    script(
      '  variables: { rate: 5 }\n  phases: [{ duration: 1, arrivalRate: "⟦artillery-config-template {{ rate }}⟧" }]\n',
    ),
  ],
  [25, 'no duration', phase('⟦artillery-phase-duration arrivalRate⟧: 5')],
  [25, 'a number without a duration', phase('⟦artillery-phase-duration arrivalCount⟧: 5')],
  [25, 'a negative duration', phase('{ arrivalRate: 5, duration: ⟦artillery-negative-duration -10⟧ }')],
  [25, 'a duration in two units', phase('{ arrivalRate: 5, duration: ⟦artillery-bad-duration 1m30s⟧ }')],
  [25, 'no duration worth the name', phase('{ pause: ⟦artillery-bad-duration long⟧ }')],
  [26, 'half an arrival', phase('{ duration: 60, arrivalRate: ⟦artillery-bad-rate 0.5⟧ }')],
  [26, 'no number', phase('{ duration: 60, arrivalRate: ⟦artillery-bad-rate abc⟧ }')],
  [26, 'a negative number', phase('{ duration: 60, arrivalRate: ⟦artillery-bad-rate -5⟧ }')],
  [26, 'a limit that is no number', phase('{ duration: 60, arrivalRate: 5, maxVusers: ⟦artillery-bad-rate abc⟧ }')],
  [27, 'a rate of 0', phase('{ duration: 60, arrivalRate: ⟦artillery-phase-skipped 0⟧ }')],
  [27, 'a count of 0', phase('{ duration: 60, arrivalCount: ⟦artillery-phase-skipped 0⟧ }')],
  [27, 'a misspelt rate', phase('{ duration: 60, ⟦artillery-phase-key arivalRate⟧: 5 }')],
  [27, 'only a name', phase('⟦artillery-phase-skipped name⟧: warm up')],
  [28, 'no users', phase('{ duration: 60, arrivalRate: 5, maxVusers: ⟦artillery-no-users 0⟧ }')],
  [28, 'no phases', script('  phases: ⟦artillery-no-phases []⟧\n')],
  [28, 'phases that are no list', script('  phases: ⟦artillery-phases-not-a-list { duration: 1, arrivalRate: 1 }⟧\n')],
  [29, 'a rate and a count', phase('{ duration: 60, ⟦artillery-mixed-phase arrivalRate⟧: 5, arrivalCount: 5 }')],
  [29, 'a pause and a rate', phase('{ duration: 60, ⟦artillery-mixed-phase arrivalRate⟧: 5, pause: 5 }')],
  [30, 'an unknown mode', phase('{ duration: 60, arrivalRate: 5, mode: ⟦artillery-bad-mode random⟧ }')],
  [31, 'a loop without a count', step('⟦artillery-endless-loop loop⟧: [{ think: 1 }]')],
  [31, 'a count of 0', step('{ loop: [{ think: 1 }], count: ⟦artillery-endless-loop 0⟧ }')],
  [
    31,
    'a count that is a step',
    script('', '      - loop:\n          - think: 1\n      - ⟦artillery-loop-option count⟧: 5\n'),
  ],
  [32, 'an unknown list', step('{ loop: [{ think: 1 }], over: ⟦artillery-loop-variable users⟧ }')],
  [
    32,
    'a list in braces',
    script(
      '  variables: { users: [a] }\n',
      '      - { loop: [{ think: 1 }], over: ⟦artillery-loop-braces "{{ users }}"⟧ }\n',
    ),
  ],
  [33, 'no time', step('think: ⟦artillery-bad-think abc⟧')],
  [33, 'a fraction', step('think: ⟦artillery-bad-think 0.5⟧')],
  [33, 'less than nothing', step('think: ⟦artillery-bad-think -1⟧')],
  [34, 'a capture without a name', request('capture: { ⟦artillery-capture-name json⟧: "$.id" }')],
  [35, 'an unknown extractor', request('capture: { ⟦artillery-capture-source jsn⟧: "$.id", as: id }')],
  [35, 'no extractor', request('capture: [{ ⟦artillery-capture-source as⟧: id }]')],
  [36, 'a path that is not closed', request('capture: { json: ⟦artillery-bad-json-path "$.items["⟧, as: id }')],
  [37, 'a plugin without options', script('  plugins:\n    ⟦artillery-plugin-options expect⟧:\n')],
  [38, 'a list of plugins', script('  plugins:\n    ⟦artillery-plugins-not-a-mapping - expect\n    - ensure⟧\n')],
  [38, 'a misspelt plugin', script('  plugins: { ⟦artillery-unknown-plugin metrics-by-endpoints⟧: {} }\n')],
  [38, 'a plugin that is not installed', script('  plugins: { ⟦artillery-unknown-plugin gone⟧: {} }\n')],
  [39, 'plugins at the top', `${script('')}⟦artillery-misplaced-section plugins⟧: { ensure: {} }\n`],
  [
    40,
    'checks without their plugin',
    script('  ⟦artillery-ensure-plugin ensure⟧: { thresholds: [{ http.response_time.p95: 200 }] }\n'),
  ],
  [
    41,
    'expectations without their plugin',
    script(
      '',
      '      - get: { url: "/", ⟦artillery-expect-plugin expect⟧: { statusCode: 200 } }\n      - get: { url: "/", expect: [{ statusCode: 200 }] }\n',
    ),
  ],
  [42, 'an unknown expectation', withExpect('expect: { ⟦artillery-unknown-expectation statuscode⟧: 200 }')],
  [42, 'one in a list', withExpect('expect: [{ statusCode: 200 }, { ⟦artillery-unknown-expectation isFast⟧: true }]')],
  [43, 'an unknown format', script('  plugins: { expect: { outputFormat: ⟦artillery-expect-format prety⟧ } }\n')],
  [44, 'a timeout with a unit', script('  http: { timeout: ⟦artillery-bad-timeout 5s⟧ }\n')],
  [45, 'no flag', request('followRedirect: ⟦artillery-wrong-kind "no"⟧')],
  [45, 'headers in a list', request('headers: ⟦artillery-wrong-kind [a, b]⟧')],
  [45, 'a number as a name', scenarios('\n  - name: ⟦artillery-wrong-kind 12⟧\n    flow: [{ think: 1 }]')],
  [45, 'a hook that is a list', `${script('')}before: ⟦artillery-wrong-kind [{ flow: [] }]⟧\n`],
  [46, 'an operator of JavaScript', request('ifTrue: "a ⟦artillery-bad-condition &&⟧ b"')],
  [46, 'braces', request('ifTrue: "⟦artillery-bad-condition {{ $uuid }}⟧ == 1"')],
  [46, 'a bracket that is lost', request('ifTrue: "a and ⟦artillery-bad-condition not(⟧b)"')],
  [46, 'an end that is missing', request('ifTrue: ⟦artillery-bad-condition "a =="⟧')],
  [
    47,
    'a request in a ws flow',
    'config:\n  target: "ws://127.0.0.1"\nscenarios:\n  - engine: ws\n    flow:\n      - ⟦artillery-request-in-ws get⟧: { url: "/" }\n',
  ],
  [
    49,
    'a threshold that is no number',
    script('  plugins: { apdex: {} }\n  apdex: { threshold: ⟦artillery-bad-apdex 1s⟧ }\n'),
  ],
  [40, 'thresholds as a mapping', ensure('thresholds: ⟦artillery-ensure-list { http.response_time.p95: 200 }⟧')],
  [40, 'a threshold as a text', ensure('thresholds: [⟦artillery-ensure-item "http.response_time.p95 < 200"⟧]')],
  [
    40,
    'two metrics in an item',
    ensure(
      'thresholds: [{ http.response_time.p95: 200, ⟦artillery-ensure-second-metric http.response_time.p99⟧: 300 }]',
    ),
  ],
  [40, 'a limit with a unit', ensure('thresholds: [{ http.response_time.p95: ⟦artillery-ensure-value 200ms⟧ }]')],
  [40, 'no limit', ensure('thresholds: [{ http.response_time.p95: ⟦artillery-ensure-value null⟧ }]')],
  [40, 'an error rate in percent', ensure('maxErrorRate: ⟦artillery-ensure-value "1%"⟧')],
  [40, 'a condition as a text', ensure('conditions: [⟦artillery-ensure-item http.requests > 1⟧]')],
  [40, 'a condition without an expression', ensure('conditions: [{ ⟦artillery-ensure-no-expression strict⟧: false }]')],
  [
    40,
    'signs of JavaScript',
    ensure('conditions: [{ expression: "vusers.failed == 0 ⟦artillery-ensure-operator &&⟧ http.requests > 1" }]'),
  ],
  [40, 'a misspelt key', ensure('⟦artillery-ensure-key tresholds⟧: [{ http.response_time.p95: 200 }]')],
  [40, 'a percentile that it does not know', ensure('⟦artillery-ensure-key p90⟧: 200')],
  [50, 'a key of a phase in the config', script('  ⟦artillery-misplaced-key maxVusers⟧: 10\n')],
  [50, 'checks without ensure', script('  ⟦artillery-misplaced-key thresholds⟧: [{ http.response_time.p95: 200 }]\n')],
  [
    50,
    'what an event waits for inside of it',
    scenarios(
      '\n  - engine: socketio\n    flow: [{ emit: { channel: a, data: b, ⟦artillery-misplaced-key response⟧: { channel: c } } }]',
    ),
  ],
  [50, 'a misspelt key of the config', script('  ⟦artillery-unknown-key varaibles⟧: { a: 1 }\n')],
  [50, 'another', script('  ⟦artillery-unknown-key proccessor⟧: p.js\n')],
  [50, 'a misspelt key of a scenario', scenarios('\n  - ⟦artillery-unknown-key wieght⟧: 2\n    flow: [{ think: 1 }]')],
  [50, 'a misspelt key at the top', `${script('')}⟦artillery-unknown-key befor⟧: { flow: [{ think: 1 }] }\n`],
  [50, 'a key of the config at the top', `${script('')}⟦artillery-root-key variables⟧: { a: 1 }\n`],
];
