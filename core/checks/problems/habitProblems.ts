import type { ProblemCatalogue } from '../../problem.ts';
import { quote, whole } from './words.ts';

/** What to do with the characters: `right` is what reads without a fault, and empty when they only have to go. */
const instead = (written: string, right: string): string =>
  right === '' ? `remove ${quote(written)}` : `write ${whole(right)} instead of ${quote(written)}`;

/** Ways of writing that come from documents, languages and other tools. Each knows the text that was meant. */
export const HABIT_PROBLEMS = {
  'check-quotes': {
    severity: 'error',
    replacement: (_written: string, right: string) => right,
    message: (written: string, right: string) => `Only tag values stand in quotes: ${instead(written, right)}.`,
  },
  'check-escaped-sign': {
    severity: 'error',
    replacement: (_written: string, right: string) => right,
    message: (written: string, right: string) => `Signs are written plainly here: ${instead(written, right)}.`,
  },
  'check-tags-place': {
    severity: 'error',
    replacement: (_written: string, right: string) => right,
    message: (written: string, right: string) =>
      `Tags stand in braces behind the metric, such as \`{stage=peak}\`: ${instead(written, right)}.`,
  },
  'check-number-base': {
    severity: 'error',
    replacement: (_written: string, right: string) => right,
    message: (written: string, right: string) => `Numbers are decimal: ${instead(written, right)}.`,
  },
  'check-unit-split': {
    severity: 'error',
    replacement: (_written: string, right: string) => right,
    message: (written: string, right: string) => `A unit is one word: ${instead(written, right)}.`,
  },
  'check-duration-parts': {
    severity: 'error',
    replacement: (_written: string, right: string) => right,
    message: (written: string, right: string) => `A time has one number and one unit: ${instead(written, right)}.`,
  },
  'check-range-words': {
    severity: 'error',
    replacement: (_written: string, right: string) => right,
    message: (written: string, right: string) =>
      `A range is two numbers with \`-\` between and one unit behind: ${instead(written, right)}.`,
  },
  'check-reversed': {
    severity: 'error',
    replacement: (_written: string, right: string) => right,
    message: (written: string, right: string) => `What is measured stands first: ${instead(written, right)}.`,
  },
  'check-negated': {
    severity: 'error',
    replacement: (_written: string, right: string) => right,
    message: (written: string, right: string) => `A check has no "not": ${instead(written, right)}.`,
  },
  'check-approximate': {
    severity: 'error',
    replacement: (_written: string, right: string) => right,
    message: (written: string, right: string) => `A limit is exact: ${instead(written, right)}.`,
  },
  'check-extra-words': {
    severity: 'error',
    replacement: (_written: string, right: string) => right,
    message: (written: string, right: string) =>
      `A check is a metric, an operator and a value, not a sentence: ${instead(written, right)}.`,
  },
  'check-operator-words': {
    severity: 'error',
    replacement: (_written: string, right: string) => right,
    message: (written: string, right: string) =>
      `The operators are <, <=, >, >=, == and !=: ${instead(written, right)}.`,
  },
  'check-statistic-words': {
    severity: 'error',
    replacement: (_written: string, right: string) => right,
    message: (written: string, right: string) =>
      `The statistic is one word before its metric, such as \`p95\`: ${instead(written, right)}.`,
  },
  'check-metric-phrase': {
    severity: 'error',
    replacement: (_written: string, right: string) => right,
    message: (written: string, right: string) => `This has a name here: ${instead(written, right)}.`,
  },
  'check-other-tool': {
    severity: 'error',
    replacement: (_written: string, right: string) => right,
    message: (written: string, right: string) => `Another tool writes it so; here ${instead(written, right)}.`,
  },
} as const satisfies ProblemCatalogue;
