import type { MetricAnswer, RunnerCapabilities, RunnerOption } from '../runner.ts';

const afterTheRun = (source: string): MetricAnswer => ({ source, live: false, windows: true, tags: ['stage'] });

/** Errors have no time: hey tells only how many there were. */
const ofTheWholeStep = (source: string): MetricAnswer => ({ ...afterTheRun(source), windows: false });

export const HEY_OPTIONS = {
  body: { kind: 'text', meaning: 'The request body.' },
  content_type: { kind: 'text', meaning: 'The content type; text/html without it.' },
  host: { kind: 'text', meaning: 'The Host header, where it is not that of the URL.' },
  rate_per_user: { kind: 'number', meaning: 'Requests a second that each user sends at most.' },
  keepalive: { kind: 'flag', meaning: 'Whether connections are used again; true without it.' },
  compression: { kind: 'flag', meaning: 'Whether compressed responses are asked for; true without it.' },
  redirects: { kind: 'flag', meaning: 'Whether redirects are followed; true without it.' },
  http2: { kind: 'flag', meaning: 'Whether HTTP/2 is used; false without it.' },
  cpus: { kind: 'count', meaning: 'Processor cores that hey uses; all without it.' },
} as const satisfies Record<string, RunnerOption>;

/** hey 0.1.4. It writes nothing before its end. */
export const hey: RunnerCapabilities = {
  kind: 'hey',
  title: 'hey',
  metrics: {
    latency: afterTheRun('time of each answered request, opening its connection and redirects included'),
    ttfb: afterTheRun('time from the request being sent to the first byte'),
    connect: afterTheRun('DNS, TCP and TLS, of requests that opened a connection'),
    requests: ofTheWholeStep('responses and errors; errors are told at the end of a step'),
    failures: ofTheWholeStep('errors, and statuses of 400 or above; errors are told at the end of a step'),
    error_rate: ofTheWholeStep('failures / requests'),
    success_rate: ofTheWholeStep('1 − error rate'),
    throughput: afterTheRun('responses per second, errors left out'),
    users: { source: 'workers', live: false, windows: false, tags: ['stage'] },
  },
  ownMetrics: {},
  customMetrics: false,
  hangs: 'unseen',
  stages: { users: 'exact', rate: 'no', ramp: 'stepped' },
  options: HEY_OPTIONS,
  showsItsRequest: true,
};
