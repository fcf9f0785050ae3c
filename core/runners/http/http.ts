import type { MetricAnswer, RunnerCapabilities } from '../runner.ts';

const PER_REQUEST = ['stage', 'request'] as const;

function live(source: string, tags: readonly string[] = PER_REQUEST): MetricAnswer {
  return { source, live: true, windows: true, tags };
}

/** The built-in engine: what it measures under each name of the vocabulary. */
export const http: RunnerCapabilities = {
  kind: 'http',
  title: 'Built-in HTTP engine',
  metrics: {
    latency: live(
      'With users: from writing the request to the last byte; opening the connection is not part of it. With a rate: from the intended start, so waiting and connecting count.',
    ),
    ttfb: live('From writing the request to the first byte of its response.'),
    connect: live('TCP connection and TLS handshake; only when a connection was opened.'),
    iteration_duration: live('One pass of the flow that was not cut short, with think time.', ['stage']),
    requests: live('Requests begun, those that could not be sent included.'),
    failures: live(
      'Transport error, timeout, status that was not expected, failed expectation, missing captured value.',
      ['stage', 'request', 'error', 'status'],
    ),
    iterations: live('Passes of the flow that were not cut short.', ['stage']),
    dropped_iterations: live('Arrivals that found no free connection or were more than a second late.', ['stage']),
    reconnects: live(
      'Kept-alive connections that the server had closed without saying so. A request lost by it is sent again once if it is idempotent.',
    ),
    bytes_in: live('Response bodies as received, before decompression.'),
    bytes_out: live('Request bodies.'),
    error_rate: live('Failures divided by requests begun that were not broken off by a stop.'),
    success_rate: live('One minus the error rate.'),
    throughput: live('Complete responses per second, whatever their status.'),
    users: live('Users at work; with a rate: passes under way.', ['stage']),
  },
  ownMetrics: {
    responses: { kind: 'counter', dimension: 'count', meaning: 'Complete responses, whatever their status.' },
    aborted: {
      kind: 'counter',
      dimension: 'count',
      meaning: 'Requests broken off because the run was stopped: neither a response nor a failure.',
    },
    in_flight_age: {
      kind: 'gauge',
      dimension: 'time',
      meaning: 'Age of the requests that have no result yet, at the end of each second.',
    },
    schedule_lag: {
      kind: 'trend',
      dimension: 'time',
      meaning:
        'How late the load generator does what is due: its arrivals, and ten times a second its own look at the level. Responses wait as long before they are seen.',
    },
    generator_saturation: {
      kind: 'gauge',
      dimension: 'ratio',
      meaning: 'Share of the time in which the load generator itself was busy. Near 1, latency measures the generator.',
    },
  },
  customMetrics: false,
  hangs: 'in-flight-age',
  connectErrors: ['refused', 'dns', 'unreachable'],
  stages: { users: 'exact', rate: 'exact', ramp: 'exact' },
};

/** The bundle that is the engine, in the folder of the other bundles. Run it with Node or as Electron's Node. */
export const HTTP_ENGINE_BUNDLE = 'engine.js';

/**
 * V8's own choice gives a process with 2,000 users twice the memory that its live objects need: it lets garbage pile up.
 * The limits are in MB.
 */
export const HTTP_ENGINE_FLAGS = ['--max-semi-space-size=8', '--max-old-space-size=1024'];
