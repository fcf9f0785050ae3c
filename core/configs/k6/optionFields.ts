import type { FieldTable } from './fields.ts';

/** The options of a script. */
export const OPTION_FIELDS: FieldTable = {
  vus: { kind: 'integer', usual: '1', meaning: 'Users at the same time. Alone it makes each of them run once.' },
  duration: {
    kind: 'duration',
    meaning: 'How long the users repeat their iterations; with `iterations`, the longest time.',
  },
  iterations: { kind: 'integer', meaning: 'Iterations of all users together.' },
  stages: { kind: 'stages', meaning: 'Numbers of users over time, from one target to the next.' },
  scenarios: { kind: 'scenarios', meaning: 'Several loads, each with an executor and a function of its own.' },
  thresholds: { kind: 'thresholds', meaning: 'What has to hold of a metric for the run to pass.' },
  tags: { kind: 'text-map', meaning: 'Tags of every sample of the run.' },
  executionSegment: { kind: 'segment', usual: '0:1', meaning: 'The part of the load that this instance makes.' },
  executionSegmentSequence: { kind: 'segment', meaning: 'Where the parts of all instances end.' },
  paused: { kind: 'flag', usual: 'false', meaning: 'Waits to be resumed before it starts.' },
  noSetup: { kind: 'flag', usual: 'false', meaning: 'Leaves out `setup`.' },
  setupTimeout: { kind: 'duration', usual: '60s', meaning: 'How long `setup` may take.' },
  noTeardown: { kind: 'flag', usual: 'false', meaning: 'Leaves out `teardown`.' },
  teardownTimeout: { kind: 'duration', usual: '60s', meaning: 'How long `teardown` may take.' },
  handleSummaryTimeout: { kind: 'duration', usual: '120s', meaning: 'How long `handleSummary` may take.' },
  minIterationDuration: { kind: 'duration', usual: '0s', meaning: 'A user waits until an iteration took this long.' },
  rps: { kind: 'integer', usual: 'no limit', meaning: 'Most HTTP requests per second of all users together.' },
  batch: { kind: 'integer', usual: '20', meaning: 'Most requests of one `http.batch` at the same time.' },
  batchPerHost: { kind: 'integer', usual: '6', meaning: 'The same for one host.' },
  maxRedirects: { kind: 'integer', usual: '10', meaning: 'How many redirects a request follows.' },
  userAgent: { kind: 'text', usual: 'Grafana k6/…', meaning: 'The header User-Agent.' },
  httpDebug: { kind: 'text', meaning: 'Prints requests and responses; `full` with their bodies.' },
  throw: { kind: 'flag', usual: 'false', meaning: 'A failed request throws instead of logging a warning.' },
  discardResponseBodies: { kind: 'flag', usual: 'false', meaning: 'Forgets bodies, which saves memory.' },
  insecureSkipTLSVerify: { kind: 'flag', usual: 'false', meaning: 'Takes certificates that nobody vouches for.' },
  noConnectionReuse: { kind: 'flag', usual: 'false', meaning: 'A new connection for each request.' },
  noVUConnectionReuse: { kind: 'flag', usual: 'false', meaning: 'New connections for each iteration.' },
  noCookiesReset: { kind: 'flag', usual: 'false', meaning: 'Keeps cookies from one iteration to the next.' },
  dns: { kind: 'dns', usual: '5m, random, preferIPv4', meaning: 'How names become addresses.' },
  hosts: { kind: 'text-map', meaning: 'Addresses of names, before DNS is asked.' },
  blockHostnames: { kind: 'texts', meaning: 'Hosts that must not be called; `*.` at the start stands for all below.' },
  blacklistIPs: { kind: 'texts', meaning: 'Ranges of addresses that must not be called, such as `10.0.0.0/8`.' },
  tlsVersion: { kind: 'tls-version', meaning: 'The version of TLS, or the least and the highest.' },
  tlsCipherSuites: { kind: 'texts', meaning: 'The cipher suites that may be used.' },
  tlsAuth: { kind: 'tls-auth', meaning: 'Client certificates and the domains they are for.' },
  summaryTrendStats: {
    kind: 'texts',
    usual: 'avg, min, med, max, p(90), p(95)',
    meaning: 'Statistics of trends in the summary.',
  },
  summaryTimeUnit: {
    kind: 'text',
    usual: 'fitting ones',
    choices: ['s', 'ms', 'us'],
    meaning: 'Unit of times in the summary: s, ms or us.',
  },
  systemTags: { kind: 'texts', usual: 'all but iter, vu, ocsp_status, ip', meaning: 'Tags that k6 gives to samples.' },
  metricSamplesBufferSize: { kind: 'integer', usual: '1000', meaning: 'How many samples may wait for the outputs.' },
  cloud: { kind: 'anything', meaning: 'Settings for Grafana Cloud k6.' },
  ext: { kind: 'object', meaning: 'Settings of extensions.' },
  features: { kind: 'texts', meaning: 'Feature flags. Not from a script: command line, environment or config file.' },
};

