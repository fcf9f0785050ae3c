import { ensure, GET, request, scenarios, script, step, type Row } from './rowScripts.ts';

/** What scripts in use showed beyond the list of mistakes. One without a mark is right as it is. */
export const ROWS_FROM_USE: readonly Row[] = [
  [
    51,
    'a processor and an engine that the file of --config may bring',
    '⟦artillery-no-target config⟧:\n  processor: ⟦artillery-processor-elsewhere ./gone.js⟧\nscenarios:\n  - engine: ⟦artillery-engine-elsewhere playwright⟧\n',
  ],
  [
    51,
    'a processor of a script whose environments have targets',
    script(
      '  processor: ⟦artillery-processor-missing gone.js⟧\n  environments: { a: { target: "http://a.test" } }\n',
      GET,
      '',
    ),
  ],
  [52, 'a processor in a container', script('  processor: ⟦artillery-processor-absolute /gone/helpers.js⟧\n')],
  [52, 'one on Windows', script('  processor: ⟦artillery-processor-absolute C:\\gone\\helpers.js⟧\n')],
  [53, 'options inside of a loop', step('loop: ⟦artillery-wrong-kind { count: 3, over: [{ think: 1 }] }⟧')],
  [
    53,
    'a count at the column of the steps of its loop',
    script(
      '',
      '      - loop:\n          - think: 1\n          # five times\n          ⟦artillery-key-among-steps count⟧: 5\n\n      - think: 1\n',
    ),
  ],
  [
    53,
    'a count between the steps of its loop',
    script(
      '',
      '      - loop:\n          - think: 1\n          ⟦artillery-key-among-steps count⟧: 5\n          - think: 1\n',
    ),
  ],
  [
    53,
    'a weight at the column of the steps of its scenario',
    script('', '      - get:\n          url: /\n      ⟦artillery-key-among-steps weight⟧: 5\n'),
  ],
  [
    53,
    'a name at the column of the steps of a loop',
    script(
      '',
      '      - loop:\n          - think: 1\n          ⟦artillery-key-among-steps name⟧: a\n        count: 2\n',
    ),
  ],
  [53, 'a step without its dash', script('', '      - think: 1\n      ⟦yaml-missing-dash think⟧: 2\n')],
  [54, 'braces with blanks', request('json: { size: ⟦artillery-unquoted-template { { $randomNumber(1, 9) } }⟧ }')],
  [54, 'the same in a list', request('json: { a: [1, ⟦artillery-unquoted-template { { $uuid } }⟧] }')],
  [55, 'a random number without its limits', step('log: "⟦artillery-missing-call {{ $randomNumber }}⟧"')],
  [55, 'a variable with brackets', step('get: { url: "/⟦artillery-called-variable {{ $uuid() }}⟧" }')],
  [
    56,
    'a test of a browser that is not exported',
    script('  processor: p.js\n  engines: { playwright: {} }\n', '').replace(
      '- flow:\n',
      '- engine: playwright\n    testFunction: ⟦artillery-unknown-test-function shop⟧\n',
    ),
  ],
  [
    57,
    'code as a hook, in several lines',
    script('', '').replace(
      '- flow:\n',
      `- beforeScenario: ⟦artillery-inline-code |\n      async function (context) {\n        return 1;\n      }⟧\n    flow:\n${GET}`,
    ),
  ],
  [57, 'code as a hook, as an arrow', request('beforeRequest: ⟦artillery-inline-code "(req) => sign(req)"⟧')],
  [57, 'code as a step', step('function: ⟦artillery-inline-code "context.vars.x = 1;"⟧')],
  [
    57,
    'a function in a template',
    script('  processor: p.js\n', '      - get: { url: "/", beforeRequest: "{{ $env.HOOK }}" }\n'),
  ],
  [
    58,
    'a condition in braces',
    step('{ loop: [{ think: 1 }], count: 3, whileTrue: ⟦artillery-while-condition "{{ a != \'b\' }}"⟧ }'),
  ],
  [
    58,
    'an expression',
    step('{ loop: [{ think: 1 }], whileTrue: ⟦artillery-while-condition response.statusCode < 429⟧ }'),
  ],
  [58, 'true', step('{ loop: [{ think: 1 }], whileTrue: ⟦artillery-while-condition true⟧ }')],
  [58, 'a function', script('  processor: p.js\n', '      - { loop: [{ think: 1 }], whileTrue: isDone }\n')],
  [59, 'an event in a scenario for HTTP', step('⟦artillery-emit-in-http emit⟧: { channel: a, data: b }')],
  [
    59,
    'an event where the engine is named',
    scenarios('\n  - engine: http\n    flow: [{ ⟦artillery-emit-in-http emit⟧: [a, b] }]'),
  ],
  [59, 'an event in a scenario for Socket.IO', scenarios('\n  - engine: socketio\n    flow: [{ emit: [a, b] }]')],
  [
    60,
    'what runs first, in the config',
    script('  ⟦artillery-misplaced-key before⟧: { flow: [{ get: { url: "/{{ id }}" } }] }\n  variables: { id: 1 }\n'),
  ],
  [60, 'what runs last, in the config', script('  ⟦artillery-misplaced-key after⟧: { flow: [{ think: 1 }] }\n')],
  [61, 'flows', scenarios('\n  - ⟦artillery-flow-key flows⟧: [{ think: 1 }]')],
  [61, 'flow in capitals in a hook', `${script('')}before: { ⟦artillery-flow-key Flow⟧: [{ think: 1 }] }\n`],
  [62, 'the mode of something else at the top', `${script('')}mode: acc\n`],
  [62, 'a mode of Artillery at the top', `${script('')}⟦artillery-root-key mode⟧: poisson\n`],
  [
    63,
    'checks as a list',
    script(
      '  plugins: { ensure: {} }\n  ensure:\n    ⟦artillery-ensure-not-a-mapping - p95: 2000\n    - maxErrorRate: 1⟧\n',
    ),
  ],
  [
    63,
    'checks as a list of texts, and without their plugin',
    script('  ensure: ⟦artillery-ensure-not-a-mapping [http.response_time.p95 < 300]⟧\n'),
  ],
  [
    63,
    'checks as a list of the plugin',
    script('  plugins: { ensure: ⟦artillery-ensure-not-a-mapping [p95: 2000]⟧ }\n'),
  ],
  [64, 'half the name of a metric', ensure('thresholds: [{ ⟦artillery-ensure-metric p95⟧: 200 }]')],
  [64, 'a metric without its statistic', ensure('thresholds: [{ ⟦artillery-ensure-metric http.response_time⟧: 200 }]')],
  [64, 'a class of statuses', ensure('thresholds: [{ ⟦artillery-ensure-metric http.codes.5xx⟧: 2 }]')],
  [64, 'the rate of errors', ensure('thresholds: [{ ⟦artillery-ensure-metric maxErrorRate⟧: 2 }]')],
  [
    64,
    'metrics of Artillery 1',
    ensure('conditions: [{ expression: "⟦artillery-ensure-metric stats.scenariosCompleted⟧ > 100" }]'),
  ],
  [
    64,
    'half a name in a condition',
    ensure('conditions: [{ expression: "http.requests > 1 and ⟦artillery-ensure-metric p99⟧ < 100" }]'),
  ],
  [
    64,
    'functions of conditions, and metrics with such names in them',
    ensure(
      'conditions: [{ expression: "max(http.response_time.p95, browser.page.LCP.x.p99) < 9 and my.stats.a < 1 and vusers.created_by_name.Load max users > 1 and http.response_time.2xx.max < 9" }], p95: 200',
    ),
  ],
  [65, 'a pause in a request', request('⟦artillery-think-in-request think⟧: 2')],
  [
    65,
    'a pause at the end of a request',
    script('', `      - get:\n          url: /\n          ⟦artillery-think-in-request think⟧: 2 # seconds\n${GET}`),
  ],
  [
    65,
    'a pause in the middle of a request',
    script(
      '',
      `      - get:\n          ⟦artillery-think-in-request think⟧: 2\n          url: / # the shop\n\n      # next\n${GET}`,
    ),
  ],
  [
    65,
    'a pause in the middle of a request in a loop',
    script(
      '',
      '      - loop:\n          - get:\n              url: /\n              ⟦artillery-think-in-request think⟧: "{{ $loopCount }}"\n              json:\n                a: 1\n        count: 2\n'.replace(
        'get',
        'post',
      ),
    ),
  ],
  [
    66,
    'one system for metrics without its list',
    script('  plugins: { publish-metrics: ⟦artillery-publish-not-a-list { type: datadog }⟧ }\n'),
  ],
  [
    66,
    'the same in lines',
    script('  plugins:\n    publish-metrics:\n      ⟦artillery-publish-not-a-list type: datadog\n      apiKey: x⟧\n'),
  ],
  [
    66,
    'the same in one line',
    script('  plugins:\n    publish-metrics:\n      ⟦artillery-publish-not-a-list type: datadog⟧\n'),
  ],
  [
    67,
    'an unknown system for metrics',
    script('  plugins: { publish-metrics: [{ type: ⟦artillery-publish-type json⟧ }, { type: honeycomb }] }\n'),
  ],
  [67, 'a misspelt one', script('  plugins: { publish-metrics: [{ type: ⟦artillery-publish-type "prometeus"⟧ }] }\n')],
  [68, 'a body of a get request', step('get: { url: "/", ⟦artillery-body-of-get json⟧: { a: 1 } }')],
  [
    68,
    'a form of a get request, in a loop',
    script(
      '',
      '      - loop:\n          - get:\n              url: /\n              ⟦artillery-body-of-get form⟧:\n                a: 1\n        count: 2\n',
    ),
  ],
  [68, 'a body of a head request', step('head: { url: "/", allowGetBody: true, ⟦artillery-body-of-get body⟧: a }')],
  [68, 'a body that is allowed', step('get: { url: "/", allowGetBody: true, json: { a: 1 } }')],
  [68, 'a body of a delete request', step('delete: { url: "/", json: { a: 1 } }')],
  [
    68,
    'a body that a function may take away',
    script('  processor: p.js\n', '      - get: { url: "/", json: { a: 1 }, beforeRequest: login }\n'),
  ],
  [69, 'a timeout in milliseconds', script('  http: { timeout: ⟦artillery-long-timeout 30000⟧ }\n')],
  [
    69,
    'timeouts of a browser in milliseconds',
    script(
      '  engines: { playwright: { defaultTimeout: 600, defaultNavigationTimeout: ⟦artillery-long-timeout 60000⟧ } }\n',
    ),
  ],
  [69, 'a long timeout', script('  timeout: 600\n  engines: { playwright: { defaultTimeout: 5s } }\n')],
  [70, 'options of a plugin at the top', `${script('')}⟦artillery-misplaced-key expect⟧: { outputFormat: pretty }\n`],
  [70, 'checks at the top', `${script('')}⟦artillery-misplaced-key thresholds⟧: [{ http.response_time.p95: 1 }]\n`],
  [70, 'functions at the top', `${script('')}⟦artillery-misplaced-key functions⟧: { sign: return 1 }\n`],
  [70, 'hooks at the top', `${script('')}⟦artillery-misplaced-key hooks⟧: { beforeScenario: [{ log: a }] }\n`],
  [
    70,
    'a key at the top that is there for its anchor',
    `expect: &ok\n  - statusCode: 200\n${script('  plugins: { expect: {} }\n', '      - get: { url: "/", expect: *ok }\n')}`,
  ],
  [
    71,
    'keys of http that nobody reads',
    script(
      '  http: { ⟦artillery-misplaced-key headers⟧: { a: b }, ⟦artillery-ignored-key keepAlive⟧: true, ⟦artillery-ignored-key requestIdHeader⟧: x }\n',
    ),
  ],
  [
    71,
    'the same for an engine of others',
    script('  engines: { gone: {} }\n  http: { headers: { a: b }, keepAlive: true }\n'),
  ],
  [
    72,
    'a header that nothing sets before the test',
    script(
      '  http: { defaults: { headers: { a: "⟦artillery-config-variable {{ key }}⟧" } }, timeout: "{{ seconds }}" }\n',
    ),
  ],
  [
    72,
    'a header that the processor sets too late',
    script('  processor: p.js\n  defaults: { headers: { a: "⟦artillery-config-template {{ token }}⟧" } }\n'),
  ],
  [72, 'a header of the environment', script('  ws: { headers: { a: "{{ $env.KEY }} {{ $testId }}" } }\n')],
  [
    73,
    'a path to connect to',
    scenarios('\n  - engine: ws\n    flow: [{ connect: ⟦artillery-bad-connect /ws⟧ }, { send: a }]'),
  ],
  [
    73,
    'a path to connect to, in a mapping',
    scenarios('\n  - engine: ws\n    flow: [{ connect: { target: ⟦artillery-bad-connect "/ws"⟧ } }]'),
  ],
  [
    73,
    'a host to connect to',
    scenarios('\n  - engine: ws\n    flow: [{ connect: ⟦artillery-bad-connect "localhost:3000/ws"⟧ }]'),
  ],
  [
    73,
    'whole addresses to connect to',
    scenarios(
      '\n  - engine: ws\n    flow: [{ connect: "{{ target }}/ws" }]\n  - engine: ws\n    flow: [{ connect: { target: "wss://a.test/ws" } }]\n  - engine: ws\n    flow: [{ connect: { subprotocols: [a] } }]',
    ),
  ],
  [
    74,
    'a text of a condition in single quotes, in double quotes of YAML',
    request(`ifTrue: "true and 5 == ⟦artillery-quoted-name 'new'⟧"`),
  ],
  [74, 'the same without quotes around it', request("ifTrue: 5 == ⟦artillery-quoted-name 'new'⟧")],
  [74, 'the same in single quotes of YAML', request("ifTrue: '5 == ⟦artillery-quoted-name ''a b''⟧'")],
  [74, 'a text in double quotes', request(`ifTrue: "'a b' == \\"new\\""`)],
];
