import type { MetricDefinition } from '../../metrics.ts';
import type { MetricAnswer, RunnerCapabilities, RunnerOption } from '../runner.ts';

const counter = (meaning: string): MetricDefinition => ({ kind: 'counter', dimension: 'count', meaning });
const timing = (meaning: string): MetricDefinition => ({ kind: 'trend', dimension: 'time', meaning });

const PER_REQUEST = ['stage', 'request'] as const;

function live(source: string, tags: readonly string[] = PER_REQUEST): MetricAnswer {
  return { source, live: true, windows: true, tags };
}

export const ARTILLERY_OPTIONS = {
  environment: { kind: 'word', meaning: "One of the script's own environments." },
  dotenv: { kind: 'word', meaning: 'A file of variables for `$env`, relative to the plan.' },
  variables: { kind: 'json', meaning: 'Variables of the script, as a JSON object.' },
  config: { kind: 'word', meaning: 'A second file with the `config`, relative to the plan.' },
  payload: { kind: 'word', meaning: 'A CSV file with variables, relative to the plan.' },
  insecure: { kind: 'flag', meaning: 'Whether certificates are not verified.' },
  scenario: { kind: 'word', meaning: 'The name of the only scenario to run.' },
  drain_seconds: { kind: 'number', meaning: 'How long virtual users may take after the last phase; 300 without it.' },
} as const satisfies Record<string, RunnerOption>;

/**
 * Artillery 2. Requests are followed inside of its workers, because its own response time ends at the first byte and
 * its own figures come every ten seconds.
 */
export const artillery: RunnerCapabilities = {
  kind: 'artillery',
  title: 'Artillery',
  metrics: {
    latency: live(
      'From the start of the request, opening the connection included, to the last byte of its response; each redirect is a request of its own. How late an arrival was is not in it.',
    ),
    ttfb: live('`http.response_time`: from the request written to the first byte of its response.'),
    connect: live('TCP connection and TLS handshake; only when a connection was opened.'),
    iteration_duration: live('`vusers.session_length`, of virtual users that came to the end of their flow.', [
      'stage',
    ]),
    requests: live('Requests begun, those that could not be sent included.'),
    failures: live(
      'Transport error, timeout, status of 400 or above that `expect` does not name, failed expectation, and every other error of a virtual user, such as a failed capture.',
      ['stage', 'request', 'error', 'status'],
    ),
    iterations: live('`vusers.completed`: virtual users that came to the end of their flow.', ['stage']),
    dropped_iterations: live('`vusers.skipped`: arrivals above `maxVusers`.', ['stage']),
    bytes_in: live('Response bodies as received, before decompression.'),
    error_rate: live('Failures divided by requests begun.'),
    success_rate: live('One minus the error rate.'),
    throughput: live('Complete responses per second, whatever their status.'),
    users: live('Virtual users at work.', ['stage']),
  },
  ownMetrics: {
    'http.response_time': timing('Artillery: time from the request written to the first byte of its response.'),
    'vusers.session_length': timing('Artillery: time that a virtual user took for its whole flow.'),
    'http.requests': counter('Artillery: requests sent.'),
    'http.responses': counter('Artillery: responses begun, whatever their status.'),
    'vusers.created': counter('Artillery: virtual users started.'),
    'vusers.completed': counter('Artillery: virtual users that came to the end of their flow.'),
    'vusers.failed': counter('Artillery: virtual users that an error ended.'),
    responses: counter('Complete responses, whatever their status.'),
    in_flight_age: {
      kind: 'gauge',
      dimension: 'time',
      meaning: 'Age of the requests that have no result yet, at the end of each second.',
    },
    generator_saturation: {
      kind: 'gauge',
      dimension: 'ratio',
      meaning:
        'Share of the time in which the busiest worker of Artillery was busy. Near 1, latency measures Artillery.',
    },
  },
  customMetrics: true,
  hangs: 'in-flight-age',
  connectErrors: ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'],
  stages: { users: 'no', rate: 'exact', ramp: 'stepped' },
  options: ARTILLERY_OPTIONS,
};
