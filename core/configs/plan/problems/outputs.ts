import type { ProblemCatalogue } from '../../../problem.ts';
import { didYouMean, quote, quoteFirst } from './wording.ts';

/** What a command is said to measure. */
export const OUTPUT_PROBLEMS = {
  'output-name': {
    severity: 'error',
    message: (name: string, why: string) => `${quoteFirst(name)} cannot be an output: ${why}.`,
  },
  'output-source': {
    severity: 'error',
    message: (name: string) =>
      `Output ${quote(name)} needs exactly one of \`json\` and \`regex\`: where its number is found.`,
  },
  'output-pattern-groups': {
    severity: 'error',
    message: (pattern: string, groups: number) =>
      `${quoteFirst(pattern)} needs exactly one group \`(…)\` around the number, but has ${groups}. Groups that are not the number are written \`(?:…)\`.`,
  },
  'output-unit-missing': {
    severity: 'error',
    message: (name: string) =>
      `Output ${quote(name)} is a time, and its number alone does not say of what. Add \`unit: ms\` or \`unit: s\`, as the command tells it.`,
  },
  'output-unit-unfit': {
    severity: 'error',
    message: (unit: string, name: string, wanted: string) =>
      `The unit ${quote(unit)} does not fit output ${quote(name)}, which is measured in ${wanted === '1' ? 'plain numbers' : `\`${wanted}\``}.`,
  },
  'output-not-declared': {
    severity: 'error',
    guess: (_what: string, suggestion: string | undefined) => suggestion,
    message: (what: string, suggestion: string | undefined) =>
      `No output of this command is ${quote(what)}.${didYouMean(suggestion)} Declare it under \`outputs\`, such as \`${what}: { json: $.path }\`.`,
  },
  'output-statistic': {
    severity: 'error',
    message: (name: string, statistic: string) =>
      `Output ${quote(name)} is one number, so it has no ${quote(statistic)}. Leave that off.`,
  },
  'output-needs-unit': {
    severity: 'error',
    message: (name: string, unit: string) =>
      `This compares output ${quote(name)} with a number in ${quote(unit)}, but the output does not say its own unit. Add \`unit\` to it.`,
  },
} as const satisfies ProblemCatalogue;
