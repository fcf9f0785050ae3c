import type { ProblemCatalogue } from '../../problem.ts';
import { offer, quote, whole } from './words.ts';

/** What only shows once it is known what is measured, or what the other levels of a row say. */
export const MEANING_PROBLEMS = {
  'check-unknown-metric': {
    severity: 'error',
    guess: (_name: string, suggestion: string | undefined) => suggestion,
    message: (name: string, suggestion: string | undefined) =>
      `Nothing measures ${quote(name)}; ${offer(suggestion, 'name a metric of the runner, a custom metric or a monitor.')}`,
  },
  'check-custom-metric-near': {
    severity: 'warning',
    guess: (_name: string, suggestion: string) => suggestion,
    message: (name: string, suggestion: string) =>
      `Nothing measures ${quote(name)} unless your script does. Did you mean ${whole(suggestion)}?`,
  },
  'check-custom-metric-unmeasured': {
    severity: 'warning',
    message: (name: string, near: string) =>
      `Nothing measures ${quote(name)} unless your script does. This runner does not measure ${whole(near)} either; keep the row only if the script measures ${quote(name)}.`,
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
    replacement: (_written: string, right: string, other: string | undefined) =>
      other === undefined ? right : undefined,
    message: (written: string, right: string, other: string | undefined) =>
      `${quote(written)} could be a percentage or a fraction; write \`${right}\`${other === undefined ? '' : ` or \`${other}\``}.`,
  },
  'check-negative-limit': {
    severity: 'error',
    message: (written: string, measured: string) =>
      `${quote(written)} is below zero, which ${measured} never is; remove the minus sign.`,
  },

  'check-limit-impossible': {
    severity: 'error',
    message: (written: string, why: string, remedy: string) => `${quote(written)} can never be: ${why}; ${remedy}.`,
  },
  'check-always': {
    severity: 'warning',
    message: (condition: string, outcome: 'true' | 'false', beyond: string) =>
      `${quote(condition)} is always ${outcome}, because nothing is ever ${beyond}; change the operator or the limit.`,
  },
  'check-window-longer-than-run': {
    severity: 'warning',
    message: (window: string, run: string) =>
      `The window \`${window}\` is longer than all stages together (${run}), so this is never judged; shorten it, or lengthen a stage.`,
  },

  'check-bad-id': {
    severity: 'error',
    message: (id: string) =>
      `${id.trim() === '' ? 'This id is empty' : `${quote(id)} cannot be the id of a check`}; begin with a letter or digit, and use letters, digits, \`.\`, \`_\` and \`-\`, such as \`slow-search\`.`,
  },
  'check-whole-in-on': {
    severity: 'error',
    message: (written: string, selector: string, condition: string) =>
      `\`on\` says only what is measured: write ${whole(selector)} here and \`target: "${condition}"\` below it, or make the row the text \`"${written}"\`.`,
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
