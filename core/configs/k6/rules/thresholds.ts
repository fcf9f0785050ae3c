import { editDistance } from '../../../text/closest.ts';
import type { DerivedLoad } from '../derivedLoad.ts';
import { FORMER_METRICS, K6_METRICS, METRIC_NAME, STATISTICS_OF_TYPE, type K6MetricType } from '../metrics.ts';
import type { K6Options, K6Threshold, K6ThresholdRow } from '../model.ts';
import type { Program } from '../parseScript.ts';
import type { K6Reader } from '../reader.ts';
import type { ScriptMetrics } from '../scriptMetrics.ts';
import type { ThresholdExpression } from '../thresholdExpression.ts';
import { writesMember } from '../writesMember.ts';
import { metricTypes } from './metrics.ts';

export interface ThresholdContext {
  options: K6Options;
  load: DerivedLoad;
  /** Absent for a config file, which can be used with any script. */
  metrics?: ScriptMetrics;
  /** Likewise. */
  program?: Program;
}

/** Thresholds that k6 refuses, and those that judge nothing or are decided before the test starts. */
export function checkThresholds(context: ThresholdContext, reader: K6Reader): void {
  const types = metricTypes(context.metrics ?? { declared: [], modules: new Set() });
  for (const threshold of context.options.thresholds) {
    if (!threshold.selector) continue;
    const { metric } = threshold.selector;
    const type = types.get(metric);
    if (type === undefined) checkUnknownMetric(threshold, types, context, reader);
    else for (const row of threshold.rows) checkRow(row, metric, type, reader);
    // The script that a config file goes with may have tags and scenarios of its own.
    if (context.metrics) checkTags(threshold, context, reader);
  }
}

function checkUnknownMetric(
  { selector, nameSpan, name }: K6Threshold,
  types: ReadonlyMap<string, K6MetricType>,
  { metrics }: ThresholdContext,
  reader: K6Reader,
): void {
  const metric = selector?.metric ?? name;
  const successor = Object.hasOwn(FORMER_METRICS, metric) ? FORMER_METRICS[metric] : undefined;
  const suggestion = successor ?? reader.suggest(metric, types.keys());
  const mended = suggestion === undefined ? undefined : { key: name, keySpan: nameSpan, value: NOTHING };
  const isPossible = METRIC_NAME.test(metric);
  if (successor !== undefined) {
    const remedy = `k6 2.0 has removed it; \`${successor}\` took its place.`;
    reader.report('k6-unknown-metric', nameSpan, metric, undefined, remedy);
  } else if (!isPossible || (metrics && !metrics.hasMore)) {
    const from = Object.hasOwn(K6_METRICS, metric) ? K6_METRICS[metric]?.from : undefined;
    const remedy = !isPossible
      ? 'Names of metrics have 2 to 129 letters from a to z, digits and `_`, and begin with no digit.'
      : from === undefined
        ? 'Declare it with `new Trend(…)`, `Rate`, `Counter` or `Gauge` of k6/metrics, or use a metric of k6.'
        : `It comes with \`${from}\`, which the script does not import.`;
    reader.report('k6-unknown-metric', nameSpan, metric, from === undefined ? suggestion : undefined, remedy);
    if (from !== undefined) return;
  } else {
    // Something that is not seen here may declare it, so only what looks like a slip is spoken of.
    if (suggestion === undefined || !Object.hasOwn(K6_METRICS, suggestion) || metric.length < 8) return;
    if (editDistance(metric, suggestion, MOST_SLIPS) > MOST_SLIPS) return;
    reader.report('k6-unsure-metric', nameSpan, metric, suggestion);
  }
  if (mended && suggestion !== undefined) {
    reader.mend(reader.renameKey(mended, suggestion + name.slice(metric.length)));
  }
}

/** More letters than these make another name, which an imported module may well have declared. */
const MOST_SLIPS = 2;

const NOTHING = { kind: 'nothing', isUndefined: true, span: [0, 0] } as const;

function checkRow({ expression, span }: K6ThresholdRow, metric: string, type: K6MetricType, reader: K6Reader): void {
  if (!expression) return;
  const { statistic } = expression;
  const allowed: readonly string[] = STATISTICS_OF_TYPE[type];
  if (!allowed.includes(statistic)) {
    const shown = allowed.map((name) => (name === 'p' ? 'p(95)' : name));
    reader.report('k6-threshold-statistic', span, statistic, metric, type, shown);
    return;
  }
  const result = type === 'rate' ? certainResult(expression) : undefined;
  if (result === undefined) return;
  const isPercent = expression.limit > 1 && expression.limit <= 100;
  const remedy = isPercent
    ? `If ${expression.limit} % is meant, write ${expression.limit / 100}.`
    : 'Choose a limit in between.';
  reader.report('k6-threshold-certain', span, result ? 'always holds' : 'can never hold', metric, remedy);
}

/** Whether a condition on a share from 0 to 1 is decided already. */
function certainResult({ operator, limit }: ThresholdExpression): boolean | undefined {
  if (Number.isNaN(limit)) return operator === '!=';
  switch (operator) {
    case '<':
      return limit > 1 ? true : limit <= 0 ? false : undefined;
    case '<=':
      return limit >= 1 ? true : limit < 0 ? false : undefined;
    case '>':
      return limit < 0 ? true : limit >= 1 ? false : undefined;
    case '>=':
      return limit <= 0 ? true : limit > 1 ? false : undefined;
    case '==':
    case '===':
      return limit < 0 || limit > 1 ? false : undefined;
    case '!=':
      return limit < 0 || limit > 1 ? true : undefined;
  }
}

/** Metrics that k6 itself takes once a second, for the run as a whole. */
const METRICS_OF_THE_RUN: readonly string[] = ['vus', 'vus_max'];

function checkTags(
  { selector, nameSpan }: K6Threshold,
  { options, load, program }: ThresholdContext,
  reader: K6Reader,
): void {
  for (const { key, value } of selector?.tags ?? []) {
    const tag = `${key}:${value}`;
    const isOfAll = options.tagNames?.includes(key) ?? true;
    const isOwn = isOfAll || (program !== undefined && writesMember(program, key));
    if (METRICS_OF_THE_RUN.includes(selector?.metric ?? '') && !isOfAll) {
      reader.report(
        'k6-selector-never',
        nameSpan,
        tag,
        `\`${selector?.metric ?? ''}\` is measured for the run as a whole`,
      );
    } else if ((key === 'vu' || key === 'iter') && !isOwn) {
      reader.report('k6-selector-never', nameSpan, tag, `k6 does not tell samples apart by \`${key}\``);
    } else if (key === 'group' && value !== '' && !value.startsWith('::') && !isOwn) {
      const meant = `${selector?.metric ?? ''}{group:::${value}}`;
      reader.report('k6-selector-never', nameSpan, tag, `names of groups begin with \`::\`, so write \`${meant}\``);
    } else if (key === 'scenario' && load.kind === 'scenarios' && !load.hasMore && !isOwn) {
      const names = load.scenarios.map(({ name }) => name);
      if (names.includes(value)) continue;
      const suggestion = reader.suggest(value, names);
      const hint = suggestion === undefined ? '' : `; did you mean \`${suggestion}\``;
      reader.report('k6-selector-never', nameSpan, tag, `there is no scenario \`${value}\`${hint}`);
    }
  }
}
