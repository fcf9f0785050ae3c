import * as z from 'zod';

/** oha prints nearly what hey prints, in other units and with another meaning of its counts. */
export function isOfOha(text: string): boolean {
  return /^Summary:\r?\n[ \t]*Success rate:/m.test(text) || /^Response time distribution:/m.test(text);
}

/** What k6's web dashboard records; it names metrics as a summary does. */
export function isDashboardRecord(text: string): boolean {
  return /^\s*\{\s*"event"\s*:\s*"(?:config|param|metric|start|stop|snapshot|cumulative|threshold)"\s*,\s*"data"/.test(
    text,
  );
}

function notRead(what: string, by: string): string {
  return `it is ${what} of ${by}, whose results Headroom does not read`;
}

export const DASHBOARD_RECORD =
  'it is a record of the web dashboard of k6, which Headroom does not read. Have k6 write a result: `k6 run --summary-export summary.json …`, or `--out json=samples.json` for every second';

/** What tools print or write that Headroom does not read: how it is told, and what it is and what to do instead. */
const TEXTS: readonly (readonly [pattern: RegExp, reason: string])[] = [
  [
    /\b(?:http_reqs|http_req_duration|iterations|iteration_duration|data_received|vus)\.{3,}[^:\n]{0,12}:|^running \(.+\), \d+\/\d+ VUs, \d+ complete and \d+ interrupted iterations/m,
    'it is what k6 prints for people, with figures that are rounded. Have k6 write a result: `k6 run --summary-export summary.json …`, or `--out json=samples.json` for every second',
  ],
  [
    /^[ \t]*(?:Summary report @ |Complete report @ |Metrics for period to: )/m,
    'it is what Artillery prints for people. Have it write a report: `artillery run --output report.json …`',
  ],
  [
    /^Test results:\s+Pass:\s+\d+\s+Fail:\s+\d+/m,
    'it is what `coder exp scaletest` prints for people. Have it write a result: `--output json:result.json`',
  ],
  [/^timeStamp,elapsed,|^\s*(?:<\?xml[^>]*>\s*)?<testResults version=/, notRead('a list of samples (JTL)', 'JMeter')],
  [
    /^"?Type"?,"?Name"?,"?Request Count"?,|^"?Timestamp"?,"?User Count"?,"?Type"?,/,
    notRead('a table of figures', 'Locust'),
  ],
  [
    /^This is ApacheBench|^Requests per second:.*\[#\/sec\] \(mean\)/m,
    notRead('what is printed at the end of a run', 'ab'),
  ],
  [
    /^Latencies\s+\[(?:min, )?mean, 50|^\{"attack":".*"seq":\d+,"code":\d+/m,
    notRead('a report or a list of results', 'vegeta'),
  ],
  [
    /^\d+ connections(?: with \d+ pipelining factor)?$[^]*^│ (?:Stat|Latency|Req\/Sec)/m,
    notRead('what is printed at the end of a run', 'autocannon'),
  ],
];

/** What a text is that Headroom does not read, in words; undefined where nobody knows it. */
export function foreignText(text: string): string | undefined {
  if (isOfOha(text)) return 'it is a summary of oha, which Headroom does not read. hey prints one that it does';
  return TEXTS.find(([pattern]) => pattern.test(text))?.[1];
}

const figures = z.record(z.string(), z.unknown());
const DOCUMENTS: readonly (readonly [schema: z.ZodType, reason: string])[] = [
  [
    z.object({ aggregate: z.object({ latency: figures, scenariosCreated: z.number() }) }),
    'it is a report of Artillery 1, which Headroom does not read. Have Artillery 2 write one: `artillery run --output report.json …`',
  ],
  [
    z.object({ connections: z.number(), pipelining: z.number(), latency: figures, requests: figures }),
    notRead('a result', 'autocannon'),
  ],
  [z.object({ latencies: figures, status_codes: figures, success: z.number() }), notRead('a report', 'vegeta')],
  [
    z.object({ summary: z.object({ successRate: z.unknown(), requestsPerSec: z.unknown() }) }),
    notRead('a result', 'oha'),
  ],
];

/** The same for what is JSON. */
export function foreignDocument(document: unknown): string | undefined {
  return DOCUMENTS.find(([schema]) => schema.safeParse(document).success)?.[1];
}
