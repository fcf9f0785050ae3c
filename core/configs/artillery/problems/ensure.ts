import type { ProblemCatalogue } from '../../../problem.ts';
import { didYouMean, oneOf, quote, quoteFirst } from '../../../text/wording.ts';

/** Checks of the plugin `ensure`, which says nothing of those that it does not understand. */
export const ENSURE_PROBLEMS = {
  'artillery-ensure-not-a-mapping': {
    severity: 'error',
    message: () =>
      'This is a list, so nothing of it is checked. Make it a mapping, with a list of metrics under `thresholds` or of expressions under `conditions`.',
  },
  'artillery-ensure-metric': {
    severity: 'error',
    message: (written: string, remedy: string) =>
      `There is no metric ${quote(written)}, so this check fails always. ${remedy}`,
  },
  'artillery-ensure-list': {
    severity: 'error',
    message: (key: string, example: string) =>
      `\`${key}\` is no list, so none of it is checked. Write each check as an item: \`- ${example}\`.`,
  },
  'artillery-ensure-item': {
    severity: 'error',
    message: (key: string, example: string) => `This item of \`${key}\` is not checked. Write it like \`${example}\`.`,
  },
  'artillery-ensure-second-metric': {
    severity: 'error',
    message: (metric: string) =>
      `Only the first metric of an item is checked, so ${quote(metric)} is not. Give it an item of its own.`,
  },
  'artillery-ensure-no-expression': {
    severity: 'error',
    message: () => 'A condition without `expression` makes the plugin check nothing at all. Write one.',
  },
  'artillery-ensure-value': {
    severity: 'error',
    message: (written: string, instead: string | undefined) =>
      `${quoteFirst(written)} is no number, so this check fails always.${instead === undefined ? ' Write one without a unit; times are in milliseconds.' : ` Write \`${instead}\`.`}`,
  },
  'artillery-ensure-operator': {
    severity: 'error',
    message: (written: string, instead: string) =>
      `\`${written}\` is no sign that these conditions have, so this one fails always. Write \`${instead}\`.`,
  },
  'artillery-ensure-key': {
    severity: 'warning',
    message: (key: string, means: string | undefined, known: readonly string[]) =>
      `\`ensure\` has no ${quote(key)}, so it is not checked.${means === undefined ? ` There are ${oneOf(known)}.` : didYouMean(means)}`,
  },
} as const satisfies ProblemCatalogue;
