import type { SeriesSample } from '../run/aggregate.ts';
import type { MissingFigure } from '../run/runEvent.ts';
import { countOf, failedOf, type Figures } from '../runners/k6/figures.ts';
import { ownTotals, requestsWithoutResponse, totalsOf, unansweredOf } from '../runners/k6/summary.ts';
import { readSummaryDocument, type SummaryDocument } from '../runners/k6/summaryShapes.ts';
import { thresholdVerdicts } from '../runners/k6/thresholds.ts';
import { wholeRunEvents, type ContentEnd, type ResultContent } from './resultContent.ts';

const UNANSWERED =
  'requests failed, and a k6 summary does not tell how many of them got no response; judge `http_req_duration`, or import the samples (`--out json=…`)';

/** k6's summary at the end of a test, in any of its three forms; undefined when the document is none. */
export function readK6Summary(document: unknown): ResultContent | undefined {
  const told = readSummaryDocument(document);
  if (told === undefined) return undefined;
  const { summary, durationMs, endedAt, toolVersion } = told;
  const answers = withWholeFailures(summary.figures);
  const startedAt = endedAt === undefined || durationMs === undefined ? undefined : endedAt - durationMs;
  return {
    kind: 'k6-summary',
    ...(toolVersion === undefined ? {} : { toolVersion }),
    ...(startedAt === undefined ? {} : { startedAt }),
    ...(durationMs === undefined ? {} : { durationMs }),
    notes:
      told.form === 'machine-readable' ? [`this form of k6's summary leaves out the thresholds of the script`] : [],
    missing: missingFigures(summary.figures, answers),
    tell: (run, emit) => {
      for (const event of wholeRunEvents(run, durationMs, samplesOf(summary.figures, answers))) emit(event);
      const verdicts = thresholdVerdicts({
        testId: run.testId,
        summary,
        seen: new Set(),
        contents: told.contents,
        requests: countOf(summary.figures, 'http_reqs'),
        ...unansweredOf(answers),
      });
      if (verdicts.length > 0) emit({ kind: 'verdicts', at: run.startedAt + (durationMs ?? 0), verdicts });
      return endOf(told);
    },
  };
}

/** A script may have k6 judge only some of its responses; what is known of these tells nothing of all requests. */
function withWholeFailures(figures: Figures): Figures {
  const judged = judgedRequests(figures);
  const isWhole = judged === undefined || judged === countOf(figures, 'http_reqs');
  return isWhole ? figures : new Map([...figures].filter(([name]) => name !== 'http_req_failed'));
}

function judgedRequests(figures: Figures): number | undefined {
  const failed = figures.get('http_req_failed');
  return failed?.kind === 'rate' && Number.isFinite(failed.count) ? failed.count : undefined;
}

function samplesOf(figures: Figures, answers: Figures): SeriesSample[] {
  const noResponse = requestsWithoutResponse(answers);
  const whole = totalsOf(answers, { selector: [], ...(noResponse === undefined ? {} : { noResponse }) });
  return [...whole, ...ownTotals(figures), ...levels(figures)];
}

/** Of a level only the extremes and the last value are told, so it has no average. */
function levels(figures: Figures): SeriesSample[] {
  return [...figures].flatMap(([name, figure]): SeriesSample[] => {
    if (figure.kind !== 'gauge' || name.includes('{')) return [];
    const { min, max } = figure;
    const sample = { kind: 'summary' as const, count: NaN, avg: NaN, min, max, percentiles: {} };
    return [...(name === 'vus' ? ['users'] : []), name].map((metric) => ({ metric, tags: {}, sample }));
  });
}

function missingFigures(figures: Figures, answers: Figures): MissingFigure[] {
  const requests = countOf(figures, 'http_reqs');
  if (requests === undefined) return [];
  const failed = failedOf(answers, 'http_req_failed');
  if (failed === undefined) {
    const reason =
      answers === figures
        ? 'this k6 summary does not tell whether requests failed (`http_req_failed` is not in it)'
        : `this k6 summary tells of ${judgedRequests(figures)} of ${requests} requests whether they failed (\`http_req_failed\`)`;
    return ['failures', 'latency', 'ttfb', 'responses'].map((metric) => ({ metric, reason }));
  }
  if (requestsWithoutResponse(answers) !== undefined) return [];
  return ['latency', 'ttfb', 'responses'].map((metric) => ({ metric, reason: `${failed} ${UNANSWERED}` }));
}

function endOf({ summary: { figures } }: SummaryDocument): ContentEnd {
  const passes = countOf(figures, 'iterations') ?? 0;
  const requests = countOf(figures, 'http_reqs') ?? 0;
  if (passes > 0 || requests > 0) return { kind: 'completed' };
  return { kind: 'failed', message: 'the summary tells of no pass of the script and of no request' };
}
