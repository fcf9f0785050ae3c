import type { ProblemCatalogue } from '../../../problem.ts';
import { didYouMean, quote } from '../../../text/wording.ts';

/** What stands where in a script. */
export const STRUCTURE_PROBLEMS = {
  'artillery-not-a-mapping': {
    severity: 'error',
    message: (found: string) =>
      `An Artillery script is a mapping with \`config\` and \`scenarios\`, but this is ${found}.`,
  },
  'artillery-json-comment': {
    severity: 'error',
    message: () => 'Artillery reads JSON as YAML, where this is no comment, and refuses the file. Begin it with `#`.',
  },
  'artillery-config-elsewhere': {
    severity: 'information',
    message: () =>
      "This file has no `config`: alone it ends with “Cannot read properties of undefined (reading 'target')”. Name the file that has one with `--config`.",
  },
  'artillery-empty-config': {
    severity: 'error',
    message: (found: string) =>
      `\`config\` must be a mapping, but this is ${found}, so Artillery ends before the test, with an error such as “Cannot read properties of null (reading 'target')”. Give it at least a \`target\`.`,
  },
  'artillery-scenarios-elsewhere': {
    severity: 'information',
    message: () =>
      'This file has no `scenarios`: alone it ends with “"scenarios" is required”. Run it together with a file that has some.',
  },
  'artillery-scenarios-not-a-list': {
    severity: 'error',
    message: (found: string) => `\`scenarios\` must be a list, but this is ${found}. Begin each scenario with \`- \`.`,
  },
  'artillery-no-scenarios': {
    severity: 'error',
    message: () => '`scenarios` is empty, so Artillery ends with an error at the first arrival. Add a scenario.',
  },
  'artillery-misplaced-section': {
    severity: 'error',
    message: (key: string) =>
      `\`${key}\` is ignored at the top of a script. Indent it, with all that is under it, below \`config\`.`,
  },
  'artillery-environment-key': {
    severity: 'error',
    message: () =>
      '`environment` means nothing in `config`. Define environments under `environments`, and choose one with `-e` when you start the test.',
  },
  'artillery-unknown-key': {
    severity: 'warning',
    message: (key: string, place: string, means: string) =>
      `${place} has no ${quote(key)}, so Artillery ignores it.${didYouMean(means)}`,
  },
  'artillery-root-key': {
    severity: 'warning',
    message: (key: string) => `\`${key}\` is ignored at the top of a script. It belongs below \`config\`.`,
  },
  'artillery-misplaced-key': {
    severity: 'warning',
    message: (key: string, where: string, belongs: string) =>
      `\`${key}\` means nothing ${where}, so Artillery ignores it. Write it ${belongs}.`,
  },
  'artillery-ignored-key': {
    severity: 'warning',
    message: (key: string, where: string) => `\`${key}\` means nothing ${where}, so Artillery ignores it. Remove it.`,
  },
  'artillery-wrong-kind': {
    severity: 'error',
    message: (key: string, wanted: string, found: string) =>
      `\`${key}\` must be ${wanted}, but this is ${found}: Artillery refuses the script.`,
  },
} as const satisfies ProblemCatalogue;
