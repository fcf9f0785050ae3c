/** Modules that come with k6. Extensions, `k6/x/…`, are not among them. */
export const K6_MODULES: readonly string[] = [
  ...['k6', 'k6/browser', 'k6/crypto', 'k6/crypto/x509', 'k6/data', 'k6/encoding', 'k6/execution', 'k6/html'],
  ...['k6/http', 'k6/net/grpc', 'k6/metrics', 'k6/secrets', 'k6/timers', 'k6/websockets', 'k6/ws'],
  ...['k6/experimental/csv', 'k6/experimental/fs', 'k6/experimental/streams', 'k6/experimental/websockets'],
];

/** Modules that are there for TypeScript only. */
export const TYPE_MODULES: readonly string[] = ['k6/options'];

export interface FormerModule {
  remedy: string;
  /** Where its functions are now. */
  successor?: string;
  /** They are there without an import. */
  isGlobal?: true;
}

/** Modules that k6 knows only to refuse them. */
export const FORMER_MODULES: Readonly<Record<string, FormerModule>> = {
  'k6/experimental/browser': {
    remedy: 'Import `k6/browser`, whose functions have to be awaited.',
    successor: 'k6/browser',
  },
  'k6/experimental/grpc': { remedy: 'Import `k6/net/grpc`.', successor: 'k6/net/grpc' },
  'k6/experimental/redis': { remedy: 'Import the extension `k6/x/redis`.', successor: 'k6/x/redis' },
  'k6/experimental/timers': { remedy: 'Its functions are there without an import: remove it.', isGlobal: true },
  'k6/experimental/webcrypto': { remedy: '`crypto` is there without an import: remove it.', isGlobal: true },
  'k6/experimental/tracing': { remedy: 'Import `http-instrumentation-tempo` of jslib.k6.io.' },
};

/** Modules that only k6 can load. */
export const K6_OR_LIBRARY = /^k6(\/|$)|^https:\/\/jslib\.k6\.io\//;

/** Modules that make load. Options for others to import come from files that do not use these. */
export const LOAD_MODULE = /^k6\/(http|ws|websockets|browser|net\/grpc|experimental\/.*)$/;

/** Functions that k6 calls itself. They say nothing about what a user does. */
export const CALLED_BY_K6: ReadonlySet<string> = new Set(['setup', 'teardown', 'handleSummary']);
