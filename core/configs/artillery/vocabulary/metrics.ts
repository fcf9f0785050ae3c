import type { YamlNode } from '../../yaml/yamlNode.ts';
import { entriesIn, itemsIn, textAt, valueAt } from '../../yaml/lookup.ts';

export interface MetricName {
  name: string;
  meaning: string;
}

const STATISTICS = ['min', 'max', 'mean', 'median', 'p50', 'p75', 'p90', 'p95', 'p99', 'p999'];

const summary = (name: string, meaning: string): MetricName[] =>
  STATISTICS.map((statistic) => ({ name: `${name}.${statistic}`, meaning: `${meaning} Milliseconds.` }));
const single = (name: string, meaning: string): MetricName => ({ name, meaning });

const ALWAYS: readonly MetricName[] = [
  single('vusers.created', 'Virtual users that began.'),
  single('vusers.completed', 'Virtual users that came to the end of their scenario.'),
  single('vusers.failed', 'Virtual users that ended with an error.'),
  single('vusers.skipped', 'Virtual users that `maxVusers` kept from beginning.'),
  ...summary('vusers.session_length', 'How long completed virtual users took.'),
];

const HTTP: readonly MetricName[] = [
  ...summary('http.response_time', 'Time to the first byte of a response.'),
  ...['2xx', '3xx', '4xx', '5xx'].flatMap((codes) =>
    summary(`http.response_time.${codes}`, `Time to the first byte of a response with a status of ${codes}.`),
  ),
  single('http.requests', 'Requests that were sent.'),
  single('http.responses', 'Responses that came.'),
  single('http.request_rate', 'Requests per second.'),
  single('http.downloaded_bytes', 'Bytes of all bodies.'),
  single('http.codes.200', 'Responses with this status. Without any the metric does not exist, and comparisons fail.'),
  single('http.codes.500', 'Responses with this status. Without any the metric does not exist, and comparisons fail.'),
];

const WS: readonly MetricName[] = [
  single('websocket.messages_sent', 'Messages that were sent.'),
  single('websocket.messages_received', 'Messages that were received.'),
  single('websocket.send_rate', 'Messages sent per second.'),
  single('websocket.receive_rate', 'Messages received per second.'),
];

const SOCKETIO: readonly MetricName[] = [
  single('socketio.emit', 'Events that were sent.'),
  single('socketio.emit_rate', 'Events sent per second.'),
  ...summary('socketio.response_time', 'Time until an event that was waited for came.'),
];

const BROWSER: readonly MetricName[] = [
  single('browser.http_requests', 'Requests that pages made.'),
  ...summary('browser.page.domcontentloaded', 'Time until the document of a page was there.'),
  ...summary('browser.page.dominteractive', 'Time until a page could be used.'),
];

const EXPECT: readonly MetricName[] = [
  single('plugins.expect.ok', 'Expectations that held.'),
  single('plugins.expect.failed', 'Expectations that did not hold.'),
];

const APDEX: readonly MetricName[] = [
  single('apdex.satisfied', 'Responses that were fast.'),
  single('apdex.tolerated', 'Responses that were slow, but tolerable.'),
  single('apdex.frustrated', 'Responses that were too slow.'),
];

/** Names of metrics that a script makes, by the engines and plugins that it uses. */
export function metricNames(root: YamlNode): MetricName[] {
  const config = valueAt(root, 'config');
  const scenarios = itemsIn(valueAt(root, 'scenarios'));
  const fallback = textAt(config, 'engine') ?? 'http';
  const engines = new Set(scenarios.map((scenario) => textAt(scenario, 'engine') ?? fallback));
  const plugins = new Set(entriesIn(valueAt(config, 'plugins')).map(({ key }) => key));
  const isHttp = engines.size === 0 || engines.has('http') || engines.has('socketio');
  const names = scenarios.flatMap((scenario) => textAt(scenario, 'name') ?? []);
  return [
    ...(isHttp ? HTTP : []),
    ...(engines.has('ws') ? WS : []),
    ...(engines.has('socketio') ? SOCKETIO : []),
    ...(engines.has('playwright') ? BROWSER : []),
    ...ALWAYS,
    ...[...new Set(names)].map((name) =>
      single(`vusers.created_by_name.${name}`, `Virtual users that took the scenario ${name}.`),
    ),
    ...(plugins.has('expect') ? EXPECT : []),
    ...(plugins.has('apdex') ? APDEX : []),
  ];
}
