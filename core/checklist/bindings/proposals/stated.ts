import type { Condition, Selector, Statistic } from '../../../checks/check.ts';
import { parseCondition, parseExpression } from '../../../checks/parseExpression.ts';
import { METRICS, STATISTICS_OF_KIND, isMetricName, type MetricKind } from '../../../metrics.ts';
import type { JudgedCheck } from '../../../run/judge.ts';
import type { DocumentTarget } from '../../checklist.ts';
import { wordsOf } from './words.ts';

/** A target of the text, ready to be held against checks. */
export interface Stated {
  target: DocumentTarget;
  /** Absent where the words name no metric of a load test. */
  selector?: Selector;
  condition: Condition;
  /** The words that say what is measured or where, as far as the selector does not say it. */
  subject: string[];
  /** Of a subject: "CPU usage peak" asks for the maximum. */
  statistic?: Statistic;
}

export function statedIn(target: DocumentTarget): Stated | undefined {
  const expression = target.hasMetric ? parseExpression(target.expression).expression : undefined;
  const condition = expression?.condition ?? parseCondition(target.expression).condition;
  if (condition === undefined) return undefined;
  const words = wordsOf(target.subject ?? '');
  if (expression !== undefined) return { target, condition, selector: expression.selector, subject: words };
  const statistic = words.map((word) => STATISTIC_WORDS.get(word) ?? percentileOf(word)).find((one) => one);
  const subject = words.filter(
    (word) => !STATISTIC_WORDS.has(word) && percentileOf(word) === undefined && !LEVEL_OF_USE.has(word),
  );
  return { target, condition, subject, ...(statistic && { statistic }) };
}

/** Says nothing about which value it is: CPU, CPU usage and CPU utilization are one. */
const LEVEL_OF_USE: ReadonlySet<string> = new Set(['usage', 'utilization', 'utilisation']);

const STATISTIC_WORDS: ReadonlyMap<string, Statistic> = new Map([
  ['peak', 'max'],
  ['max', 'max'],
  ['maximum', 'max'],
  ['min', 'min'],
  ['minimum', 'min'],
  ['avg', 'avg'],
  ['average', 'avg'],
  ['mean', 'avg'],
  ['med', 'med'],
  ['median', 'med'],
]);

function percentileOf(word: string): Statistic | undefined {
  const percent = /^p(\d+)$/.exec(word)?.[1];
  return percent === undefined ? undefined : `p${Number(percent)}`;
}

/** How well a check measures what the text speaks of; undefined where it measures something else. */
export function fitOf(
  stated: Stated,
  check: Pick<JudgedCheck, 'selector' | 'definition'>,
): 'same' | 'statistic assumed' | undefined {
  const { selector } = check;
  if (stated.selector !== undefined) {
    const isSame =
      stated.selector.metric === selector.metric && statisticMeant(stated.selector) === statisticMeant(selector);
    return isSame ? 'same' : undefined;
  }
  if (!isNamedBy(stated.subject, selector.metric)) return undefined;
  const measured = selector.statistic ?? defaultOf(check.definition?.kind);
  if (stated.statistic === measured) return 'same';
  if (stated.statistic !== undefined) return undefined;
  return selector.statistic === undefined && check.definition?.kind !== 'gauge' ? 'same' : 'statistic assumed';
}

/** Whether the words are the name of a metric and nothing else: "CPU usage" is `cpu`, "Redis memory" is not `memory`. */
export function isNamedBy(subject: readonly string[], metric: string): boolean {
  const wanted = wordsOf(metric).filter((word) => !LEVEL_OF_USE.has(word));
  return (
    wanted.length > 0 &&
    wanted.every((word) => subject.includes(word)) &&
    subject.every((word) => wanted.includes(word))
  );
}

export function statisticMeant({ metric, statistic }: Selector): Statistic | undefined {
  const kind: MetricKind | undefined = isMetricName(metric) ? METRICS[metric].kind : undefined;
  const written = statistic ?? defaultOf(kind);
  // These are two names of one figure.
  if (kind === 'flow' && written === 'avg') return 'rate';
  return kind === 'counter' && written === 'sum' ? 'count' : written;
}

function defaultOf(kind: MetricKind | undefined): Statistic | undefined {
  return kind === undefined ? undefined : STATISTICS_OF_KIND[kind].whenUnnamed;
}
