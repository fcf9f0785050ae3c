import type { ComparisonOperator } from '../check.ts';

/** Comparison signs as they are typed, printed or escaped in Markdown and HTML. */
export const OPERATOR_SIGNS: ReadonlyMap<string, ComparisonOperator> = new Map<string, ComparisonOperator>([
  ['<', '<'],
  ['＜', '<'],
  ['&lt;', '<'],
  ['<=', '<='],
  ['=<', '<='],
  ['≤', '<='],
  ['≦', '<='],
  ['⩽', '<='],
  ['&le;', '<='],
  ['&lt;=', '<='],
  ['>', '>'],
  ['＞', '>'],
  ['&gt;', '>'],
  ['>=', '>='],
  ['≥', '>='],
  ['≧', '>='],
  ['⩾', '>='],
  ['&ge;', '>='],
  ['&gt;=', '>='],
  ['=', '=='],
  ['==', '=='],
  ['===', '=='],
  ['!=', '!='],
  ['≠', '!='],
]);

interface ComparisonPhrase {
  words: readonly string[];
  operator: ComparisonOperator;
  /** What the number must be: "within 5 %" and "over 10 minutes" are no limits. */
  only?: 'time' | 'not-time' | 'measured';
  /** The words can also mean something else. */
  loose?: true;
}

const phrases = (
  operator: ComparisonOperator,
  texts: string,
  more: Pick<ComparisonPhrase, 'only' | 'loose'> = {},
): ComparisonPhrase[] => texts.split(', ').map((text) => ({ words: text.split(' '), operator, ...more }));

/** Words right before a number. Longer phrases come before the shorter ones they end with. */
export const COMPARISON_PHRASES: readonly ComparisonPhrase[] = [
  ...phrases('<', 'less than, fewer than, lower than, smaller than, shorter than, faster than, below'),
  // "Under 50k users" is a load, not a limit.
  ...phrases('<', 'under', { only: 'measured' }),
  ...phrases('>', 'more than, greater than, higher than, larger than, longer than, slower than, above'),
  ...phrases('>', 'exceeds, exceed, exceeding, exceeded'),
  ...phrases('>', 'over', { only: 'not-time', loose: true }),
  ...phrases('<=', 'within', { only: 'time' }),
  ...phrases('<=', 'at most, at maximum, maximum of, maximum, max of, max'),
  ...phrases('<=', 'up to', { loose: true }),
  ...phrases('>=', 'at least, at minimum, minimum of, minimum, min of, min'),
];

/** Turn a comparison round: "must not exceed", "no more than". */
export const NEGATIONS: ReadonlySet<string> = new Set(['not', 'no', 'never', 'cannot', 'without']);

export const NEGATED_OPERATOR: Record<ComparisonOperator, ComparisonOperator> = {
  '<': '>=',
  '<=': '>',
  '>': '<=',
  '>=': '<',
  '==': '!=',
  '!=': '==',
};

/** Words behind a number: "95% or higher", "500ms max". */
export const TRAILING_PHRASES: readonly { words: readonly string[]; operator: ComparisonOperator }[] = [
  ...phrases('>=', 'or more, or higher, or above, or greater, and above'),
  ...phrases('<=', 'or less, or lower, or fewer, or below, or faster'),
  ...phrases('<=', 'max, maximum, at most'),
  ...phrases('>=', 'minimum, at least'),
];
