import fc from 'fast-check';

/** Options as k6's users and their slips write them: about half of them are refused. */

const DURATIONS = [
  ...['30s', '1m30s', '10s', '1m', '5s', '2s', '45s', '1h', '90s'],
  ...[
    '0s',
    '0',
    '500ms',
    '1500ms',
    '1.5s',
    '.5s',
    '1.s',
    '+3s',
    '1d',
    '1d12h',
    '1e4',
    '10000',
    '1h0m1s',
    '1m0.000000001s',
  ],
];
const BAD_DURATIONS = [
  '',
  '10 s',
  '1w',
  '1h30',
  '2.1d',
  '-5s',
  'abc',
  '1d-2h',
  'd',
  's',
  '1sec',
  ' 1s',
  '1_0s',
  '0x10s',
];

const oftenRight = <T, U>(right: fc.Arbitrary<T>, wrong: fc.Arbitrary<U>, weight = 12): fc.Arbitrary<T | U> =>
  fc.oneof({ weight, arbitrary: right }, { weight: 1, arbitrary: wrong });

const duration = oftenRight(
  fc.oneof(fc.constantFrom(...DURATIONS), fc.integer({ min: 1000, max: 100_000 })),
  fc.oneof(fc.constantFrom(...BAD_DURATIONS), fc.constantFrom(null, true, -1, 0, 0.5, 999, [], {})),
);
const integer = oftenRight(
  fc.integer({ min: 1, max: 30 }),
  fc.constantFrom<unknown>(
    0,
    -1,
    1.5,
    '5',
    '05',
    '+5',
    '1e3',
    '0x5',
    'ten',
    '',
    ' 5',
    null,
    true,
    [],
    100,
    100_000_001,
  ),
);
const stage = oftenRight(
  fc.record({ duration, target: fc.oneof(integer, fc.constant(0)) }),
  fc.constantFrom<unknown>(
    { duration: '5s' },
    { target: 3 },
    {},
    null,
    5,
    { Duration: '5s', TARGET: 3 },
    { duration: '5s', target: 3, extra: 1 },
  ),
);
const stages = oftenRight(
  fc.array(stage, { minLength: 1, maxLength: 5 }),
  fc.constantFrom<unknown>([], null, {}, '10s:5'),
);
const textMap = oftenRight(
  fc.constantFrom<unknown>({}, { a: 'b' }, null),
  fc.constantFrom<unknown>({ a: 1 }, { a: null }, [], 'a'),
);

const common = {
  startTime: duration,
  gracefulStop: duration,
  exec: oftenRight(fc.constantFrom('default', 'other'), fc.constantFrom<unknown>('gone', '', null, 5)),
  tags: textMap,
  env: textMap,
};
const arrivals = { timeUnit: duration, preAllocatedVUs: integer, maxVUs: fc.oneof(integer, fc.constant(50)) };

const EXECUTORS = {
  'shared-iterations': {
    needed: {},
    others: { vus: integer, iterations: fc.oneof(integer, fc.constant(40)), maxDuration: duration },
  },
  'per-vu-iterations': { needed: {}, others: { vus: integer, iterations: integer, maxDuration: duration } },
  'constant-vus': { needed: { duration }, others: { vus: integer } },
  'ramping-vus': {
    needed: { stages },
    others: { startVUs: fc.oneof(integer, fc.constant(0)), gracefulRampDown: duration },
  },
  'constant-arrival-rate': { needed: { rate: integer, duration, preAllocatedVUs: integer }, others: arrivals },
  'ramping-arrival-rate': { needed: { stages, preAllocatedVUs: integer }, others: { ...arrivals, startRate: integer } },
};

