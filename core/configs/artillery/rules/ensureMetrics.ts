import { withFix, type Problem } from '../../../problem.ts';
import { spanInScalar } from '../../yaml/scalarOffsets.ts';
import type { YamlEntry, YamlScalar } from '../../yaml/yamlNode.ts';
import { renameKey, replaceSpan } from '../edits.ts';
import { artilleryProblem } from '../problems.ts';

/** What only the report of Artillery 1 had, by what has taken its place. */
const FORMER: ReadonlyMap<string, string> = new Map([
  ['stats.scenariosCreated', 'vusers.created'],
  ['stats.scenariosCompleted', 'vusers.completed'],
  ['stats.requestsCompleted', 'http.responses'],
]);

const STATISTIC = '(?:min|max|mean|median|p50|p75|p90|p95|p99|p999)';
const NO_METRIC = new RegExp(
  `(?<![\\w.'"])(?:${STATISTIC}(?!\\s*\\()|maxErrorRate|stats\\.[\\w.]+|http\\.response_time|http\\.codes\\.\\dxx)(?![\\w.'"])`,
  'g',
);

/** Names of metrics hold names of scenarios, and so blanks and any word. */
const BEFORE = /(?:^|[-+*%^<>=(,?:]|\b(?:and|or|not))\s*$/;
const AFTER = /^\s*(?:$|[-+*/%^<>=),?:!~]|(?:and|or)\b)/;

/** A threshold for something that no run ever measures. */
export function* metricOfThreshold(entry: YamlEntry, text: string): Iterable<Problem> {
  const [match] = entry.key.matchAll(NO_METRIC);
  if (match?.[0] !== entry.key) return;
  const problem = artilleryProblem('artillery-ensure-metric', entry.keySpan, entry.key, remedyFor(entry.key));
  const instead = insteadOf(entry.key);
  yield withFix(problem, instead === undefined ? undefined : { ...renameKey(entry, instead, text), isGuess: true });
}

/** The same in a condition, where texts may hold anything. */
export function* metricsOfCondition(expression: YamlScalar, text: string): Iterable<Problem> {
  for (const { 0: written, index } of expression.text.matchAll(NO_METRIC)) {
    const isOperand = BEFORE.test(expression.text.slice(0, index));
    if (!isOperand || !AFTER.test(expression.text.slice(index + written.length))) continue;
    const span = spanInScalar(expression, text, index, index + written.length);
    const problem = artilleryProblem('artillery-ensure-metric', span, written, remedyFor(written));
    const instead = insteadOf(written);
    const fix = instead === undefined ? undefined : replaceSpan(span, instead, `Replace by ${instead}`);
    yield withFix(problem, fix && { ...fix, isGuess: true });
  }
}

function insteadOf(name: string): string | undefined {
  if (name === 'http.response_time') return 'http.response_time.p95';
  return new RegExp(`^${STATISTIC}$`).test(name) ? `http.response_time.${name}` : FORMER.get(name);
}

function remedyFor(name: string): string {
  const instead = insteadOf(name);
  if (instead !== undefined) return `Write \`${instead}\`.`;
  if (name === 'maxErrorRate') return 'Write it beside `thresholds` and `conditions`, as a key of its own.';
  if (name.startsWith('http.codes.')) return 'Each status has one of its own, such as `http.codes.500`.';
  return 'Write one such as `http.response_time.p95` or `vusers.failed`.';
}
