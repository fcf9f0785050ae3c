import type { Selector } from '../checks/check.ts';
import type { MetricDefinition } from '../metrics.ts';
import type { Tags } from './aggregate.ts';
import type { MeasuredSource } from './measuredSource.ts';
import { ingredientsOf, statisticOf } from './measure.ts';
import { monitorFailureText, type MonitorFailure } from './monitorFailure.ts';
import type { MissingFigure } from './runEvent.ts';
import type { CheckResult, Verdict } from './runResult.ts';
import { withoutOutcomeTags } from './seriesSet.ts';

/** Metrics that exist only where a request was answered. */
const METRICS_OF_RESPONSES: ReadonlySet<string> = new Set(['latency', 'ttfb']);
const METRICS_OF_ATTEMPTS: ReadonlySet<string> = new Set(['error_rate', 'success_rate', ...METRICS_OF_RESPONSES]);

/** ` of stage `peak` and request `pay`` or nothing for the whole run. */
function placeText(tags: Tags): string {
  const parts = Object.entries(tags).map(([key, value]) => `${key} \`${value}\``);
  return parts.length === 0 ? '' : ` of ${parts.join(' and ')}`;
}

function counted(source: MeasuredSource, metric: string, filter: Tags): number | undefined {
  const aggregate = source.aggregate(metric, filter);
  return aggregate?.kind === 'counter' ? aggregate.total : undefined;
}

/** Why a selector has no value, in words for a person: "nothing measured: no request of stage `peak` got a response". */
export function whyNothing(
  source: MeasuredSource,
  selector: Selector,
  definition: MetricDefinition | undefined,
  failedMonitors?: ReadonlyMap<string, MonitorFailure>,
): string {
  const { metric, tags } = selector;
  if (definition !== undefined && statisticOf(selector, definition.kind) === undefined) {
    return `nothing measured: \`${metric}\` needs a statistic, such as \`p95 ${metric}\``;
  }
  if (isUntoldFigure(source, metric, tags)) {
    return `nothing measured: the tool tells no such figure of \`${metric}\`${placeText(tags)}, only of its parts`;
  }
  if (definition !== undefined && isOfNoTime(source, selector, definition)) {
    return 'nothing measured: all of it was measured at one moment, so there is no time of which it could be a rate';
  }
  const failure = failedMonitors?.get(metric);
  if (failure !== undefined && source.aggregate(metric, {}) === undefined) {
    return `nothing measured: ${monitorFailureText(metric, failure)}`;
  }
  const place = withoutOutcomeTags(tags);
  const requests = counted(source, 'requests', place);
  if (METRICS_OF_ATTEMPTS.has(metric)) {
    if (requests === 0) return `nothing measured: no request${placeText(place)} was sent`;
    if (requests !== undefined && METRICS_OF_RESPONSES.has(metric)) {
      return `nothing measured: no request${placeText(place)} got a response`;
    }
  }
  const missing = ingredientsOf(metric, tags).find(
    (base) => !base.isOptional && source.aggregate(base.metric, base.filter) === undefined,
  );
  const isReportedElsewhere = missing !== undefined && source.aggregate(missing.metric, {}) !== undefined;
  if (isReportedElsewhere) return `nothing measured: there is no \`${missing.metric}\`${placeText(missing.filter)}`;
  if (missing !== undefined) return `nothing measured: the run reported no \`${missing.metric}\``;
  return `nothing measured: \`${metric}\`${placeText(tags)} has no such value`;
}

/** Things were counted, but no time passed meanwhile. */
function isOfNoTime(source: MeasuredSource, selector: Selector, { kind }: MetricDefinition): boolean {
  const isPerTime = kind === 'flow' || (kind === 'counter' && statisticOf(selector, kind) === 'rate');
  const [base] = ingredientsOf(selector.metric, selector.tags);
  const isCounted = base !== undefined && source.aggregate(base.metric, base.filter) !== undefined;
  return isPerTime && isCounted && source.durationMs(selector.tags) === 0;
}

/** Figures of seconds or requests have no common percentile. */
function isUntoldFigure(source: MeasuredSource, metric: string, tags: Tags): boolean {
  const aggregate = source.aggregate(metric, tags);
  return aggregate?.kind === 'summary' && aggregate.parts > 1;
}

/** Why the tool itself could not tell what a selector means, or one of the things that it is made from. */
export function whyMissing(
  missing: readonly MissingFigure[],
  { metric, statistic, tags }: Selector,
): string | undefined {
  const names = [metric, ...ingredientsOf(metric, tags).map((base) => base.metric)];
  const found = missing.find(
    (figure) => names.includes(figure.metric) && (figure.statistic ?? statistic) === statistic,
  );
  return found && `nothing measured: ${found.reason}`;
}

export const NO_CHECKS = 'the test states no checks';
export const NO_SMOKE_CHECK = 'a smoke run judges only `error_rate`, and the test has no such check';

const MOST_NAMED = 5;
/** What is said of one check and of several, worst first. A check is never invalid by itself. */
const SAID_OF_CHECKS: readonly (readonly [verdict: Verdict, ofOne: string, ofMany: string])[] = [
  ['fail', 'failed', 'failed'],
  ['no-data', 'has no data', 'have no data'],
  ['warn', 'has a warning', 'have a warning'],
];

/** Which checks keep a run from a pass, a sentence for each verdict: "2 checks failed: `shop/p95`, `shop/error_rate`". */
export function whichChecks(checks: readonly Pick<CheckResult, 'id' | 'verdict'>[]): string[] {
  return SAID_OF_CHECKS.flatMap(([verdict, ofOne, ofMany]) => {
    const ids = checks.filter((check) => check.verdict === verdict).map(({ id }) => `\`${id}\``);
    if (ids.length === 0) return [];
    const left = ids.length - MOST_NAMED;
    const named = ids.slice(0, MOST_NAMED).join(', ') + (left > 0 ? ` and ${left} more` : '');
    return [`${ids.length === 1 ? `1 check ${ofOne}` : `${ids.length} checks ${ofMany}`}: ${named}`];
  });
}
