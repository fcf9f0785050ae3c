import type { ProblemCatalogue } from '../../../problem.ts';
import { didYouMean, oneOf, quote, quoteFirst } from './wording.ts';

/** Which load a script makes, and which functions make it. */
export const K6_LOAD_PROBLEMS = {
  'k6-load-twice': {
    severity: 'error',
    message: (first: string, second: string) =>
      `\`${first}\` and \`${second}\` cannot be used at the same time; k6 refuses to start. Keep one of them, or say both in \`scenarios\`.`,
  },
  'k6-vus-over-scenarios': {
    severity: 'warning',
    message: (vus: string) =>
      `\`vus: ${vus}\` makes k6 ignore all \`scenarios\` and run ${vus === '1' ? 'one user' : `each of ${vus} users`} once. Remove it, and set \`vus\` in the scenarios.`,
  },
  'k6-vus-alone': {
    severity: 'information',
    message: (vus: string) =>
      `\`vus\` alone makes ${vus === '1' ? '1 user run one iteration' : `${vus} users run one iteration each`}, and that is all. Add \`duration\` or \`iterations\` if more is meant.`,
  },
  'k6-empty-load': {
    severity: 'warning',
    message: (key: string) => `\`${key}\` is empty, so k6 runs one iteration with one user. Fill it or remove it.`,
  },
  'k6-stages-empty': {
    severity: 'error',
    message: (scenario: string) => `Scenario ${quote(scenario)} needs at least one stage in \`stages\`.`,
  },
  'k6-stage-dropped': {
    severity: 'warning',
    message: () => 'k6 leaves out a stage without `duration`. Give it one; `0s` jumps to the target at once.',
  },
  'k6-stage-without-load': {
    severity: 'warning',
    message: () =>
      'This stage has no effect: there are 0 users before it, and the scenario ends where they reach 0 for good. Remove it.',
  },
  'k6-needs': {
    severity: 'error',
    message: (owner: string, key: string, example: string) => `${owner} needs \`${key}\`, such as \`${example}\`.`,
  },
  'k6-unknown-executor': {
    severity: 'error',
    message: (written: string, hint: string, executors: readonly string[]) =>
      `k6 has no executor ${quote(written)}.${hint} It has ${oneOf(executors)}.`,
  },
  'k6-scenario-name': {
    severity: 'error',
    message: (name: string) =>
      `A scenario cannot be called ${quote(name)}. Use only letters from a to z, digits, \`_\` and \`-\`.`,
  },
  'k6-fewer-iterations': {
    severity: 'error',
    message: (iterations: string, users: string) =>
      `${iterations === '1' ? '1 iteration is' : `${iterations} iterations are`} too few to share among ${users === '1' ? 'one user' : `${users} users`}; k6 wants at least one for each. Raise \`iterations\` or lower \`vus\`.`,
  },
  'k6-fewer-maximum': {
    severity: 'error',
    message: (most: string, prepared: string) =>
      `\`maxVUs\` (${most}) cannot be less than \`preAllocatedVUs\` (${prepared}). Raise it or leave it out.`,
  },
  'k6-no-users': {
    severity: 'error',
    message: (scenario: string) =>
      `Scenario ${quote(scenario)} never has a user. Make \`startVUs\` or the \`target\` of a stage more than 0.`,
  },
  'k6-no-work': {
    severity: 'warning',
    message: (scenario: string) =>
      `Scenario ${quote(scenario)} does nothing, and k6 does not say so: it has 0 users to start iterations with. Raise \`preAllocatedVUs\`, or set \`maxVUs\`.`,
  },
  'k6-function-not-exported': {
    severity: 'error',
    message: (name: string, suggestion: string | undefined, exported: readonly string[]) =>
      `The script exports no function ${quote(name)}.${didYouMean(suggestion)} ${exported.length === 0 ? 'It exports none.' : `It exports ${oneOf(exported)}.`}`,
  },
  'k6-default-not-function': {
    severity: 'error',
    message: () =>
      'The default export is no function, so k6 has nothing to run and refuses to start. Write `export default function () { … }`.',
  },
  'k6-no-default': {
    severity: 'warning',
    message: (exported: readonly string[]) =>
      `k6 cannot run this script by itself: it exports no default function${exported.length === 0 ? '' : `, but ${oneOf(exported)}`}. Write \`export default function () { … }\`, unless other scripts import this one.`,
  },
  'k6-browser-type': {
    severity: 'warning',
    message: () =>
      "The script uses k6/browser, but no scenario has `options: { browser: { type: 'chromium' } }`, so the browser fails when it is used. Add it to the scenario.",
  },
  'k6-setup-not-function': {
    severity: 'error',
    message: (name: string) =>
      `${quoteFirst(name)} is exported but is no function, and k6 refuses to start. Rename it.`,
  },
} as const satisfies ProblemCatalogue;
