import type { ProblemCatalogue } from '../../../problem.ts';
import { didYouMean, eitherOf, quote, quoteFirst } from './wording.ts';

/** Thresholds, and the metrics that they judge. */
export const K6_THRESHOLD_PROBLEMS = {
  'k6-threshold-syntax': {
    severity: 'error',
    message: (written: string, why: string) =>
      `${quoteFirst(written)} cannot be judged: ${why}. Write a threshold such as \`p(95)<500\` or \`rate<0.01\`.`,
  },
  'k6-threshold-statistic': {
    severity: 'error',
    message: (statistic: string, metric: string, type: string, statistics: readonly string[]) =>
      `\`${statistic}\` cannot be asked of \`${metric}\`, which is a ${type}. Use ${eitherOf(statistics)}.`,
  },
  'k6-threshold-bare-p': {
    severity: 'warning',
    message: () =>
      'k6 takes `p` without a number for `p(0)`, the minimum. Write which percentile is meant, such as `p(95)`.',
  },
  'k6-threshold-certain': {
    severity: 'warning',
    message: (result: string, metric: string, remedy: string) =>
      `This ${result}, because \`${metric}\` is a rate between 0 and 1. ${remedy}`,
  },
  'k6-bad-selector': {
    severity: 'error',
    message: (written: string, why: string) =>
      `${quoteFirst(written)} names no metric: ${why}. Write it like \`http_req_duration{scenario:checkout}\`.`,
  },
  'k6-unknown-metric': {
    severity: 'error',
    message: (name: string, suggestion: string | undefined, remedy: string) =>
      `There is no metric ${quote(name)}, and k6 refuses to start.${didYouMean(suggestion)} ${remedy}`,
  },
  'k6-unsure-metric': {
    severity: 'warning',
    message: (name: string, suggestion: string) =>
      `k6 has no metric ${quote(name)}. Did you mean \`${suggestion}\`? Ignore this if a module that the script imports declares it.`,
  },
  'k6-selector-never': {
    severity: 'warning',
    message: (tag: string, why: string) => `No sample will ever match ${quote(tag)}, so this judges nothing: ${why}.`,
  },
  'k6-metric-name': {
    severity: 'error',
    message: (name: string) =>
      `A metric cannot be called ${quote(name)}. Use 2 to 129 letters from a to z, digits and \`_\`, and begin with no digit.`,
  },
  'k6-metric-values': {
    severity: 'error',
    message: (name: string, existing: string, values: string) =>
      `${quoteFirst(name)} is a metric of ${existing} already, so it cannot be one of ${values} too, and k6 refuses to start. Say \`true\` behind the name for times in both places, or in none.`,
  },
  'k6-metric-clash': {
    severity: 'error',
    message: (name: string, type: string, existing: string) =>
      `${quoteFirst(name)} is a ${existing} already, so it cannot be a ${type} too. Choose another name.`,
  },
} as const satisfies ProblemCatalogue;
