import type { ProblemCatalogue } from '../../../problem.ts';
import { oneOf, quote } from '../../../text/wording.ts';

/** Settings of `config` other than its phases, plugins and files. */
export const CONFIG_PROBLEMS = {
  'artillery-no-target': {
    severity: 'warning',
    message: (environment: string | undefined) =>
      environment === undefined
        ? 'Neither `config` nor an environment has a `target`, so Artillery ends with “No target specified”. Add one, or give it with `-t`.'
        : `Neither environment \`${environment}\` nor \`config\` has a \`target\`, so Artillery ends with “No target specified”. Add one, or give it with \`-t\`.`,
  },
  'artillery-target-scheme': {
    severity: 'error',
    message: (target: string, instead: string) =>
      `The target ${quote(target)} has no scheme, so every request to it fails with “Invalid URL”. Write it like ${quote(instead)}.`,
  },
  'artillery-target-slash': {
    severity: 'information',
    message: () => 'URLs are put behind the target as they are, so this slash doubles theirs: `//path`. Remove it.',
  },
  'artillery-unknown-engine': {
    severity: 'error',
    message: (engine: string, remedy: string) =>
      `No engine ${quote(engine)} is loaded, so the test ends at the first arrival. ${remedy}`,
  },
  'artillery-engine-elsewhere': {
    severity: 'information',
    message: (engine: string) =>
      `No engine ${quote(engine)} is declared here, so alone the test ends at the first arrival. Declare it under \`engines\` in \`config\`, or in the file that \`--config\` names.`,
  },
  'artillery-bad-timeout': {
    severity: 'error',
    message: (key: string, written: string) =>
      `\`${key}\` is a number of seconds; with ${quote(written)} every request fails. Write the number alone, such as 30.`,
  },
  'artillery-long-timeout': {
    severity: 'warning',
    message: (key: string, length: string, instead: string) =>
      `\`${key}\` is in seconds, so this is ${length}. Write ${instead} if milliseconds were meant.`,
  },
  'artillery-bad-weight': {
    severity: 'error',
    message: (written: string) =>
      `Artillery takes the weight ${quote(written)} for 0, so this scenario is never chosen. Write a whole number from 1.`,
  },
  'artillery-no-weight': {
    severity: 'error',
    message: () =>
      'Every scenario has the weight 0, so none can be chosen and the test ends at the first arrival. Give one of them a weight from 1.',
  },
  'artillery-environment-phases': {
    severity: 'warning',
    message: (environment: string, kept: string) =>
      `Artillery merges lists position by position, so with environment \`${environment}\` ${kept} too. Give it as many phases as \`config\` has, or move those of \`config\` to an environment of their own.`,
  },
  'artillery-environment-phase-keys': {
    severity: 'warning',
    message: (environment: string, inherited: readonly string[], effective: string) =>
      `Artillery merges this phase with the one at the same place in \`config\`, which brings ${oneOf(inherited)}: with environment \`${environment}\` it is ${effective}. Give the same kind of phase, or move those of \`config\` to an environment of their own.`,
  },
  'artillery-environments-not-checked': {
    severity: 'warning',
    message: (count: number, first: string) =>
      `This script is too large to be checked for each environment: ${count} of them, from \`${first}\` on, were not. Remove what is not needed, or split the script.`,
  },
} as const satisfies ProblemCatalogue;
