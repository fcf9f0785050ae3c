import { METRICS, STATISTICS_OF_KIND, type MetricDefinition } from '../metrics.ts';
import type { Problem } from '../problem.ts';
import { closest, editDistance } from '../text/closest.ts';
import type { Span } from '../text/span.ts';
import type { Dimension } from '../units.ts';
import type { Selector } from './check.ts';
import { metricMeant } from './metricAliases.ts';
import { checkProblem } from './problems.ts';
import type { ExpressionParts } from './reader.ts';
import { looksLikeStatistic } from './statistics.ts';

/** What is known of a metric's name: its definition, `custom` for a name that nobody can know beforehand, or nothing. */
export type MetricLookup = (name: string) => MetricDefinition | 'custom' | undefined;

/**
 * A name that only the test's own script could measure, while it looks like a slip or another tool's word for what is
 * measured anyway. It may still be meant, so this is a warning; `names` are those that this test measures by itself.
 */
export function customNameProblem(
  selector: Selector,
  parts: ExpressionParts,
  lookup: MetricLookup,
  names: readonly string[],
  text: string,
): Problem | undefined {
  const meant = selectorMeant(selector, parts, lookup, text);
  const near =
    meant === undefined ? (slipOf(selector.metric, names) ?? slipOf(selector.metric, VOCABULARY)) : undefined;
  const metric = meant?.metric ?? near;
  const suggestion = meant?.right ?? near;
  if (metric === undefined || suggestion === undefined) return undefined;
  const span = meant?.span ?? parts.metric ?? parts.selector ?? [0, 0];
  return names.includes(metric)
    ? checkProblem('check-custom-metric-near', span, selector.metric, suggestion)
    : checkProblem('check-custom-metric-unmeasured', span, selector.metric, metric);
}

const VOCABULARY = Object.keys(METRICS);
/** `gpu` is no slip of `cpu`. */
const SHORTEST_SLIP = 4;
/** From here on two letters may be wrong. A script's own names are free, so less counts as a slip than elsewhere. */
const LONG_NAME = 8;

/** The name that was meant, when a letter or two are wrong. */
function slipOf(written: string, names: readonly string[]): string | undefined {
  if (written.length < SHORTEST_SLIP) return undefined;
  const near = closest(written, names);
  if (near === undefined) return undefined;
  const limit = written.length < LONG_NAME ? 1 : 2;
  return editDistance(written.toLowerCase(), near.toLowerCase(), limit) <= limit ? near : undefined;
}

function isDefinition(found: ReturnType<MetricLookup>): found is MetricDefinition {
  return found !== undefined && found !== 'custom';
}

/**
 * What is meant by a metric's name from elsewhere: `rps`, or `latency.p95` with its statistic inside. A limit that lacks
 * the unit which the right metric needs is completed as well, or the remedy would only lead to the next problem.
 */
export function selectorMeant(
  selector: Selector,
  parts: ExpressionParts,
  lookup: MetricLookup,
  text: string,
): { metric: string; right: string; span: Span } | undefined {
  const [, stem, ending] = /^(.+)[._-]([a-z0-9]+)$/.exec(selector.metric) ?? [];
  const hasStatistic = stem !== undefined && ending !== undefined && looksLikeStatistic(ending);
  const name = hasStatistic ? stem : selector.metric;
  const unit = parts.unit === undefined ? undefined : text.slice(...parts.unit);
  const isKnown = isDefinition(lookup(name));
  const metric = isKnown ? (hasStatistic ? name : undefined) : metricMeant(name, unit);
  if (metric === undefined || parts.metric === undefined) return undefined;
  const definition = lookup(metric);
  if (!isDefinition(definition)) return undefined;
  const { answers, whenUnnamed } = STATISTICS_OF_KIND[definition.kind];
  const written = selector.statistic ?? (hasStatistic ? ending : undefined);
  const fits = written !== undefined && answers.some((answer) => answer === (/^p\d/.test(written) ? 'pN' : written));
  // In a script `success_count` counts something of its own.
  if (hasStatistic && !fits && lookup(selector.metric) === 'custom') return undefined;
  const statistic = fits ? written : whenUnnamed === undefined ? 'p95' : undefined;
  const start = (parts.statistic ?? parts.metric)[0];
  const keepsStatistic = fits && selector.statistic !== undefined;
  const head = keepsStatistic || statistic === undefined ? metric : `${statistic} ${metric}`;
  const span: Span = [keepsStatistic ? parts.metric[0] : start, parts.metric[1]];
  const limit = parts.limit === undefined ? '' : text.slice(...parts.limit);
  const missing = missingUnit(definition.dimension, limit);
  if (parts.limit === undefined || missing === '') return { metric, right: head, span };
  const right = head + text.slice(parts.metric[1], parts.limit[1]) + missing;
  return { metric, right, span: [span[0], parts.limit[1]] };
}

function missingUnit(dimension: Dimension, limit: string): string {
  if (!/^\d+(?:\.\d+)?$/.test(limit)) return '';
  if (dimension === 'time') return 'ms';
  return dimension === 'ratio' && Number(limit) >= 1 ? '%' : '';
}
