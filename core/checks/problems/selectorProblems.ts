import type { ProblemCatalogue } from '../../problem.ts';
import { offer, quote } from './words.ts';

/** What can be wrong with the words and braces that say what is measured. */
export const SELECTOR_PROBLEMS = {
  'check-empty': {
    severity: 'error',
    message: (example: string) => `Nothing is written here; write something like ${quote(example)}.`,
  },
  'check-unexpected-text': {
    severity: 'error',
    message: (written: string) => `${quote(written)} does not belong here; remove it.`,
  },
  'check-one-condition': {
    severity: 'error',
    message: (joint: string) => `A check has one condition; write what follows ${quote(joint)} as a row of its own.`,
  },
  'check-selector-only': {
    severity: 'error',
    message: (written: string) =>
      `Only what is measured belongs here; move ${quote(written)} to \`target\`, \`warn\`, \`critical\` or \`stop\`.`,
  },
  'check-condition-only': {
    severity: 'error',
    message: (written: string) => `Only a condition such as \`< 500ms\` belongs here; remove ${quote(written)}.`,
  },

  'check-missing-metric': {
    severity: 'error',
    message: (written: string) =>
      `What is measured is missing before ${quote(written)}; write a metric first, such as \`p95 latency < 500ms\`.`,
  },
  'check-statistic-without-metric': {
    severity: 'error',
    message: (statistic: string) => `${quote(statistic)} of what? Name a metric after it: \`${statistic} latency\`.`,
  },
  'check-statistic-case': {
    severity: 'error',
    replacement: (_written: string, right: string) => right,
    message: (written: string, right: string) =>
      `Statistics are lower case: write ${quote(right)} instead of ${quote(written)}.`,
  },
  'check-statistic-glued': {
    severity: 'error',
    replacement: (_written: string, right: string) => right,
    message: (written: string, right: string) =>
      `${quote(written)} lacks the blank between statistic and metric; write ${quote(right)}.`,
  },
  'check-statistic-order': {
    severity: 'error',
    replacement: (_written: string, right: string) => right,
    message: (written: string, right: string) =>
      `The statistic stands before its metric: write ${quote(right)} instead of ${quote(written)}.`,
  },
  'check-function-style': {
    severity: 'error',
    replacement: (_written: string, right: string) => right,
    message: (written: string, right: string) =>
      `A statistic is a word before its metric, without parentheses: write ${quote(right)} instead of ${quote(written)}.`,
  },
  'check-unknown-statistic': {
    severity: 'error',
    guess: (_written: string, suggestion: string | undefined) => suggestion,
    message: (written: string, suggestion: string | undefined) =>
      `There is no statistic ${quote(written)}; ${offer(suggestion, 'use avg, min, max, med, stdev, p95, rate, count, sum or last.')}`,
  },
  'check-percentile-range': {
    severity: 'error',
    message: (written: string) =>
      `There is no percentile ${quote(written)}; a percentile is above 0 and at most 100, such as \`p95\` or \`p99.9\`.`,
  },
  'check-two-statistics': {
    severity: 'error',
    message: (second: string) =>
      `A selector has one statistic; write the check for ${quote(second)} as a row of its own.`,
  },
  'check-two-selectors': {
    severity: 'error',
    message: (second: string) =>
      `A check measures one thing; put an operator before ${quote(second)}, or write it as a row of its own.`,
  },
  'check-metric-words': {
    severity: 'error',
    replacement: (_written: string, right: string) => right,
    message: (written: string, right: string) =>
      `A metric is one word: write ${quote(right)} instead of ${quote(written)}.`,
  },

  'check-tags-unclosed': {
    severity: 'error',
    message: () => 'This `{` is never closed; add `}` after the last tag.',
  },
  'check-tags-empty': {
    severity: 'error',
    message: () => 'These braces name no tag; write one such as `{stage=peak}`, or remove them.',
  },
  'check-tag-form': {
    severity: 'error',
    replacement: (_written: string, right: string) => right,
    message: (written: string, right: string) =>
      `A tag is written \`key=value\`: write ${quote(right)} instead of ${quote(written)}.`,
  },
  'check-tag-comma': {
    severity: 'error',
    message: () => 'A tag is missing beside this comma; add one such as `stage=peak`, or remove the comma.',
  },
  'check-tag-value-missing': {
    severity: 'error',
    message: (key: string) => `The tag \`${key}\` has no value; write one, such as \`${key}=peak\`.`,
  },
  'check-tag-braces': {
    severity: 'error',
    replacement: (_written: string, right: string) => right,
    message: (written: string, right: string) =>
      `Braces in a tag value need quotes: write ${quote(right)} instead of ${quote(written)}.`,
  },
  'check-tag-quote': {
    severity: 'error',
    message: (mark: string) => `This ${mark} is never closed; add another ${mark} after the tag's value.`,
  },
  'check-tag-after-quote': {
    severity: 'error',
    message: (written: string) => `${quote(written)} stands behind a quoted value; put a comma or \`}\` there instead.`,
  },
  'check-tag-repeated': {
    severity: 'error',
    message: (key: string) => `The tag ${quote(key)} is named twice; keep one of them.`,
  },
} as const satisfies ProblemCatalogue;
