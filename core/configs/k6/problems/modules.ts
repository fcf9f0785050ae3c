import type { ProblemCatalogue } from '../../../problem.ts';
import { didYouMean, oneOf, quote, quoteFirst } from './wording.ts';

/** Modules of k6 that a script imports. */
export const K6_MODULE_PROBLEMS = {
  'k6-removed-module': {
    severity: 'error',
    message: (name: string, remedy: string) => `k6 has ${quote(name)} no more and refuses to start. ${remedy}`,
  },
  'k6-json-import': {
    severity: 'warning',
    message: (name: string, reading: string) =>
      `k6 reads ${quote(name)} as JavaScript: it refuses an object, and a list comes as nothing. Use \`${reading}\`, unless a bundler takes it in.`,
  },
  'k6-metric-module': {
    severity: 'error',
    message: (names: readonly string[], module: string) =>
      `${quoteFirst(module)} has no ${oneOf(names)}, and k6 refuses to start. Import from \`k6/metrics\` what makes metrics.`,
  },
  'k6-unknown-module': {
    severity: 'error',
    message: (name: string, suggestion: string | undefined, remedy: string) =>
      `k6 2.2 has no module ${quote(name)} and refuses to start.${didYouMean(suggestion)} ${remedy}`,
  },
} as const satisfies ProblemCatalogue;
