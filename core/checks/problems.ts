import { problemMaker, type ProblemCatalogue } from '../problem.ts';

/** The longest piece of a person's text that a message repeats; more would hide the remedy. */
const LONGEST_QUOTE = 40;

function quote(text: string): string {
  const shown = text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE - 1)}…` : text;
  return `\`${shown}\``;
}

/** The sentence that offers `suggestion`, or `otherwise` when there is none worth naming. */
function offer(suggestion: string | undefined, otherwise: string): string {
  return suggestion === undefined ? otherwise : `did you mean ${quote(suggestion)}?`;
}

/** Everything that can be wrong with a check, a guard, a selector or a condition. */
export const CHECK_PROBLEMS = {
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
    message: (written: string, right: string) =>
      `Statistics are lower case: write ${quote(right)} instead of ${quote(written)}.`,
  },
  'check-statistic-glued': {
    severity: 'error',
    message: (written: string, right: string) =>
      `${quote(written)} lacks the blank between statistic and metric; write ${quote(right)}.`,
  },
  'check-statistic-order': {
    severity: 'error',
    message: (written: string, right: string) =>
      `The statistic stands before its metric: write ${quote(right)} instead of ${quote(written)}.`,
  },
  'check-function-style': {
    severity: 'error',
    message: (written: string, right: string) =>
      `A statistic is a word before its metric, without parentheses: write ${quote(right)} instead of ${quote(written)}.`,
  },
  'check-unknown-statistic': {
    severity: 'error',
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

  'check-missing-condition': {
    severity: 'error',
    message: (selector: string) =>
      `${quote(selector)} is not compared with anything; add a condition such as \`< 500ms\` or \`< 1%\`.`,
  },
  'check-missing-operator': {
    severity: 'error',
    message: (written: string, right: string) =>
      `An operator is missing before ${quote(written)}; write ${quote(right)}, for example.`,
  },
  'check-operator-spelling': {
    severity: 'error',
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
    message: (written: string, suggestion: string | undefined) =>
      `${quote(written)} is no value; ${offer(suggestion, 'compare with a number or with `baseline`.')}`,
  },
  'check-number-separator': {
    severity: 'error',
    message: (written: string, right: string) => `${quote(written)} has a separator inside the number; write ${right}.`,
  },
  'check-number-exponent': {
    severity: 'error',
    message: (written: string, right: string) =>
      `Numbers are written without exponents: write ${quote(right)} instead of ${quote(written)}.`,
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
    message: (written: string, right: string) => `Write the unit as ${quote(right)} instead of ${quote(written)}.`,
  },
  'check-unknown-unit': {
    severity: 'error',
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

  'check-unknown-metric': {
    severity: 'error',
    message: (name: string, suggestion: string | undefined) =>
      `Nothing measures ${quote(name)}; ${offer(suggestion, 'name a metric of the runner, a custom metric or a monitor.')}`,
  },
  'check-statistic-missing': {
    severity: 'error',
    message: (metric: string) =>
      `\`${metric}\` has a value for every event, so say which one counts: \`p95 ${metric}\`, \`avg ${metric}\` or \`max ${metric}\`.`,
  },
  'check-statistic-unfit': {
    severity: 'error',
    message: (statistic: string, metric: string, possible: string) =>
      `\`${metric}\` has no ${quote(statistic)}; it has ${possible}.`,
  },
  'check-unit-unfit': {
    severity: 'error',
    message: (unit: string, measured: string, possible: string) =>
      `${quote(unit)} does not measure ${measured}; write ${possible}.`,
  },
  'check-time-unit-missing': {
    severity: 'error',
    message: (written: string) => `A time needs a unit: write \`${written}ms\` or \`${written}s\`.`,
  },
  'check-ratio-unit-missing': {
    severity: 'error',
    message: (written: string, right: string) =>
      `${quote(written)} could be a percentage or a fraction; write ${right}.`,
  },
  'check-negative-limit': {
    severity: 'error',
    message: (written: string, measured: string) =>
      `${quote(written)} is below zero, which ${measured} never is; remove the minus sign.`,
  },

  'check-no-levels': {
    severity: 'error',
    message: () =>
      'This row judges nothing; add `target`, `warn`, `critical` or `stop` with a condition such as `"< 500ms"`.',
  },
  'check-selector-missing': {
    severity: 'error',
    message: (condition: string) =>
      `What does ${quote(condition)} apply to? Add \`on: p95 latency\`, or write \`p95 latency ${condition}\`.`,
  },
  'check-selector-differs': {
    severity: 'error',
    message: (second: string, first: string) =>
      `A row measures one thing, and this one measures ${quote(first)}; remove ${quote(second)}, or write a row of its own.`,
  },
  'check-levels-out-of-order': {
    severity: 'warning',
    message: (first: string, second: string, why: string) =>
      `\`${first}\` and \`${second}\` contradict each other: ${why}. Change one of them.`,
  },
} as const satisfies ProblemCatalogue;

/** Makes one of the problems of `CHECK_PROBLEMS`. Its span counts from the start of the text that was parsed. */
export const checkProblem = problemMaker(CHECK_PROBLEMS);
