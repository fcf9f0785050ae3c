import { withFix, type Problem } from '../../../problem.ts';
import { isNull, valueAt } from '../../yaml/lookup.ts';
import type { YamlNode } from '../../yaml/yamlNode.ts';
import { replaceSpan } from '../edits.ts';
import { artilleryProblem } from '../problems.ts';
import { isUnknown, numberOf, secondsOf } from '../model/values.ts';
import type { ConfigRule } from './rule.ts';

/** Timeouts are numbers of seconds. */
export const timeouts: ConfigRule = function* ({ map }) {
  const http = valueAt(map, 'http');
  const ws = valueAt(map, 'ws');
  const playwright = valueAt(valueAt(map, 'engines'), 'playwright');
  yield* timeout('timeout', valueAt(map, 'timeout'));
  yield* timeout('http.timeout', valueAt(http, 'timeout'));
  yield* timeout('ws.timeout', valueAt(ws, 'timeout'));
  for (const key of ['defaultTimeout', 'defaultNavigationTimeout']) {
    const value = valueAt(playwright, key);
    // What is no number is the default of 30 seconds there.
    if (!Number.isNaN(numberOf(value))) yield* timeout(key, value);
  }
};

/** Beyond this many seconds nobody waits for a response, so milliseconds were meant. */
const LONGEST_TIMEOUT = 600;

function* timeout(key: string, value: YamlNode | undefined): Iterable<Problem> {
  if (value?.kind !== 'scalar' || isNull(value) || isUnknown(value)) return;
  const number = numberOf(value);
  if (Number.isNaN(number)) {
    const seconds = secondsOf(value);
    const problem = artilleryProblem('artillery-bad-timeout', value.span, key, value.text);
    const isCertain = seconds !== undefined && seconds > 0;
    yield withFix(problem, isCertain ? replaceSpan(value.span, String(seconds), `Write ${seconds}`) : undefined);
  } else if (number > LONGEST_TIMEOUT) {
    const seconds = number / 1000;
    const length = number < 3600 ? `${Math.round(number / 60)} minutes` : `${Math.round(number / 360) / 10} hours`;
    const problem = artilleryProblem('artillery-long-timeout', value.span, key, length, String(seconds));
    yield withFix(problem, { ...replaceSpan(value.span, String(seconds), `Write ${seconds}`), isGuess: true });
  }
}

/** The threshold of apdex is compared with times. */
export const apdex: ConfigRule = function* ({ map }) {
  for (const section of [valueAt(map, 'apdex'), valueAt(valueAt(map, 'plugins'), 'apdex')]) {
    const threshold = valueAt(section, 'threshold');
    if (threshold === undefined || isNull(threshold) || isUnknown(threshold)) continue;
    if (Number.isNaN(numberOf(threshold))) {
      const written = threshold.kind === 'scalar' ? threshold.text : '[…]';
      yield artilleryProblem('artillery-bad-apdex', threshold.span, written);
    }
  }
};
