import type { ComparisonOperator } from '../check.ts';
import { isMetricName, METRICS } from '../../metrics.ts';
import { metricMeant } from '../metricAliases.ts';
import { plainDecimal } from '../numberText.ts';
import { SELECTOR, SIGN, substitution, TAGS, UNIT, NUMBER, type Habit } from './habit.ts';
import { compoundDuration, rangeText } from './amounts.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&le;': '<=',
  '&leq;': '<=',
  '&ge;': '>=',
  '&geq;': '>=',
  '&ne;': '!=',
  '&#60;': '<',
  '&#62;': '>',
  '&nbsp;': ' ',
  '\\leq': '<=',
  '\\le': '<=',
  '\\geq': '>=',
  '\\ge': '>=',
  '\\<': '<',
  '\\>': '>',
};

const FLIPPED: Readonly<Record<string, ComparisonOperator>> = {
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
  '==': '==',
  '!=': '!=',
};
const OPPOSITE: Readonly<Record<string, ComparisonOperator>> = {
  '<': '>=',
  '<=': '>',
  '>': '<=',
  '>=': '<',
  '==': '!=',
  '!=': '==',
};

/** `p95 latency < 500ms{stage=peak} for 10s`. */
const TAGS_BEHIND = String.raw`^\s*((?:\p{L}[\w.]*\s+)?[\p{L}_][\w./:-]*)\s*((?:${SIGN}|${NUMBER}).*?)\s*${TAGS}(.*)$`;

const expression = (pattern: string, flags = 'u'): RegExp => new RegExp(pattern, flags);

