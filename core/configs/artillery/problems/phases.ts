import type { ProblemCatalogue } from '../../../problem.ts';
import { didYouMean, quote, quoteFirst } from '../../../text/wording.ts';

/** The load. */
export const PHASE_PROBLEMS = {
  'artillery-phases-not-a-list': {
    severity: 'error',
    message: (found: string) => `\`phases\` must be a list, but this is ${found}. Begin each phase with \`- \`.`,
  },
  'artillery-no-phases': {
    severity: 'error',
    message: () =>
      '`phases` is empty, so nothing is sent and the run still counts as passed. Add a phase, or remove the key for one virtual user.',
  },
  'artillery-phase-duration': {
    severity: 'error',
    message: (key: string) =>
      `A phase with \`${key}\` needs a \`duration\`; without one the test never ends. Add one, such as \`duration: 60\`.`,
  },
  'artillery-negative-duration': {
    severity: 'error',
    message: (key: string, written: string) =>
      `With the \`${key}\` ${quote(written)} the test never ends. Write a number of seconds of 1 or more.`,
  },
  'artillery-bad-duration': {
    severity: 'error',
    message: (key: string, written: string) =>
      `${quoteFirst(written)} is no \`${key}\`, so the test ends with an error. Write whole seconds, or one number with a unit such as 90s, 500ms or 1.5m.`,
  },
  'artillery-bad-rate': {
    severity: 'error',
    message: (key: string, written: string, remedy: string) =>
      `\`${key}\` must be a whole number of 0 or more, not ${quote(written)}. ${remedy}`,
  },
  'artillery-phase-skipped': {
    severity: 'error',
    message: (why: string) =>
      `Artillery skips this phase, also as a pause, because ${why}. Give it an \`arrivalRate\`, \`arrivalCount\` or \`rampTo\` of more than 0, or \`pause\`.`,
  },
  'artillery-phase-key': {
    severity: 'error',
    message: (key: string, means: string) =>
      `A phase has no ${quote(key)}, so Artillery ignores it, and with it the load of this phase.${didYouMean(means)}`,
  },
  'artillery-no-users': {
    severity: 'error',
    message: () => 'With `maxVusers: 0` every virtual user is skipped. Write how many may run at once, or remove it.',
  },
  'artillery-mixed-phase': {
    severity: 'error',
    message: (used: string, ignored: string) =>
      `A phase has \`${used}\` or \`${ignored}\`, not both: here \`${used}\` wins${used === 'arrivalCount' ? ', and several workers multiply it' : ''}. Remove one, or make two phases.`,
  },
  'artillery-bad-mode': {
    severity: 'error',
    message: (written: string) =>
      `There is no mode ${quote(written)}, so the test ends with an error. Write \`uniform\` or \`poisson\`.`,
  },
} as const satisfies ProblemCatalogue;
