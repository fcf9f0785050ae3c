import type { Case } from './takenOffer.ts';

/** What stands around the places where something is offered. */
export const HEAD = `import http from 'k6/http';
import { group } from 'k6';
import { Trend } from 'k6/metrics';
const answers = new Trend('answers', true);
`;
export const TAIL = `
export default function () {
  group('login', () => group('form', () => http.get('http://127.0.0.1/', { tags: { name: 'home', kind: 'page' } })));
  console.log(__ENV.USER_NAME, __ENV['PASSWORD'], answers);
}
export function buy() {}
export function setup() {}
`;

export const CASES: Case[] = [
  [
    'keys of the options',
    'export const options = { ‸ };',
    { vus: 'export const options = { vus: 1 };', duration: "export const options = { duration: '30s' };" },
    ['executor', 'target', 'out'],
  ],
  [
    'keys that are not there',
    'export const options = { vus: 1, ‸ };',
    { throw: 'export const options = { vus: 1, throw: true };' },
    ['vus', 'scenarios'],
  ],
  ['no second load', 'export const options = { stages: [], ‸ };', {}, ['duration', 'iterations', 'scenarios']],
  ['no `vus` that would go before scenarios', 'export const options = { scenarios: {}, ‸ };', {}, ['vus', 'stages']],
  [
    'a key that is begun',
    'export const options = { dur‸ };',
    { duration: "export const options = { duration: '30s' };" },
  ],
  [
    'a key with its colon',
    'export const options = { dur‸: 1 };',
    { duration: 'export const options = { duration: 1 };' },
  ],
  [
    'a key in quotes',
    "export const options = { 'dur‸' };",
    { duration: "export const options = { 'duration': '30s' };" },
  ],
  [
    'a key in quotes with its colon',
    "export const options = { 'dur‸': 1 };",
    { duration: "export const options = { 'duration': 1 };" },
  ],
  [
    'a key before others',
    'export const options = {\n  dur‸\n  vus: 1,\n};',
    { duration: "export const options = {\n  duration: '30s',\n  vus: 1,\n};" },
    ['vus'],
  ],
  [
    'a key behind a value without its comma',
    'export const options = {\n  vus: 1\n  dur‸\n};',
    { duration: "export const options = {\n  vus: 1,\n  duration: '30s'\n};" },
  ],
  [
    'keys of options that are not closed',
    'export const options = {\n  vus: 1,\n  dur‸\n',
    { duration: "export const options = {\n  vus: 1,\n  duration: '30s'\n" },
    ['vus'],
  ],
  [
    'keys of a scenario that is not closed',
    "export const options = { scenarios: { a: { executor: 'constant-vus', ‸\n",
    { duration: "export const options = { scenarios: { a: { executor: 'constant-vus', duration: '30s'\n" },
    ['executor', 'rate', 'stages'],
  ],
  [
    'keys of the executor that is written further down',
    "export const options = { scenarios: { a: { ‸ executor: 'constant-arrival-rate', rate: 1 } } };",
    {
      preAllocatedVUs:
        "export const options = { scenarios: { a: { preAllocatedVUs: 10, executor: 'constant-arrival-rate', rate: 1 } } };",
    },
    ['rate', 'vus', 'stages'],
  ],
  [
    'the executor first',
    'export const options = { scenarios: { a: { ‸ } } };',
    { executor: "export const options = { scenarios: { a: { executor: 'shared-iterations' } } };" },
  ],
  [
    'whole scenarios',
    'export const options = { scenarios: { ‸ } };',
    {
      'scenario: constant-vus':
        "export const options = { scenarios: { scenario: { executor: 'constant-vus', vus: 1, duration: '30s' } } };",
    },
  ],
  [
    'executors',
    "export const options = { scenarios: { a: { executor: '‸' } } };",
    { 'ramping-vus': "export const options = { scenarios: { a: { executor: 'ramping-vus' } } };" },
  ],
  [
    'executors without quotes',
    'export const options = { scenarios: { a: { executor: ‸ } } };',
    { 'ramping-vus': "export const options = { scenarios: { a: { executor: 'ramping-vus' } } };" },
  ],
  [
    'executors in double quotes',
    'export const options = { scenarios: { a: { executor: "ram‸" } } };',
    { 'ramping-vus': 'export const options = { scenarios: { a: { executor: "ramping-vus" } } };' },
  ],
  [
    'executors in quotes that are not closed',
    "export const options = { scenarios: { a: { executor: 'ram‸\n } } };",
    { 'ramping-vus': "export const options = { scenarios: { a: { executor: 'ramping-vus'\n } } };" },
  ],
  [
    'exported functions',
    "export const options = { scenarios: { a: { exec: '‸' } } };",
    {
      buy: "export const options = { scenarios: { a: { exec: 'buy' } } };",
      default: "export const options = { scenarios: { a: { exec: 'default' } } };",
    },
    ['setup', 'options'],
  ],
  [
    'keys of a stage',
    'export const options = { stages: [{ duration: 1, ‸ }] };',
    { target: 'export const options = { stages: [{ duration: 1, target: 10 }] };' },
    ['duration', 'vus'],
  ],
  [
    'a stage',
    'export const options = { stages: [‸] };',
    { '{ duration, target }': "export const options = { stages: [{ duration: '1m', target: 10 }] };" },
  ],
  ['flags', 'export const options = { throw: ‸ };', { true: 'export const options = { throw: true };' }],
  ['no flags in quotes', "export const options = { throw: '‸' };", {}, ['true', 'false']],
  [
    'units of a number',
    "export const options = { duration: '30‸' };",
    { '30s': "export const options = { duration: '30s' };", '30m': "export const options = { duration: '30m' };" },
  ],
  [
    'units of a bare number',
    'export const options = { duration: 30‸ };',
    { '30s': "export const options = { duration: '30s' };" },
  ],
  ['durations', 'export const options = { duration: ‸ };', { '1m': "export const options = { duration: '1m' };" }],
  [
    'choices',
    "export const options = { dns: { select: '‸' } };",
    { first: "export const options = { dns: { select: 'first' } };" },
  ],
  [
    'items that are not in the list',
    "export const options = { systemTags: ['url', '‸'] };",
    { proto: "export const options = { systemTags: ['url', 'proto'] };" },
    ['url'],
  ],
  [
    'metrics',
    'export const options = { thresholds: { ‸ } };',
    {
      http_req_duration: "export const options = { thresholds: { http_req_duration: ['p(95)<500'] } };",
      checks: "export const options = { thresholds: { checks: ['rate>0.99'] } };",
      answers: "export const options = { thresholds: { answers: ['p(95)<500'] } };",
    },
    ['browser_data_sent'],
  ],
  [
    'metrics in front of a brace',
    "export const options = { thresholds: { 'http‸{scenario:a}': [] } };",
    { http_reqs: "export const options = { thresholds: { 'http_reqs{scenario:a}': [] } };" },
  ],
  [
    'tags',
    "export const options = { thresholds: { 'http_reqs{‸}': [] } };",
    {
      scenario: "export const options = { thresholds: { 'http_reqs{scenario:}': [] } };",
      kind: "export const options = { thresholds: { 'http_reqs{kind:}': [] } };",
    },
    ['vu', 'iter'],
  ],
  [
    'scenarios in a selector',
    "export const options = { scenarios: { calm: {} }, thresholds: { 'http_reqs{scenario:‸}': [] } };",
    { calm: "export const options = { scenarios: { calm: {} }, thresholds: { 'http_reqs{scenario:calm}': [] } };" },
  ],
  [
    'groups in a selector',
    "export const options = { thresholds: { 'http_reqs{method:GET,group:‸}': [] } };",
    { '::login::form': "export const options = { thresholds: { 'http_reqs{method:GET,group:::login::form}': [] } };" },
  ],
  [
    'names of requests in a selector',
    "export const options = { thresholds: { 'http_reqs{name:‸}': [] } };",
    { home: "export const options = { thresholds: { 'http_reqs{name:home}': [] } };" },
  ],
  [
    'statistics of a trend',
    "export const options = { thresholds: { answers: ['‸'] } };",
    { 'p(95)': "export const options = { thresholds: { answers: ['p(95)<500'] } };" },
    ['rate', 'count', 'value'],
  ],
  [
    'statistics of a counter',
    "export const options = { thresholds: { http_reqs: ['‸'] } };",
    { count: "export const options = { thresholds: { http_reqs: ['count>100'] } };" },
    ['p(95)', 'value'],
  ],
  [
    'statistics in front of an operator',
    "export const options = { thresholds: { answers: ['a‸ < 200'] } };",
    { avg: "export const options = { thresholds: { answers: ['avg < 200'] } };" },
  ],
  [
    'operators',
    "export const options = { thresholds: { answers: ['p(95)‸'] } };",
    { '<': "export const options = { thresholds: { answers: ['p(95)<'] } };" },
  ],
  [
    'statistics in quotes that are not closed',
    "export const options = { thresholds: { answers: ['a‸], http_reqs: ['count>0'] } };",
    { avg: "export const options = { thresholds: { answers: ['avg<500], http_reqs: ['count>0'] } };" },
  ],
  [
    'a threshold that is an object',
    "export const options = { thresholds: { answers: [{ threshold: '‸' }] } };",
    { med: "export const options = { thresholds: { answers: [{ threshold: 'med<500' }] } };" },
  ],
  [
    'keys of a threshold',
    "export const options = { thresholds: { answers: [{ threshold: 'avg<1', ‸ }] } };",
    { abortOnFail: "export const options = { thresholds: { answers: [{ threshold: 'avg<1', abortOnFail: true }] } };" },
    ['threshold'],
  ],
  [
    'variables of a scenario',
    'export const options = { scenarios: { a: { env: { ‸ } } } };',
    { USER_NAME: "export const options = { scenarios: { a: { env: { USER_NAME: '' } } } };" },
  ],
  [
    'objects that are named',
    "const calm = { executor: 'constant-vus', ‸ };\nexport const options = { scenarios: { calm } };",
    {
      duration:
        "const calm = { executor: 'constant-vus', duration: '30s' };\nexport const options = { scenarios: { calm } };",
    },
  ],
  [
    'objects that are spread',
    'const base = { ‸ };\nexport const options = { ...base, vus: 1 };',
    { throw: 'const base = { throw: true };\nexport const options = { ...base, vus: 1 };' },
  ],
  [
    'objects that a function makes',
    "const make = (rate) => ({ executor: 'constant-arrival-rate', rate, ‸ });\nexport const options = { scenarios: { a: make(1) } };",
    {
      duration:
        "const make = (rate) => ({ executor: 'constant-arrival-rate', rate, duration: '30s' });\nexport const options = { scenarios: { a: make(1) } };",
    },
    ['rate'],
  ],
];
