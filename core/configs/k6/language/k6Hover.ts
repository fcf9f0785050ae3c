import type { Hover } from '../../../language/languageDocument.ts';
import type { Span } from '../../../text/span.ts';
import type { DerivedLoad } from '../derivedLoad.ts';
import { isExecutor } from '../executors.ts';
import type { FieldTable } from '../fields.ts';
import { loadInsight } from '../load/loadInsight.ts';
import { STATISTICS_OF_TYPE, type K6MetricType } from '../metrics.ts';
import { METRIC_MEANINGS } from '../metricMeanings.ts';
import type { K6Options } from '../model.ts';
import { parseSelector, type MetricSelector } from '../selector.ts';
import { parseThreshold, type ThresholdExpression } from '../thresholdExpression.ts';
import type { ObjectValue } from '../value.ts';
import { executorInWords, fieldInWords } from './fieldWords.ts';
import { insightInWords, insightPicture } from './k6Load.ts';
import type { K6Names } from './k6Names.ts';
import { placeAt, spanInside, type K6Place } from './k6Place.ts';
import { fieldAt, shapeAt } from './k6Shape.ts';
import { tagsInWords, thresholdInWords } from './thresholdWords.ts';

export interface K6HoverSource {
  text: string;
  /** The options as they are written. */
  root: ObjectValue;
  fields: FieldTable;
  options: K6Options;
  load: DerivedLoad;
  names: () => K6Names;
}

/** What a person sees who points at something in the options. */
export function k6Hover(source: K6HoverSource, offset: number): Hover | undefined {
  const place = placeAt(source.root, offset);
  if (!place) return undefined;
  return place.role === 'key' ? hoverOfKey(source, place, offset) : hoverOfValue(source, place);
}

function hoverOfKey(source: K6HoverSource, { path, span, holder }: K6Place, offset: number): Hover | undefined {
  const { root, fields } = source;
  const owner = shapeAt(root, path.slice(0, -1), fields).keys;
  const name = path.at(-1) ?? '';
  if (owner?.kind === 'thresholds') return hoverOfSelector(source, name, span, offset);
  if (owner?.kind === 'scenarios') {
    const load = loadOfScenario(source, name);
    return load === undefined ? undefined : { span, markdown: `**Scenario ${name}**: ${load}` };
  }
  const field = fieldAt(root, path, fields);
  if (!field) return undefined;
  const words = fieldInWords(...field);
  const scenario = field[1].kind === 'stages' ? scenarioOf(source.load, holder.span) : undefined;
  const load = scenario === undefined ? undefined : loadOfScenario(source, scenario);
  return { span, markdown: load === undefined ? words : `${words}\n\n${load}` };
}

/** The scenario that an object makes: the options themselves may be one. */
function scenarioOf(load: DerivedLoad, span: Span): string | undefined {
  if (load.kind !== 'scenarios') return undefined;
  return load.scenarios.find((scenario) => scenario.span[0] === span[0] && scenario.span[1] === span[1])?.name;
}

function loadOfScenario({ options, load }: K6HoverSource, name: string): string | undefined {
  if (load.kind !== 'scenarios') return undefined;
  const scenarios = load.scenarios.filter((scenario) => scenario.name === name);
  const insight = loadInsight(options, { ...load, scenarios, hasMore: false });
  return insight && scenarios.length > 0 ? `${insightInWords(insight)}\n\n${insightPicture(insight)}` : undefined;
}

/** The name of a metric, with what can be asked of it. */
function hoverOfSelector(source: K6HoverSource, written: string, span: Span, offset: number): Hover | undefined {
  const selector = selectorOf(written);
  if (!selector) return undefined;
  const { metric, tags } = selector;
  const judged = source.names().metrics.get(metric);
  if (!judged) return undefined;
  const own = source.names().ownMetrics.has(metric) ? 'A metric of this script.' : undefined;
  const meaning = (Object.hasOwn(METRIC_MEANINGS, metric) ? METRIC_MEANINGS[metric] : undefined) ?? own ?? '';
  const unit = judged.contains === 'time' ? ', in milliseconds' : judged.contains === 'data' ? ', in bytes' : '';
  const statistics = STATISTICS_OF_TYPE[judged.type].map((name) => `\`${name === 'p' ? 'p(95)' : name}\``);
  const only = tags ? `Judged${tagsInWords(tags).slice(1)}.` : undefined;
  const metricSpan = spanInside(source.text, span, written, 0, metric.length);
  const shown = offset <= metricSpan[1] ? metricSpan : span;
  const lines = [
    `**${metric}** (${judged.type}${unit}): ${meaning}`,
    ...(only === undefined ? [] : [only]),
    `A threshold can ask for ${statistics.join(', ')}.`,
  ];
  return { span: shown, markdown: lines.join('\n\n') };
}

function hoverOfValue(source: K6HoverSource, { path, span, value }: K6Place): Hover | undefined {
  if (value.kind !== 'text') return undefined;
  const { single } = shapeAt(source.root, path, source.fields);
  if (single?.kind === 'threshold') return hoverOfThreshold(source, single.selector, value.value, span);
  if (path.at(-1)?.toLowerCase() === 'executor' && isExecutor(value.value)) {
    return { span, markdown: executorInWords(value.value) };
  }
  return undefined;
}

function hoverOfThreshold(source: K6HoverSource, written: string, expression: string, span: Span): Hover | undefined {
  const selector = selectorOf(written);
  const reading = parseThreshold(expression);
  if (!selector || !('expression' in reading)) return undefined;
  const judged = source.names().metrics.get(selector.metric);
  const words = thresholdInWords(selector, reading.expression, judged);
  const remark = judged && holdsOfNothing(reading.expression, judged.type) ? [NOTHING_MEASURED] : [];
  return { span, markdown: [words, ...remark].join('\n\n') };
}

const NOTHING_MEASURED = 'It holds as well if nothing was measured.';

/** k6 leaves a rate without samples out, and takes 0 for all else that has none. */
function holdsOfNothing({ operator, limit }: ThresholdExpression, type: K6MetricType): boolean {
  if (type === 'rate') return true;
  switch (operator) {
    case '<':
      return limit > 0;
    case '<=':
      return limit >= 0;
    case '>':
      return limit < 0;
    case '>=':
      return limit <= 0;
    case '==':
    case '===':
      return limit === 0;
    case '!=':
      return limit !== 0;
  }
}

function selectorOf(written: string): MetricSelector | undefined {
  const reading = parseSelector(written);
  return 'selector' in reading ? reading.selector : undefined;
}
