import type { ProblemCatalogue } from '../../../problem.ts';
import { didYouMean } from './wording.ts';

/** What can be wrong with the requests of the built-in engine alone. */
export const HTTP_PROBLEMS = {
  'body-twice': {
    severity: 'error',
    message: () => 'A request has one body: `body`, `form` or `file`. Keep one of them.',
  },
  'weights-zero': {
    severity: 'error',
    message: () => 'Every request has the weight 0, so none would ever be drawn. Give at least one a higher `weight`.',
  },
  'unknown-column': {
    severity: 'error',
    guess: (_name: string, _file: string | undefined, suggestion: string | undefined) =>
      suggestion === undefined ? undefined : `\${data.${suggestion}}`,
    message: (name: string, file: string | undefined, suggestion: string | undefined) =>
      file === undefined
        ? `\`\${data.${name}}\` is a column of a data file, for requests of a test that has one. Add \`data: FILE.csv\` to the test.`
        : `\`${file}\` has no column \`${name}\`.${didYouMean(suggestion)} Its first line names the columns.`,
  },
} as const satisfies ProblemCatalogue;
