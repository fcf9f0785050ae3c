import { withFix } from '../../../problem.ts';
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
  const values: [string, YamlNode | undefined][] = [
    ['timeout', valueAt(map, 'timeout')],
    ['http.timeout', valueAt(http, 'timeout')],
    ['ws.timeout', valueAt(ws, 'timeout')],
  ];
  for (const [key, value] of values) {
    if (value?.kind !== 'scalar' || isNull(value) || isUnknown(value) || !Number.isNaN(numberOf(value))) continue;
    const seconds = secondsOf(value);
    const problem = artilleryProblem('artillery-bad-timeout', value.span, key, value.text);
    const isCertain = seconds !== undefined && seconds > 0;
    yield withFix(problem, isCertain ? replaceSpan(value.span, String(seconds), `Write ${seconds}`) : undefined);
  }
};

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
