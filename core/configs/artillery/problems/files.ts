import type { ProblemCatalogue } from '../../../problem.ts';
import { didYouMean, quote, quoteFirst } from '../../../text/wording.ts';

/** The processor, its functions, and data files. */
export const FILE_PROBLEMS = {
  'artillery-processor-missing': {
    severity: 'error',
    message: (path: string) =>
      `There is no processor ${quote(path)}, so the test ends when it is loaded. Paths count from the script.`,
  },
  'artillery-processor-elsewhere': {
    severity: 'information',
    message: (path: string) =>
      `There is no processor ${quote(path)} beside this script, so alone the test ends when it is loaded. With \`--config\` the path counts from that file.`,
  },
  'artillery-processor-absolute': {
    severity: 'warning',
    message: (path: string) =>
      `There is no processor ${quote(path)} on this machine, so the test ends when it is loaded, unless it runs where there is one, such as in a container. A path without \`/\` in front counts from the script.`,
  },
  'artillery-processor-broken': {
    severity: 'error',
    message: (path: string, why: string) =>
      `The processor ${quote(path)} cannot be read, so the test ends when it is loaded: ${why}.`,
  },
  'artillery-no-processor': {
    severity: 'error',
    message: (name: string) =>
      `The function ${quote(name)} can be nowhere, because the script has no \`processor\`. Name the file that exports it under \`processor\` in \`config\`.`,
  },
  'artillery-unknown-function-step': {
    severity: 'error',
    message: (name: string, processor: string, suggestion: string | undefined) =>
      `${quoteFirst(processor)} exports no function ${quote(name)}; virtual users go on without it.${didYouMean(suggestion)} Export it there.`,
  },
  'artillery-unknown-hook': {
    severity: 'error',
    message: (name: string, processor: string, suggestion: string | undefined) =>
      `${quoteFirst(processor)} exports no function ${quote(name)}, so nothing is done at this point of each request.${didYouMean(suggestion)} Export it there.`,
  },
  'artillery-unknown-ws-function': {
    severity: 'error',
    message: (name: string, processor: string, suggestion: string | undefined) =>
      `${quoteFirst(processor)} exports no function ${quote(name)}, and in a \`ws\` flow the virtual user waits for it for ever.${didYouMean(suggestion)} Export it there.`,
  },
  'artillery-unknown-test-function': {
    severity: 'error',
    message: (name: string, processor: string, suggestion: string | undefined) =>
      `${quoteFirst(processor)} exports no function ${quote(name)}, so every virtual user of this scenario fails.${didYouMean(suggestion)} Export it there.`,
  },
  'artillery-inline-code': {
    severity: 'error',
    message: () =>
      'This is code, but Artillery wants the name of a function and finds none that is called so. Put the code into a function that the file under `processor` in `config` exports, and write its name here.',
  },
  'artillery-payload-missing': {
    severity: 'error',
    message: (path: string) =>
      `There is no data file ${quote(path)}, so Artillery ends before the test. Paths count from the script.`,
  },
  'artillery-payload-fields': {
    severity: 'warning',
    message: () =>
      'Without `fields` no variable gets a value of this file. Name its columns, or load it whole with `loadAll` and `name`.',
  },
  'artillery-payload-header': {
    severity: 'warning',
    message: () =>
      'The first row of this file is the names of its columns, and it is sent as data. Add `skipHeader: true`.',
  },
  'artillery-payload-name': {
    severity: 'warning',
    message: () => '`loadAll` needs `name`, the variable that holds the rows. Without it the data is not there.',
  },
  'artillery-payload-order': {
    severity: 'warning',
    message: (written: string) =>
      `There is no order ${quote(written)}, so rows are chosen at random. Write \`sequence\` or \`random\`.`,
  },
} as const satisfies ProblemCatalogue;
