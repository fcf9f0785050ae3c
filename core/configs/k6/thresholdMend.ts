import { parseThreshold } from './thresholdExpression.ts';

/** Slips with one certain remedy. Units are turned into what k6 counts in: milliseconds, and shares from 0 to 1. */
const MENDS: readonly [RegExp, string | ((...groups: string[]) => string)][] = [
  [/=>/, '>='],
  [/=</, '<='],
  [/^(\s*)(?:median|p50)\b/, '$1med'],
  [/^(\s*)(?:mean|average)\b/, '$1avg'],
  [/^(\s*)p\s*(\d{1,2}(?:\.\d+)?)(?=\s*[<>=!])/, '$1p($2)'],
  [/^(\s*)p\s*\(\s*(\d+(?:\.\d+)?)\s*\)/, '$1p($2)'],
  [/([<>=])\s*(\d+(?:\.\d+)?)\s*ms\s*$/, '$1$2'],
  [/([<>=])\s*(\d+(?:\.\d+)?)\s*s\s*$/, (_, operator = '', seconds = '') => operator + round(Number(seconds) * 1000)],
  [
    /^(\s*rate\s*[<>=!]+)\s*(\d+(?:\.\d+)?)\s*%\s*$/,
    (_, left = '', percent = '') => left + round(Number(percent) / 100),
  ],
];

function round(value: number): string {
  return String(Number(value.toPrecision(12)));
}

/** What was most likely meant by a threshold that k6 refuses; undefined where that is not certain. */
export function meantThreshold(written: string): string | undefined {
  let text = written;
  for (const [slip, remedy] of MENDS) {
    text = typeof remedy === 'string' ? text.replace(slip, remedy) : text.replace(slip, remedy);
  }
  return text !== written && 'expression' in parseThreshold(text) ? text : undefined;
}
