import type { Signature } from '../../../language/languageDocument.ts';
import type { FieldTable } from '../fields.ts';
import { STATISTICS_OF_TYPE } from '../metrics.ts';
import { parseSelector } from '../selector.ts';
import { THRESHOLD_STATISTICS } from '../thresholdExpression.ts';
import type { K6Cursor } from './k6Cursor.ts';
import { namesOf } from './k6Names.ts';
import { shapeAt } from './k6Shape.ts';
import type { JudgedMetric } from './thresholdWords.ts';

/** What a threshold is made of, where one is being written. */
export function k6Signature(cursor: K6Cursor, fields: FieldTable, isScript: boolean): Signature | undefined {
  const { root, place, parts, typed, quote } = cursor;
  const { single } = shapeAt(root, place.path, fields);
  if (place.role !== 'value' || single?.kind !== 'threshold' || quote === '') return undefined;
  const reading = parseSelector(single.selector);
  const metric = 'selector' in reading ? reading.selector.metric : '';
  const judged = namesOf(isScript ? parts : undefined).metrics.get(metric);
  const statistics: readonly string[] = judged ? STATISTICS_OF_TYPE[judged.type] : THRESHOLD_STATISTICS;
  const shown = statistics.map((name) => (name === 'p' ? 'p(95)' : name)).join(', ');
  return {
    label: 'statistic operator limit',
    parts: [
      { text: 'statistic', meaning: `What is asked of the metric: ${shown}.` },
      { text: 'operator', meaning: 'How it is compared: <, <=, >, >=, == or !=.' },
      { text: 'limit', meaning: limitMeaning(judged) },
    ],
    active: /[<>=!]/.test(typed)
      ? 2
      : /^\s*([a-z]+|p\([\d.]+\))\s*$/.test(typed) && isStatistic(typed, statistics)
        ? 1
        : 0,
  };
}

function isStatistic(typed: string, statistics: readonly string[]): boolean {
  const name = typed.trim();
  return name !== 'p' && statistics.includes(name.startsWith('p(') ? 'p' : name);
}

function limitMeaning(judged: JudgedMetric | undefined): string {
  if (judged?.type === 'rate') return 'A share from 0 to 1: 0.01 is 1 %.';
  switch (judged?.contains) {
    case 'time':
      return 'A number of milliseconds, without a unit.';
    case 'data':
      return 'A number of bytes, without a unit.';
    case 'plain':
    case 'unknown':
    case undefined:
      return 'A number, without a unit.';
  }
}
