import type { ProblemCatalogue } from '../../../problem.ts';
import { didYouMean, oneOf, quote, quoteFirst } from '../../../text/wording.ts';

/** Plugins, checks and expectations. */
export const PLUGIN_PROBLEMS = {
  'artillery-plugins-not-a-mapping': {
    severity: 'error',
    message: (example: string) =>
      `\`plugins\` must be a mapping of names and their options; with this none is loaded. Write it like \`${example}: {}\`.`,
  },
  'artillery-plugin-options': {
    severity: 'error',
    message: (name: string) => `Plugin ${quote(name)} has no options, and Artillery ends with an error. Write \`{}\`.`,
  },
  'artillery-unknown-plugin': {
    severity: 'warning',
    message: (name: string, suggestion: string | undefined) =>
      `There is no plugin ${quote(name)}, so Artillery runs without it.${didYouMean(suggestion)}${suggestion === undefined ? ` Install \`artillery-plugin-${name}\`.` : ''}`,
  },
  'artillery-ensure-plugin': {
    severity: 'error',
    message: () =>
      'These checks never run, because the plugin is not loaded. Add `ensure: {}` to `plugins` in `config`.',
  },
  'artillery-expect-plugin': {
    severity: 'error',
    message: (others: number) =>
      `\`expect\` is ignored, here${others === 0 ? '' : ` and in ${others} other ${others === 1 ? 'place' : 'places'}`}, because the plugin is not loaded. Add \`expect: {}\` to \`plugins\` in \`config\`.`,
  },
  'artillery-expect-format': {
    severity: 'error',
    message: (written: string, known: readonly string[]) =>
      `${quoteFirst(written)} is no output format, so the test ends with an error. There are ${oneOf(known)}.`,
  },
  'artillery-publish-not-a-list': {
    severity: 'error',
    message: () =>
      '`publish-metrics` must be a list of systems; with a mapping Artillery ends with “forEach is not a function”. Begin each system with `- `.',
  },
  'artillery-publish-type': {
    severity: 'warning',
    message: (written: string, suggestion: string | undefined, known: readonly string[]) =>
      `Metrics cannot be sent to ${quote(written)}, so they go nowhere.${didYouMean(suggestion)}${suggestion === undefined ? ` There are ${oneOf(known)}.` : ''}`,
  },
  'artillery-bad-apdex': {
    severity: 'error',
    message: (written: string) =>
      `The threshold of apdex is a number of milliseconds; with ${quote(written)} every response counts as frustrating. Write a number such as 500.`,
  },
} as const satisfies ProblemCatalogue;
