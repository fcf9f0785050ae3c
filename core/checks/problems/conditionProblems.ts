import type { ProblemCatalogue } from '../../problem.ts';
import { offer, quote } from './words.ts';

/** What can be wrong with an operator, a limit, a range or a window. */
export const CONDITION_PROBLEMS = {
  'check-missing-condition': {
    severity: 'error',
    message: (selector: string) =>
      `${quote(selector)} is not compared with anything; add a condition such as \`< 500ms\` or \`< 1%\`.`,
  },
  'check-missing-operator': {
    severity: 'error',
    replacement: (_written: string, right: string) => right,
    message: (written: string, right: string) =>
      `An operator is missing before ${quote(written)}; write ${quote(right)}, for example.`,
  },
  'check-operator-spelling': {
    severity: 'error',
    replacement: (_written: string, right: string) => right,
    message: (written: string, right: string) => `Write ${quote(right)} instead of ${quote(written)}.`,
  },
  'check-unknown-operator': {
    severity: 'error',
    message: (written: string) => `There is no operator ${quote(written)}; use <, <=, >, >=, == or !=.`,
  },
  'check-missing-value': {
    severity: 'error',
    message: (operator: string) =>
      `A value is missing after ${quote(operator)}; write a number with its unit, or \`baseline\`, such as \`${operator} 500ms\`.`,
  },
  'check-not-a-value': {
    severity: 'error',
    guess: (_written: string, suggestion: string | undefined) => suggestion,
    message: (written: string, suggestion: string | undefined) =>
      `${quote(written)} is no value; ${offer(suggestion, 'compare with a number or with `baseline`.')}`,
  },
  'check-number-separator': {
    severity: 'error',
    replacement: (_written: string, right: string) => right,
    message: (written: string, right: string, inThousands: string | undefined) =>
      `${quote(written)} has a separator inside the number; write \`${right}\`${inThousands === undefined ? '' : ` or \`${inThousands}\``}.`,
  },
  'check-number-exponent': {
    severity: 'error',
    replacement: (_written: string, right: string) => right,
    message: (written: string, right: string) =>
      `Numbers are written without exponents: write ${quote(right)} instead of ${quote(written)}.`,
  },
  'check-number-too-large': {
    severity: 'error',
    message: (written: string, largest: string) =>
      `${quote(written)} is above ${quote(largest)}, the largest number of a check; write a smaller one, such as \`1000\`.`,
  },
  'check-malformed-number': {
    severity: 'error',
    message: (written: string) =>
      `${quote(written)} is no number that can be compared; write one such as \`1000\` or \`0.5\`.`,
  },
  'check-dash': {
    severity: 'error',
    message: (written: string) => `Write the plain \`-\` of the keyboard instead of ${quote(written)}.`,
  },
  'check-unit-spelling': {
    severity: 'error',
    replacement: (_written: string, right: string) => right,
    message: (written: string, right: string) => `Write the unit as ${quote(right)} instead of ${quote(written)}.`,
  },
  'check-unknown-unit': {
    severity: 'error',
    guess: (_written: string, suggestion: string | undefined) => suggestion,
    message: (written: string, suggestion: string | undefined) =>
      `There is no unit ${quote(written)}; ${offer(suggestion, 'use us, ms, s, m, h, %, k, M, /s, /min, B, kB, MB, GB or kB/s.')}`,
  },
  'check-baseline-form': {
    severity: 'error',
    message: (written: string) =>
      `${quote(written)} is no way to use the baseline; write \`baseline\`, \`baseline + 10%\`, \`baseline - 10%\` or \`baseline * 1.1\`.`,
  },
  'check-range-unit': {
    severity: 'error',
    message: (written: string) =>
      `${quote(written)} stands inside the range; write both numbers in one unit and the unit at the end, such as \`50-60%\`.`,
  },
  'check-range-order': {
    severity: 'error',
    replacement: (_written: string, right: string) => right,
    message: (written: string, right: string) =>
      `The range ${quote(written)} ends below its start; write ${quote(right)}.`,
  },
  'check-range-end': {
    severity: 'error',
    message: (written: string) => `The range ${quote(written)} has no end; write one such as \`50-60%\`.`,
  },
  'check-range-operator': {
    severity: 'error',
    message: (operator: string) =>
      `A range stands without an operator; remove ${quote(operator)}, or compare with one number.`,
  },
  'check-range-window': {
    severity: 'error',
    message: (written: string) =>
      `A range is judged over the whole run; remove ${quote(written)}, or write two rows with \`>=\` and \`<=\`.`,
  },
  'check-window-word': {
    severity: 'error',
    replacement: (_written: string, right: string) => right,
    message: (written: string, right: string) =>
      `Write ${quote(right)} instead of ${quote(written)}: \`for 10s\` is true in every second of it, \`over 10s\` is one value of it.`,
  },
  'check-window-missing': {
    severity: 'error',
    message: (word: string) => `A duration is missing after ${quote(word)}; write one such as \`${word} 10s\`.`,
  },
  'check-window-unit': {
    severity: 'error',
    message: (written: string) =>
      `The window ${quote(written)} needs a unit of time; write us, ms, s, m or h, such as \`10s\`.`,
  },
  'check-window-zero': {
    severity: 'error',
    message: (written: string) => `A window of ${quote(written)} holds nothing; write one above zero, such as \`10s\`.`,
  },
} as const satisfies ProblemCatalogue;
