/** The names that Artillery 2 gives meaning to. */
export const ROOT_KEYS = ['config', 'scenarios', 'before', 'after'] as const;

export const CONFIG_KEYS = [
  ...['target', 'phases', 'environments', 'variables', 'payload', 'processor', 'plugins', 'engines', 'http', 'ws'],
  ...['socketio', 'tls', 'ensure', 'apdex', 'bundling', 'includeFiles', 'engine', 'mode', 'timeout', 'defaults'],
  ...['pluginsScope', 'statsInterval'],
];

export const PHASE_KEYS = [
  ...['name', 'duration', 'arrivalRate', 'arrivalCount', 'rampTo', 'pause', 'maxVusers', 'mode'],
];

export const PAYLOAD_KEYS = [
  ...['path', 'fields', 'order', 'skipHeader', 'delimiter', 'cast', 'skipEmptyLines', 'loadAll', 'name', 'options'],
];

export const HTTP_KEYS = [
  ...['timeout', 'extendedMetrics', 'pool', 'maxSockets', 'cookieJarOptions', 'distributedTracing', 'defaults'],
];

export const SCENARIO_HOOKS = ['beforeScenario', 'afterScenario', 'onError'] as const;
export const REQUEST_HOOKS = ['beforeRequest', 'afterResponse'] as const;

export const SCENARIO_KEYS = [
  ...['name', 'weight', 'engine', 'flow', 'socketio', 'testFunction', 'flowFunction'],
  ...SCENARIO_HOOKS,
  ...REQUEST_HOOKS,
];

export const LOOP_OPTIONS = ['count', 'over', 'whileTrue', 'loopValue', 'loopElement'] as const;

/** Written as the first key of a step, these are what the engines act on; any other key is an HTTP method. */
export const HTTP_ACTIONS = ['loop', 'parallel', 'think', 'log', 'function'] as const;
export const WS_ACTIONS = ['loop', 'think', 'function', 'log', 'connect', 'wait', 'send'] as const;
export const USUAL_METHODS = ['get', 'post', 'put', 'patch', 'delete', 'head', 'options'] as const;

/** Methods that Node.js can send; the key of a step becomes the method. */
const OTHER_METHODS = [
  ...['acl', 'bind', 'checkout', 'copy', 'link', 'lock', 'm-search', 'merge', 'mkactivity', 'mkcalendar', 'mkcol'],
  ...['move', 'notify', 'propfind', 'proppatch', 'purge', 'query', 'rebind', 'report', 'search', 'source'],
  ...['subscribe', 'trace', 'unbind', 'unlink', 'unlock', 'unsubscribe'],
];
export const METHODS: ReadonlySet<string> = new Set([...USUAL_METHODS, ...OTHER_METHODS]);

export const REQUEST_KEYS = [
  ...['url', 'uri', 'name', 'headers', 'cookie', 'qs', 'json', 'body', 'form', 'formData', 'setContentLengthHeader'],
  ...['auth', 'gzip', 'followRedirect', 'capture', 'match', 'ifTrue', 'probability', 'expect'],
  ...REQUEST_HOOKS,
  // Handed to the HTTP client as they are.
  ...['searchParams', 'method', 'allowGetBody', 'timeout', 'retry', 'encoding', 'cookieJar', 'maxRedirects'],
  ...['decompress', 'http2', 'agent', 'username', 'password', 'https', 'throwHttpErrors'],
];

/** What people call a field of a request in other tools. */
export const FOREIGN_REQUEST_KEYS: ReadonlyMap<string, string> = new Map([
  ['query', 'qs'],
  ['params', 'qs'],
  ['querystring', 'qs'],
  ['queryparams', 'qs'],
  ['cookies', 'cookie'],
  ['expectations', 'expect'],
]);

export const EXTRACTORS = ['json', 'xpath', 'regexp', 'header', 'selector'] as const;
export const CAPTURE_KEYS = [...EXTRACTORS, 'as', 'strict', 'multiple', 'group', 'flags', 'attr', 'index', 'value'];

export const EXPECTATIONS = [
  ...['statusCode', 'notStatusCode', 'contentType', 'hasProperty', 'notHasProperty', 'equals', 'hasHeader'],
  ...['headerEquals', 'matchesRegexp', 'cdnHit', 'jmespath', 'jpath'],
];
export const EXPECT_FORMATS = ['pretty', 'json', 'prettyError', 'silent'];

/** Where the plugin `publish-metrics` sends metrics. */
export const PUBLISH_TYPES = [
  ...['cloudwatch', 'datadog', 'newrelic', 'splunk', 'prometheus', 'dynatrace', 'honeycomb', 'mixpanel', 'statsd'],
  ...['influxdb-statsd', 'open-telemetry'],
];

export const ENSURE_KEYS = ['thresholds', 'conditions', 'maxErrorRate', 'min', 'max', 'median', 'p95', 'p99'];

export const BUILT_IN_PLUGINS = [
  ...['ensure', 'expect', 'apdex', 'metrics-by-endpoint', 'publish-metrics', 'fake-data', 'slack'],
];
/** Plugins that neither set variables nor add functions; any other might. */
export const QUIET_PLUGINS: ReadonlySet<string> = new Set(BUILT_IN_PLUGINS.filter((name) => name !== 'fake-data'));

export const BUILT_IN_ENGINES = ['http', 'ws', 'socketio'] as const;

export const TEMPLATE_FUNCTIONS = ['$randomNumber', '$randomString', '$template'];
/** Names that every virtual user has. */
export const RUNTIME_VARIABLES = ['target', '$uuid', '$loopCount', '$loopElement', '$'];
/** Names that are known when the config is read, and later too. */
export const CONFIG_VARIABLES = ['$env', '$processEnvironment', '$environment', '$testId', '$dirname', '$scenarioFile'];
