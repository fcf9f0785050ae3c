import { PUBLISH_TYPES } from '../model/vocabulary.ts';
import { amount, field, flag, FREE, listOf, mapping, named, oneOf, type Field, type Fields } from './field.ts';

const THRESHOLDS = field(
  'Each item is one metric that must stay below a number: `- http.response_time.p95: 200`. A metric that did not occur fails.',
  listOf({
    kind: 'mapping',
    fields: {},
    others: field('The value of the metric must be below this number. Times are in milliseconds.'),
    keys: 'metric',
  }),
);

/** The same under `config.ensure` and `config.plugins.ensure`; the first wins. */
export const ENSURE_FIELDS: Fields = {
  thresholds: THRESHOLDS,
  conditions: field(
    'Each item is a comparison that must hold at the end of the test.',
    listOf(
      mapping({
        expression: field(
          'Metrics, numbers, `+ - * / % ^`, `== != < <= > >=`, `and`, `or`, `not ( … )`. A metric that did not occur makes every comparison fail.',
          named('metric'),
        ),
        strict: flag('Whether the test fails with it, or it is only reported.', true),
      }),
    ),
  ),
  maxErrorRate: amount('Virtual users that may fail at most.', 'percent'),
  ...Object.fromEntries(
    ['min', 'max', 'median', 'p95', 'p99'].map((key) => [
      key,
      amount(`Below this must be \`http.response_time.${key}\`. The older way to write a threshold.`, 'milliseconds'),
    ]),
  ),
};

export const APDEX_FIELDS: Fields = {
  threshold: amount(
    'Responses up to this time satisfy; up to four times as long they are tolerated.',
    'milliseconds',
    '500',
  ),
};

const EXPECT_OPTIONS: Fields = {
  outputFormat: oneOf(
    'How each expectation is printed.',
    {
      pretty: 'For people.',
      json: 'One JSON object for each request.',
      prettyError: 'Only those that fail.',
      silent: 'Not at all.',
    },
    'pretty',
  ),
  formatter: oneOf('The older name of `outputFormat`.', { pretty: '', json: '', prettyError: '', silent: '' }),
  reportFailuresAsErrors: flag('Whether an expectation that fails ends the virtual user with an error.', false),
  useOnlyRequestNames: flag('Whether requests go by their `name` alone in what is printed.', false),
  expectDefault200: flag('Whether requests without `expect` must answer with status 200.', false),
};

const BY_ENDPOINT_FIELDS: Fields = {
  useOnlyRequestNames: flag('Whether an endpoint goes by the `name` of its requests instead of the URL.', false),
  stripQueryString: flag('Whether query strings are left out of the names of endpoints.', false),
  ignoreUnnamedRequests: flag('Whether requests without a `name` are left out.', false),
  groupDynamicURLs: flag('Whether requests are grouped by their URL as it is written, with its templates.', true),
  metricsNamespace: field('What the names of its metrics begin with.', undefined, {
    default: 'plugins.metrics-by-endpoint',
  }),
};

export const PLUGIN_FIELDS: Fields = {
  ensure: field('Checks metrics at the end of the test; the checks are in `config.ensure`.', mapping(ENSURE_FIELDS)),
  expect: field('Looks at `expect` of requests. Without it nothing there is checked.', mapping(EXPECT_OPTIONS)),
  apdex: field('Counts how many responses were fast enough.', mapping(APDEX_FIELDS)),
  'metrics-by-endpoint': field('Shows figures for each URL in the console, too.', mapping(BY_ENDPOINT_FIELDS)),
  'publish-metrics': field(
    'Sends metrics to monitoring systems while the test runs.',
    listOf(mapping({ type: oneOf('Where to.', Object.fromEntries(PUBLISH_TYPES.map((type) => [type, '']))) })),
  ),
  'fake-data': field('Brings functions for made-up data, such as `{{ $internetEmail() }}`.', FREE),
  slack: field(
    'Tells a Slack channel how the test ended.',
    mapping({
      webhookUrl: field('Address of the incoming webhook. Take it from the environment: it is a secret.'),
      notifyOnFailureOnly: flag('Whether tests that succeed are not told of.', false),
    }),
  ),
};

/** Options of a plugin that is not known here. */
export const OTHER_PLUGIN: Field = field(
  'A plugin that Artillery does not bring; npm knows it as `artillery-plugin-…`.',
  FREE,
);