/** What a config file can say besides. */
export const CONFIG_FILE_FIELDS: FieldTable = {
  ...OPTION_FIELDS,
  out: { kind: 'texts', meaning: 'Where results go, such as `json=results.json`.' },
  linger: { kind: 'flag', usual: 'false', meaning: 'Stays after the test until it is stopped.' },
  noUsageReport: { kind: 'flag', usual: 'false', meaning: 'Sends no statistics about the run to k6.' },
  webDashboard: { kind: 'flag', usual: 'false', meaning: 'Starts the web dashboard.' },
  noArchiveUpload: {
    kind: 'flag',
    usual: 'false',
    meaning: 'Uploads no archive with `k6 cloud run --local-execution`.',
  },
  collectors: { kind: 'object', meaning: 'Settings of outputs.' },
};

const ON_THE_COMMAND_LINE: Readonly<Record<string, string>> = {
  consoleOutput: '--console-output',
  localIPs: '--local-ips',
  out: '--out',
  linger: '--linger',
  noUsageReport: '--no-usage-report',
  webDashboard: '--out web-dashboard',
  summaryMode: '--summary-mode',
  summaryExport: '--summary-export',
  noSummary: '--summary-mode=disabled',
  noThresholds: '--no-thresholds',
};

const IN_A_SCENARIO: readonly string[] = [
  ...['executor', 'exec', 'env', 'gracefulStop', 'gracefulRampDown', 'startTime', 'startVUs', 'startRate', 'rate'],
  ...['timeUnit', 'preAllocatedVUs', 'maxVUs', 'maxDuration'],
];

/** Where a key belongs that is no option of a script. */
export function placeOfOption(key: string): string | undefined {
  if (IN_A_SCENARIO.includes(key)) return 'It belongs into a scenario, under `scenarios`.';
  const flag = Object.hasOwn(ON_THE_COMMAND_LINE, key) ? ON_THE_COMMAND_LINE[key] : undefined;
  return flag === undefined ? undefined : `It is said on the command line: \`${flag}\`.`;
}

export const TLS_VERSIONS = ['tls1.0', 'tls1.1', 'tls1.2', 'tls1.3'] as const;
export const DNS_SELECTS = ['first', 'roundRobin', 'random'] as const;
export const DNS_POLICIES = ['preferIPv4', 'preferIPv6', 'onlyIPv4', 'onlyIPv6', 'any'] as const;

export const SYSTEM_TAGS = [
  ...['proto', 'subproto', 'status', 'method', 'url', 'name', 'group', 'check', 'error', 'error_code', 'tls_version'],
  ...['scenario', 'service', 'expected_response', 'iter', 'vu', 'ocsp_status', 'ip'],
] as const;

const CLASSIC_SUITES = [
  ...['RSA_WITH_RC4_128_SHA', 'RSA_WITH_3DES_EDE_CBC_SHA', 'RSA_WITH_AES_128_CBC_SHA', 'RSA_WITH_AES_256_CBC_SHA'],
  ...['RSA_WITH_AES_128_CBC_SHA256', 'RSA_WITH_AES_128_GCM_SHA256', 'RSA_WITH_AES_256_GCM_SHA384'],
  ...['ECDHE_ECDSA_WITH_RC4_128_SHA', 'ECDHE_RSA_WITH_RC4_128_SHA', 'ECDHE_RSA_WITH_3DES_EDE_CBC_SHA'],
  ...['AES_128_CBC_SHA', 'AES_256_CBC_SHA', 'AES_128_GCM_SHA256', 'AES_256_GCM_SHA384', 'CHACHA20_POLY1305']
    .concat('AES_128_CBC_SHA256')
    .flatMap((cipher) => [`ECDHE_ECDSA_WITH_${cipher}`, `ECDHE_RSA_WITH_${cipher}`]),
  ...['AES_128_GCM_SHA256', 'AES_256_GCM_SHA384', 'CHACHA20_POLY1305_SHA256'],
];
export const CIPHER_SUITES: readonly string[] = CLASSIC_SUITES.map((name) => `TLS_${name}`);
