import type { Span } from '../text/span.ts';
import type { Statistic } from './check.ts';
import { checkProblem } from './problems.ts';
import { isSelectorWord, type Reader } from './reader.ts';
import { looksLikeStatistic, readStatistic } from './statistics.ts';
import type { Token } from './tokens.ts';

/**
 * Understands how other tools write a statistic: `p(95)` of k6, `p95(latency)`, `avg(latency)`, `p 95 latency`. Always
 * reports it, with the right spelling. Undefined, and nothing read, when the text does not begin so.
 */
export function readFunctionStyle(reader: Reader): { statistic?: Statistic; metric?: string } | undefined {
  const [name, open] = [reader.peek(), reader.peek(1)];
  if (name === undefined || open === undefined) return undefined;
  if (/^p$/i.test(name.text) && open.kind === 'number' && isSelectorWord(reader.peek(2))) {
    reader.next();
    reader.next();
    return percentileFirst(reader, [name.span[0], open.span[1]], open.text);
  }
  if (open.kind !== 'open') return undefined;
  const inside = readParentheses(reader);
  const span: Span = [name.span[0], reader.end];
  const [only] = inside;
  if (only !== undefined && only.kind === 'number' && inside.length === 1 && /^(?:p|percentile)$/i.test(name.text)) {
    return percentileFirst(reader, span, only.text);
  }
  const metric = isSelectorWord(only) ? only : undefined;
  const { statistic } = readStatistic(name.text.toLowerCase(), name.span);
  const right = metric !== undefined && statistic !== undefined ? `${statistic} ${metric.text}` : 'p95 latency';
  reader.problems.push(checkProblem('check-function-style', span, reader.slice(span), right));
  if (looksLikeStatistic(name.text)) reader.parts.statistic = name.span;
  if (metric === undefined) return {};
  reader.parts.metric = metric.span;
  const tags = inside[1];
  if (tags?.kind === 'tags') {
    reader.parts.tags.push(...tags.tags.tags);
    reader.problems.push(...tags.tags.problems);
  }
  return { metric: metric.text };
}

/** The metric follows the percentile, or is missing as in k6's thresholds, where the key names it. */
function percentileFirst(reader: Reader, span: Span, percent: string): { statistic?: Statistic; metric?: string } {
  const next = reader.peek();
  const { statistic } = readStatistic(`p${percent}`, span);
  const right = statistic ?? 'p95';
  reader.parts.statistic = span;
  const written = reader.slice(span);
  if (!isSelectorWord(next)) {
    reader.problems.push(checkProblem('check-function-style', span, written, `${right} latency`));
    return {};
  }
  reader.problems.push(checkProblem('check-function-style', span, written, right));
  reader.next();
  reader.parts.metric = next.span;
  return { ...(statistic === undefined ? {} : { statistic }), metric: next.text };
}

/** Reads the name and its parentheses, or only as far as the opening one when nothing closes it. */
function readParentheses(reader: Reader): Token[] {
  const inside: Token[] = [];
  for (let distance = 2; ; distance++) {
    const token = reader.peek(distance);
    if (token === undefined) {
      reader.next();
      reader.next();
      return [];
    }
    if (token.kind === 'close') break;
    inside.push(token);
  }
  for (let count = 0; count < inside.length + 3; count++) reader.next();
  return inside;
}
