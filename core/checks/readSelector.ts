import { isMetricName } from '../metrics.ts';
import type { Span } from '../text/span.ts';
import type { Selector, Statistic } from './check.ts';
import { checkProblem } from './problems.ts';
import { readFunctionStyle } from './readFunctionStyle.ts';
import { isJoint, isSelectorWord, type Reader } from './reader.ts';
import { looksLikeStatistic, readStatistic } from './statistics.ts';
import type { Token } from './tokens.ts';

interface Head {
  statistic?: Statistic;
  metric?: string;
}

/** Reads `[statistic] metric [{tags}]`. Undefined when it was not understood; then a problem says why. */
export function readSelector(reader: Reader): Selector | undefined {
  const start = reader.peek()?.span[0] ?? 0;
  const head = readHead(reader);
  const tags = reader.peek();
  if (head.metric !== undefined && tags?.kind === 'tags') {
    reader.next();
    reader.parts.tags.push(...tags.tags.tags);
    reader.problems.push(...tags.tags.problems);
  }
  if (reader.end > start) reader.parts.selector = [start, reader.end];
  if (head.metric === undefined) {
    const next = reader.peek();
    if (next === undefined || isJoint(next)) reader.giveUp();
    else reader.skipToCondition();
    return undefined;
  }
  refuseSecondSelector(reader);
  const record = Object.fromEntries(reader.parts.tags.map(({ key, value }) => [key, value]));
  return head.statistic === undefined
    ? { metric: head.metric, tags: record }
    : { statistic: head.statistic, metric: head.metric, tags: record };
}

function readHead(reader: Reader): Head {
  const [first, second] = [reader.peek(), reader.peek(1)];
  if (first === undefined) return {};
  if (!isSelectorWord(first)) {
    reader.problems.push(checkProblem('check-missing-metric', first.span, first.text));
    // `< 500ms` and `{stage=peak} < 500ms` still say what their condition is; `500ms < latency` is the wrong way round.
    if (first.kind !== 'tags' && first.kind !== 'operator') reader.giveUp();
    return {};
  }
  const functionStyle = readFunctionStyle(reader);
  if (functionStyle !== undefined) return functionStyle;
  reader.next();
  if (isSelectorWord(second)) {
    reader.next();
    return readTwoWords(reader, first, second);
  }
  return readOneWord(reader, first);
}

function readOneWord(reader: Reader, word: Token): Head {
  const glued = splitGlued(word.text);
  if (glued !== undefined) {
    reader.problems.push(
      checkProblem('check-statistic-glued', word.span, word.text, `${glued.statistic} ${glued.metric}`),
    );
    const metricStart = word.span[1] - glued.metric.length;
    reader.parts.metric = [metricStart, word.span[1]];
    return { metric: glued.metric };
  }
  if (looksLikeStatistic(word.text)) {
    reader.parts.statistic = word.span;
    const { statistic, problem } = readStatistic(word.text, word.span);
    // An upper-case word alone is one mistake, not two.
    if (statistic === undefined && problem !== undefined) reader.problems.push(problem);
    else reader.problems.push(checkProblem('check-statistic-without-metric', word.span, statistic ?? word.text));
    return {};
  }
  reader.parts.metric = word.span;
  return { metric: word.text };
}

function readTwoWords(reader: Reader, first: Token, second: Token): Head {
  const both: Span = [first.span[0], second.span[1]];
  const joined = `${first.text}_${second.text}`.toLowerCase();
  if (!looksLikeStatistic(first.text) && isMetricName(joined)) {
    reader.problems.push(checkProblem('check-metric-words', both, reader.slice(both), joined));
    reader.parts.metric = both;
    return { metric: joined };
  }
  if (!looksLikeStatistic(first.text) && looksLikeStatistic(second.text)) {
    const right = `${second.text.toLowerCase()} ${first.text}`;
    reader.problems.push(checkProblem('check-statistic-order', both, reader.slice(both), right));
    reader.parts.metric = first.span;
    reader.parts.statistic = second.span;
    return { metric: first.text };
  }
  const { statistic, problem } = readStatistic(first.text, first.span);
  if (problem !== undefined) reader.problems.push(problem);
  reader.parts.statistic = first.span;
  const third = reader.peek();
  const metric = isSelectorWord(third) ? readThirdWord(reader, second, third) : undefined;
  reader.parts.metric ??= second.span;
  return { ...(statistic === undefined ? {} : { statistic }), metric: metric ?? second.text };
}

/** `p95 iteration duration` and `p95 avg latency`; any other third word is left for `refuseSecondSelector`. */
function readThirdWord(reader: Reader, second: Token, third: Token): string | undefined {
  const both: Span = [second.span[0], third.span[1]];
  const joined = `${second.text}_${third.text}`.toLowerCase();
  if (isMetricName(joined)) {
    reader.problems.push(checkProblem('check-metric-words', both, reader.slice(both), joined));
    reader.parts.metric = both;
  } else if (looksLikeStatistic(second.text)) {
    reader.problems.push(checkProblem('check-two-statistics', second.span, second.text));
    reader.parts.metric = third.span;
  } else {
    return undefined;
  }
  reader.next();
  return isMetricName(joined) ? joined : third.text;
}

function refuseSecondSelector(reader: Reader): void {
  const start = reader.peek();
  if (!isSelectorWord(start)) return;
  while (isSelectorWord(reader.peek()) || reader.peek()?.kind === 'tags') reader.next();
  const span: Span = [start.span[0], reader.end];
  reader.problems.push(checkProblem('check-two-selectors', span, reader.slice(span)));
}

/** `p95latency`, `p95_latency`, `avglatency`. A tool's own name such as `p2p_calls` or `max_size` is left whole. */
function splitGlued(word: string): { statistic: string; metric: string } | undefined {
  const [, statistic, metric] = /^(p\d{2,}(?:\.\d+)?)[_-]?(\p{L}.*)$/iu.exec(word) ?? [];
  if (statistic !== undefined && metric !== undefined) return { statistic: statistic.toLowerCase(), metric };
  const [, named, known] = /^(avg|min|max|med|stdev|sum|count|rate|last|p\d)[_-]?(.+)$/i.exec(word) ?? [];
  if (named === undefined || known === undefined || !isMetricName(known) || isMetricName(word)) return undefined;
  return { statistic: named.toLowerCase(), metric: known };
}
