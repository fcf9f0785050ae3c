import type { ProblemCatalogue } from '../../../problem.ts';
import { didYouMean, oneOf, quote, quoteFirst } from './wording.ts';

/** Names of other parts of the plan, and of files. */
export const REFERENCE_PROBLEMS = {
  'unknown-requirement': {
    severity: 'error',
    guess: (_id: string, suggestion: string | undefined) => suggestion,
    message: (id: string, suggestion: string | undefined) =>
      `No requirement has the id ${quote(id)}.${didYouMean(suggestion)} Declare it under \`requirements\`.`,
  },
  'unknown-test': {
    severity: 'error',
    guess: (_id: string, suggestion: string | undefined) => suggestion,
    message: (id: string, suggestion: string | undefined) =>
      `No test has the id ${quote(id)}.${didYouMean(suggestion)}`,
  },
  'unknown-environment': {
    severity: 'error',
    guess: (_id: string, suggestion: string | undefined) => suggestion,
    message: (id: string, suggestion: string | undefined) =>
      `No environment is called ${quote(id)}.${didYouMean(suggestion)}`,
  },
  'repeated-member': {
    severity: 'warning',
    message: (id: string) => `\`${id}\` is in this suite already, so it would run twice.`,
  },
  'repeated-requirement': {
    severity: 'warning',
    message: (id: string) => `\`${id}\` is in this list already. Remove one of the two.`,
  },
  'file-not-found': {
    severity: 'error',
    message: (path: string) => `There is no file ${quote(path)}. Paths are relative to the plan.`,
  },
  'path-is-folder': {
    severity: 'error',
    message: (path: string) => `${quoteFirst(path)} is a folder. Name a file in it.`,
  },
  'repeated-check': {
    severity: 'error',
    message: (id: string) => `Another check has the id ${quote(id)}. Give one of them an \`id\` of its own.`,
  },
  'unknown-tag': {
    severity: 'error',
    guess: (
      _runner: string,
      _tag: string,
      _metric: string,
      _known: readonly string[],
      suggestion: string | undefined,
    ) => suggestion,
    message: (runner: string, tag: string, metric: string, known: readonly string[], suggestion: string | undefined) =>
      `\`runner: ${runner}\` does not split \`${metric}\` by \`${tag}\`.${didYouMean(suggestion)}${known.length === 0 ? ' Leave the braces off.' : ` It knows ${oneOf(known)}.`}`,
  },
  'unknown-stage': {
    severity: 'error',
    guess: (_name: string, suggestion: string | undefined) => suggestion,
    message: (name: string, suggestion: string | undefined) =>
      `No stage of this test is called ${quote(name)}.${didYouMean(suggestion)} Unnamed stages go by their number from 1.`,
  },
  'unknown-request': {
    severity: 'error',
    guess: (_name: string, suggestion: string | undefined) => suggestion,
    message: (name: string, suggestion: string | undefined) =>
      `No request of this test is called ${quote(name)}.${didYouMean(suggestion)}`,
  },
} as const satisfies ProblemCatalogue;
