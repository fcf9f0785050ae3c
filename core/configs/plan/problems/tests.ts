import type { ProblemCatalogue } from '../../../problem.ts';
import { didYouMean, oneOf, quote, someOf } from './wording.ts';

/** What a runner can do, and what its load must be. */
export const TEST_PROBLEMS = {
  'runner-needs': {
    severity: 'error',
    message: (runner: string, key: string) => `A test with \`runner: ${runner}\` needs \`${key}\`.`,
  },
  'runner-ignores': {
    severity: 'error',
    message: (runner: string, key: string, users: readonly string[]) =>
      `\`${key}\` means nothing to \`runner: ${runner}\`. ${users.length === 0 ? 'Remove it.' : `It is for ${oneOf(users)}.`}`,
  },
  'request-twice': {
    severity: 'error',
    message: () => '`request` and `requests` say the same thing twice. Keep one of them.',
  },
  'unknown-scaletest': {
    severity: 'warning',
    guess: (_name: string, _known: readonly string[], suggestion: string | undefined) => suggestion,
    message: (name: string, known: readonly string[], suggestion: string | undefined) =>
      `Headroom knows no \`coder exp scaletest\` command called ${quote(name)}.${didYouMean(suggestion)} It knows ${oneOf(known)}.`,
  },
  'unknown-scaletest-option': {
    severity: 'warning',
    guess: (_command: string, _name: string, _hint: string | undefined, suggestion: string | undefined) => suggestion,
    message: (command: string, name: string, hint: string | undefined, suggestion: string | undefined) =>
      `Headroom knows no option ${quote(name)} of \`coder exp scaletest ${command}\`.${didYouMean(suggestion)}${hint === undefined ? '' : ` ${hint}`} The run is refused unless the coder that is installed has it.`,
  },
  'reserved-option': {
    severity: 'error',
    message: (name: string, why: string) => `\`${name}\` cannot stand under \`with\`. ${why}`,
  },
  'unknown-option': {
    severity: 'error',
    guess: (_runner: string, _name: string, _known: readonly string[], suggestion: string | undefined) => suggestion,
    message: (runner: string, name: string, known: readonly string[], suggestion: string | undefined) =>
      `\`runner: ${runner}\` has no option ${quote(name)}.${didYouMean(suggestion)} It has ${someOf(known)}.`,
  },
  'needs-option': {
    severity: 'error',
    message: (runner: string, what: string, option: string) =>
      `\`runner: ${runner}\` measures \`${what}\` only with \`${option}: true\` under \`with\` of the test. Add it, or this check has no data.`,
  },
  'bad-option': {
    severity: 'error',
    message: (name: string, wanted: string, found: string) =>
      `\`${name}\` must be ${wanted}, but it is ${quote(found)}.`,
  },
  'secret-shown': {
    severity: 'error',
    message: (runner: string, name: string, others: readonly string[]) =>
      `\`runner: ${runner}\` would show the secret \`${name}\` to everyone on the machine, on the command line of its process. Use ${oneOf(others)}.`,
  },
  'stage-load': {
    severity: 'error',
    message: (name: string) =>
      `Stage ${name} needs either \`users\` (at the same time) or \`rate\` (arrivals per second).`,
  },
  'stage-load-mixed': {
    severity: 'error',
    message: () =>
      '`users` and `rate` cannot be mixed in one test: the first waits for the server, the second does not.',
  },
  'stage-load-unsupported': {
    severity: 'error',
    message: (runner: string, what: string) =>
      `\`runner: ${runner}\` cannot follow ${what}. Use another runner or constant levels.`,
  },
  'stage-empty': {
    severity: 'warning',
    message: (name: string) => `Stage \`${name}\` sends nothing, because its level is 0 throughout.`,
  },
  'only-warmup': {
    severity: 'error',
    message: () => 'Every stage is warm-up, so nothing is measured. Leave `warmup` off at least one stage.',
  },
  'missing-stages': {
    severity: 'error',
    message: (runner: string) =>
      `A test with \`runner: ${runner}\` needs \`stages\`, such as [{ users: 10, duration: 30s }].`,
  },
  'guard-shape': {
    severity: 'error',
    message: (level: string) => `A guard has only \`stop\`. Move the row with \`${level}\` to \`checks\`.`,
  },
  'runner-cannot-measure': {
    severity: 'error',
    message: (runner: string, what: string, why: string) => `\`runner: ${runner}\` cannot measure \`${what}\`: ${why}.`,
  },
  'guard-not-live': {
    severity: 'error',
    message: (runner: string, what: string) =>
      `\`runner: ${runner}\` knows \`${what}\` only after the run, so this cannot stop it. Make it a check.`,
  },
  'default-guard-not-live': {
    severity: 'information',
    message: (what: string, tests: readonly string[], runners: readonly string[]) =>
      `This does not guard ${tests.length === 1 ? 'test' : 'the tests'} ${someOf(tests)}: ${someOf(runners.map((runner) => `runner: ${runner}`))} cannot tell \`${what}\` while it runs.`,
  },
  'contradicting-targets': {
    severity: 'information',
    message: (requirement: string, selector: string, mine: string, theirs: string, where: string) =>
      `Requirement \`${requirement}\` asks of \`${selector}\` \`${mine}\` here and \`${theirs}\` in test ${where}. Unless both are meant, give them one target.`,
  },
  'suite-window': {
    severity: 'error',
    message: () =>
      'A suite has no common time line, so it cannot be judged with `for` or `over`. Do that in its tests.',
  },
  'suite-baseline': {
    severity: 'error',
    message: () => 'A suite has no baseline. Compare with `baseline` in the checks of its tests.',
  },
} as const satisfies ProblemCatalogue;
