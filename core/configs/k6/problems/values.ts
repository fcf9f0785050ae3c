import type { ProblemCatalogue } from '../../../problem.ts';
import { didYouMean, eitherOf, oneOf, quote, quoteFirst } from './wording.ts';

/** Files that cannot be read, keys, and single values. */
export const K6_VALUE_PROBLEMS = {
  'k6-syntax': {
    severity: 'error',
    message: (why: string) => `k6 cannot read this script: ${why}. What stands behind it was not checked.`,
  },
  'k6-json-syntax': {
    severity: 'error',
    message: (why: string) => `${why} k6 reads this file as strict JSON, without comments and commas before a bracket.`,
  },
  'k6-not-read': {
    severity: 'information',
    message: (why: string) => `This script was not checked: ${why}. Move its options into a smaller script.`,
  },
  'k6-config-shape': {
    severity: 'error',
    message: () => 'A config file of k6 holds one object with options, such as { "vus": 10, "duration": "30s" }.',
  },
  'k6-options-shape': {
    severity: 'error',
    message: (found: string) =>
      `\`options\` must be an object, but it is ${found}. Write \`export const options = { vus: 10, duration: '30s' }\`.`,
  },
  'k6-unknown-option': {
    severity: 'warning',
    message: (key: string, hint: string) => `k6 has no option ${quote(key)} and ignores it.${hint}`,
  },
  'k6-unknown-key': {
    severity: 'error',
    message: (owner: string, key: string, hint: string) =>
      `${owner} cannot have ${quote(key)}, and k6 refuses to start.${hint}`,
  },
  'k6-ignored-key': {
    severity: 'warning',
    message: (owner: string, key: string, hint: string) => `k6 ignores ${quote(key)} in ${owner}.${hint}`,
  },
  'k6-duplicate-key': {
    severity: 'warning',
    message: (key: string, remedy: string) =>
      `${quoteFirst(key)} is written twice in the same braces; only this one counts. ${remedy}`,
  },
  'k6-moved-option': {
    severity: 'warning',
    message: (key: string, remedy: string) => `k6 ignores ${quote(key)} here. ${remedy}`,
  },
  'k6-wrong-kind': {
    severity: 'error',
    message: (key: string, wanted: string, found: string) =>
      `${quoteFirst(key)} must be ${wanted}, but it is ${found}.`,
  },
  'k6-not-json': {
    severity: 'error',
    message: (found: string, why: string) =>
      `${found} cannot stand in the options: k6 turns them into JSON and refuses to start. ${why}`,
  },
  'k6-bad-number': {
    severity: 'error',
    message: (key: string, found: string) => `${quoteFirst(key)} must be a whole number, not ${found}.`,
  },
  'k6-out-of-range': {
    severity: 'error',
    message: (key: string, wanted: string, found: string) =>
      `${quoteFirst(key)} must be ${wanted}, but it is ${found}.`,
  },
  'k6-bad-duration': {
    severity: 'error',
    message: (written: string, why: string) =>
      `${quoteFirst(written)} is not a duration: ${why}. Write one such as \`30s\`, \`1m30s\` or \`1d12h\`.`,
  },
  'k6-short-duration': {
    severity: 'error',
    message: (key: string, found: string, hint: string) =>
      `${quoteFirst(key)} must be at least one second, but it is ${found}.${hint}`,
  },
  'k6-unitless-duration': {
    severity: 'information',
    message: (written: string) =>
      `A duration without a unit is in milliseconds, so this is ${written} ms. If seconds are meant, write \`${written}s\`.`,
  },
  'k6-bad-choice': {
    severity: 'error',
    message: (key: string, written: string, choices: readonly string[], suggestion: string | undefined) =>
      `${quoteFirst(written)} is no value of \`${key}\`.${didYouMean(suggestion)} It can be ${oneOf(choices)}.`,
  },
  'k6-bad-pattern': {
    severity: 'error',
    message: (key: string, written: string, wanted: string) =>
      `${quoteFirst(written)} cannot stand in \`${key}\`: ${wanted}.`,
  },
  'k6-bad-segment': {
    severity: 'error',
    message: (key: string, written: string, why: string) => `\`${key}\` cannot be ${quote(written)}: ${why}.`,
  },
  'k6-bad-trend-statistic': {
    severity: 'error',
    message: (written: string) =>
      `${quoteFirst(written)} is no statistic of the summary. Use ${eitherOf(['avg', 'min', 'med', 'max', 'count', 'p(95)'])}.`,
  },
  'k6-unknown-system-tag': {
    severity: 'warning',
    message: (written: string, suggestion: string | undefined) =>
      `k6 has no system tag ${quote(written)} and ignores it.${didYouMean(suggestion)}`,
  },
  'k6-summary-unit': {
    severity: 'warning',
    message: (written: string) =>
      `${quoteFirst(written)} is no unit of the summary. Use ${eitherOf(['s', 'ms', 'us'])}.`,
  },
} as const satisfies ProblemCatalogue;