const scenario = fc.oneof(
  ...Object.entries(EXECUTORS).map(([executor, { needed, others }]) =>
    fc
      .tuple(
        fc.record<Record<string, unknown>>(needed),
        fc.record<Record<string, unknown>>({ ...others, ...common }, { requiredKeys: [] }),
        oftenRight(
          fc.constant<Record<string, unknown>>({}),
          fc.constantFrom<Record<string, unknown>>({ rate: 1 }, { foo: 1 }, { duration: '5s' }, { StartTime: '1s' }),
          20,
        ),
        oftenRight(fc.constant<unknown>(executor), fc.constantFrom<unknown>('', null, 'constant-vu', 5), 30),
      )
      .map(([a, b, extra, name]) => ({ executor: name, ...b, ...a, ...extra })),
  ),
);
/** Several keys that may be left out are mostly left out, so that most options are right. */
const sparse = (value: Record<string, unknown>, keep: readonly number[]): Record<string, unknown> =>
  Object.fromEntries(Object.entries(value).filter((_, index) => (keep[index % keep.length] ?? 0) > 0 || index < 4));

const scenarioName = oftenRight(
  fc.constantFrom('browse', 'buy', 'a-1', 'b_2'),
  fc.constantFrom('two words', 'ä', ''),
  30,
);
const scenarios = oftenRight(
  fc.dictionary(
    scenarioName,
    fc.tuple(scenario, fc.array(fc.nat(2), { minLength: 5, maxLength: 5 })).map(([one, keep]) => sparse(one, keep)),
    { minKeys: 1, maxKeys: 3 },
  ),
  fc.constantFrom<unknown>({}, [], null, 'a', { a: null }, { a: 5 }),
  20,
);

const METRICS = [
  'http_req_duration',
  'http_reqs',
  'http_req_failed',
  'checks',
  'vus',
  'my_trend',
  'my_rate',
  'iterations',
  'http_req_duration{scenario:browse}',
  'checks{a:b,c: d}',
  'http_req_duration{name:http://${}.com}',
];
const BAD_METRICS = [
  'http_req_durations',
  'my trend',
  '',
  'checks{',
  'checks{}',
  'checks}{',
  'checks{a:b}x',
  'checks{a}',
  'checks{a:}',
  'constructor',
];
const STATISTICS = ['p(95)', 'avg', 'rate', 'count', 'value', 'max', 'med', 'p(99.9)', 'min', 'p', 'p(0)', 'p(1e1)'];
const BAD_STATISTICS = ['p95', 'P(95)', 'p( 95)', 'p(101)', 'p()', 'median', '', 'Avg', 'p(nan)'];
const LIMITS = ['100', '0.5', ' 1e3 ', '+5', '.5', '-1', 'inf', '0x1p4', '1_000', '0x_1p1_0'];
const BAD_LIMITS = ['', '500ms', '1%', 'abc', '1 && p(99)<5', '0x10', '1e999', '1__0', '_1', '1_', '1_.5'];
const OPERATORS = ['<', '<=', '>', '>=', '==', '===', '!='];

const expression = fc
  .tuple(
    oftenRight(fc.constantFrom(...STATISTICS), fc.constantFrom(...BAD_STATISTICS)),
    oftenRight(fc.constantFrom(...OPERATORS), fc.constantFrom('=', '=>', '=<', '<>', '&')),
    oftenRight(fc.constantFrom(...LIMITS), fc.constantFrom(...BAD_LIMITS)),
    fc.constantFrom('', ' '),
  )
  .map(([statistic, operator, limit, blank]) => `${blank}${statistic}${blank}${operator}${limit}`);
const row = oftenRight(
  fc.oneof(
    expression,
    fc.record(
      { threshold: expression, abortOnFail: fc.boolean(), delayAbortEval: duration },
      { requiredKeys: ['threshold'] },
    ),
  ),
  fc.constantFrom<unknown>(
    null,
    5,
    {},
    { abortOnFail: true },
    { threshold: 'avg<1', abortOnFail: 'true' },
    { threshold: null },
  ),
  20,
);
export const thresholds = oftenRight(
  fc.dictionary(
    oftenRight(fc.constantFrom(...METRICS), fc.constantFrom(...BAD_METRICS), 20),
    oftenRight(fc.array(row, { maxLength: 2 }), fc.constantFrom<unknown>('avg<1', null, {}, 5), 20),
    { maxKeys: 2 },
  ),
  fc.constantFrom<unknown>([], null, 'avg<1', { checks: [] }),
  20,
);