/** Signs, numbers and orders that are not those of the check language. Applied in this order. */
export const WRITING_HABITS: readonly Habit[] = [
  { code: 'check-quotes', rewrite: (text) => text.replace(/[“”„‟«»‘’‚"'`]/g, '') },
  substitution(
    'check-escaped-sign',
    /&(?:lt|gt|leq?|geq?|ne|nbsp|#60|#62);|\\(?:leq?|geq?|<|>)/g,
    (sign) => ENTITIES[sign] ?? sign,
  ),
  substitution('check-number-base', /\b0x([0-9a-f]{1,8})(?=[a-z%/\s]|$)/giu, (_, digits) =>
    String(Number.parseInt(digits, 16)),
  ),
  substitution(
    'check-unit-split',
    expression(String.raw`(\d)\s*(?:([mu])\s+(s)|([kMG])\s+(B|B\/s)|([kM])\s+(\/s|\/min))(?![\p{L}\p{N}])`),
    (_, digit, ...pieces) => digit + pieces.join(''),
  ),
  {
    code: 'check-duration-parts',
    rewrite: (text) =>
      text.replace(
        expression(String.raw`${NUMBER}\s*(?:h|m|min|s)(?:\s*${NUMBER}\s*(?:min|ms|m|s)(?![\p{L}\p{N}]))+`, 'gu'),
        (parts) => compoundDuration(parts) ?? parts,
      ),
  },
  substitution(
    'check-range-words',
    expression(
      String.raw`(?:\b(?:between|from|in|within|is|stays|must|be|should)\s+)*\[?(${NUMBER})\s*(${UNIT})?\s*(?:\band\b|\bto\b|\.{2,3}|…|-|–|,)\s*(${NUMBER})\s*(${UNIT})?\]?`,
    ),
    (all, low = '', lowUnit = '', high = '', highUnit = '') => {
      // `50-60%` is right as it is, and `1,5s` is a number.
      if (expression(String.raw`^${NUMBER}\s*[-–,]\s*${NUMBER}`).test(all)) return all;
      return rangeText(low, lowUnit, high, highUnit) ?? all;
    },
  ),
  substitution(
    'check-approximate',
    expression(String.raw`(?:==?\s*)?(${NUMBER})\s*(${UNIT})?\s*(?:±|\+\/?-)\s*(${NUMBER})\s*(${UNIT})?`),
    (all, middle = '', unit = '', margin = '', marginUnit = '') => {
      const shared = unit === '' ? marginUnit : unit;
      if (marginUnit !== '' && marginUnit !== shared) return all;
      const [low, high] = [Number(middle) - Number(margin), Number(middle) + Number(margin)];
      return rangeText(plainDecimal(low), shared, plainDecimal(high), shared) ?? all;
    },
  ),
  substitution(
    'check-approximate',
    /([<>]=?)\s*(?:~|≈|about|around|approximately|approx\.?|roughly|ca\.?|circa)\s*(?=\d)/giu,
    '$1 ',
  ),
  substitution(
    'check-approximate',
    /\s+(?:(?:~|≈)=?|=~|about|around|approximately|approx\.?|roughly|ca\.?|circa)\s*(?=\d)/giu,
    ' <= ',
  ),
  substitution(
    'check-reversed',
    expression(String.raw`^\s*(${NUMBER})\s*(${UNIT})?\s*<=?\s*(${SELECTOR})\s*<=?\s*(${NUMBER})\s*(${UNIT})?\s*$`),
    (all, low = '', lowUnit = '', selector = '', high = '', highUnit = '') => {
      const range = rangeText(low, lowUnit, high, highUnit);
      return range === undefined ? all : `${selector} ${range}`;
    },
  ),
  substitution(
    'check-reversed',
    expression(String.raw`^\s*(${NUMBER}\s*(?:${UNIT})?)\s*(${SIGN})\s*(${SELECTOR})\s*$`),
    (_, limit = '', sign = '', selector = '') => `${selector} ${FLIPPED[sign] ?? sign} ${limit.trim()}`,
  ),
  substitution(
    'check-reversed',
    expression(
      String.raw`^\s*(${SIGN}\s*${NUMBER}\s*(?:${UNIT})?)\s+(?:is\s+)?(?!for\b|over\b|and\b|or\b)(${SELECTOR})\s*$`,
    ),
    (_, condition = '', selector = '') => `${selector} ${condition.trim()}`,
  ),
  substitution(
    'check-negated',
    expression(String.raw`^\s*(?:!|not\s)\s*\(?(${SELECTOR})\s*(${SIGN})\s*(${NUMBER}\s*(?:${UNIT})?)\)?\s*$`),
    (_, selector = '', sign = '', limit = '') => `${selector} ${OPPOSITE[sign] ?? sign} ${limit.trim()}`,
  ),
  {
    code: 'check-reversed',
    rewrite: (text) => {
      const [, percent, name = ''] = /^\s*0\s*(%)?\s+([a-z_]+)\s*$/iu.exec(text) ?? [];
      const metric = isMetricName(name) ? name : metricMeant(name, percent);
      const kind = metric === undefined ? undefined : METRICS[metric].kind;
      if (kind === 'counter') return `${metric} == 0`;
      return kind === 'ratio' ? `${metric} == 0%` : text;
    },
  },
  substitution('check-tags-place', expression(TAGS_BEHIND), `$1${TAGS} $2$3`),
  substitution('check-tags-place', /[[(]\s*([\p{L}_][\w.-]*)\s*[=:]\s*([^\])=<>,{}]+?)\s*[\])]/u, '{$1=$2}'),
  substitution(
    'check-tags-place',
    /(?<=[\p{L}\p{N}_])\s+([\p{L}_][\w.-]*)\s*[=:]\s*(\p{L}[\w./-]*)(?=\s*[<>!=\d])/u,
    ' {$1=$2}',
  ),
  {
    code: 'check-tags-place',
    rewrite: (text) => {
      if (text.includes(TAGS)) return text;
      const place =
        /\s+(?:in|at|during|for|of|on)\s+(?:the\s+)?(?:(stage|request)\s+([\w-]+)|([\w-]+)\s+(stage|request))(?!\S)/u;
      const [all, key, value, valueFirst, keyLast] = place.exec(text) ?? [];
      if (all === undefined) return text;
      const tag = ` {${key ?? keyLast ?? ''}=${value ?? valueFirst ?? ''}}`;
      return text
        .replace(all, '')
        .replace(/^([^<>=!≤≥\d]*(?:p\d+\s+)?[^<>=!≤≥\d]*?)(?=\s*(?:[<>=!≤≥]|\s\d))/u, `$1${tag}`);
    },
  },
];