const settings = fc.record(
  {
    setupTimeout: duration,
    rps: integer,
    noSetup: oftenRight(fc.boolean(), fc.constantFrom<unknown>('true', null, 1), 3),
    userAgent: oftenRight(fc.constant<unknown>('x'), fc.constantFrom<unknown>(5, null, true), 3),
    tags: textMap,
    dns: oftenRight(
      fc.constantFrom<unknown>({ select: 'first' }, { policy: 'any', ttl: '1m' }, { more: 1 }),
      fc.constantFrom<unknown>({ select: 'FIRST' }, { policy: '' }, { ttl: 5 }, 'first'),
    ),
    tlsVersion: oftenRight(
      fc.constantFrom<unknown>('tls1.2', { min: 'tls1.2', max: 'tls1.3' }, ''),
      fc.constantFrom<unknown>('tls1.4', { min: 'x' }, { from: 'tls1.2' }, 5),
    ),
    tlsCipherSuites: fc.constantFrom<unknown>(['TLS_AES_128_GCM_SHA256'], ['x'], []),
    summaryTrendStats: fc.constantFrom<unknown>(['avg', 'p(99.9)', 'count'], ['p95'], ['p(101)'], ['p()'], [''], 'avg'),
    systemTags: fc.constantFrom<unknown>(['url'], ['nothing'], 'url', [5]),
    blacklistIPs: fc.constantFrom<unknown>(
      ['10.0.0.0/8'],
      ['::1/128'],
      ['10.0.0.1'],
      ['10.0.0.0/33'],
      ['010.0.0.0/8'],
      ['2001:db8::/32'],
    ),
    blockHostnames: fc.constantFrom<unknown>(['*.example.com'], ['example.com'], ['a.*.com'], ['-a.com'], ['*'], ['']),
    hosts: fc.constantFrom<unknown>(
      { 'a.com': '1.2.3.4' },
      { 'a.com:80': '1.2.3.4:81' },
      { 'a b': '1.2.3.4' },
      { a: '1.2.3.4:x' },
      { a: 'b' },
      { a: '[::1]:80' },
      { '*.b.com': '1.1.1.1' },
    ),
    executionSegment: fc.constantFrom<unknown>('1/2:1', '50%', '0:1', '1/2:1/4', '2', 'half', '', '0.1:0.2', null),
    executionSegmentSequence: fc.constantFrom<unknown>('0,1/2,1', '0,1', '1', '0,0.5,1', '', '1,0'),
    ext: fc.constantFrom<unknown>({ loadimpact: {} }, {}, 'x'),
    foo: fc.constant(1),
  },
  { requiredKeys: [] },
);

/** A load, and besides mostly none of the settings. */
export const options = fc.oneof(
  { weight: 6, arbitrary: fc.record({ scenarios }) },
  { weight: 1, arbitrary: fc.record({ scenarios, vus: integer, duration, stages }, { requiredKeys: ['scenarios'] }) },
  {
    weight: 3,
    arbitrary: fc.record(
      { vus: integer, duration, iterations: fc.oneof(integer, fc.constant(40)), stages },
      { requiredKeys: [] },
    ),
  },
  { weight: 3, arbitrary: fc.record({ vus: integer, stages }) },
  { weight: 3, arbitrary: fc.record({ vus: fc.constant(2), duration: fc.constant('5s'), thresholds }) },
  {
    weight: 3,
    arbitrary: fc
      .tuple(settings, fc.nat())
      .map(([all, pick]) =>
        Object.fromEntries(Object.entries(all).filter((_, index, { length }) => index === pick % length)),
      ),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      executionSegment: fc.constantFrom('0:1/2', '1/2:1'),
      executionSegmentSequence: fc.constantFrom('0,1/2,1', '0,1/3,1'),
    }),
  },
);
