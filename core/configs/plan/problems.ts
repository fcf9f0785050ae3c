import { problemMaker, type ProblemCatalogue } from '../../problem.ts';
import { HTTP_PROBLEMS } from './httpProblems.ts';

const didYouMean = (suggestion: string | undefined): string =>
  suggestion === undefined ? '' : ` Did you mean \`${suggestion}\`?`;

/** A key in code quotes; a description such as "a check" or "Test `search`" as it is. */
const named = (key: string): string =>
  key.includes(' ') ? key.charAt(0).toUpperCase() + key.slice(1) : `\`${key.replaceAll('`', '')}\``;

const oneOf = (values: readonly string[]): string => values.map((value) => `\`${value}\``).join(', ');

/** Everything that can be wrong with a plan, apart from its YAML (`yaml-…`) and its expressions (`check-…`). */
export const PLAN_PROBLEMS = {
  ...HTTP_PROBLEMS,
  'plan-version': {
    severity: 'error',
    message: (written: string) => `Plan format \`${written}\` is not known. Write \`headroom: 1\`.`,
  },
  'missing-key': {
    severity: 'error',
    message: (key: string, owner: string, hint?: string) =>
      `${owner} needs \`${key}\`.${hint === undefined ? '' : ` ${hint}`}`,
  },
  'unknown-key': {
    severity: 'error',
    message: (key: string, owner: string, suggestion: string | undefined, place: string | undefined) =>
      `${owner} has no key \`${key}\`.${didYouMean(suggestion)}${place === undefined ? '' : ` It belongs to ${place}.`}`,
  },
  'wrong-kind': {
    severity: 'error',
    message: (key: string, wanted: string, found: string) => `\`${key}\` must be ${wanted}, but this is ${found}.`,
  },
  'empty-value': {
    severity: 'error',
    message: (key: string, wanted: string) => `${named(key)} has no value. Give it ${wanted}, or remove the key.`,
  },
  'bad-duration': {
    severity: 'error',
    message: (written: string) =>
      `\`${written}\` is not a duration. Write a number with ms, s, m, h or d, such as 30s.`,
  },
  'bad-number': {
    severity: 'error',
    message: (key: string, written: string, wanted: string) => `\`${key}\` must be ${wanted}, not \`${written}\`.`,
  },
  'bad-flag': {
    severity: 'error',
    message: (key: string, written: string) => `\`${key}\` must be true or false, not \`${written}\`.`,
  },
  'bad-choice': {
    severity: 'error',
    message: (key: string, written: string, choices: readonly string[], suggestion: string | undefined) =>
      `\`${written}\` is no value of \`${key}\`.${didYouMean(suggestion)} It can be ${oneOf(choices)}.`,
  },
  'bad-url': {
    severity: 'error',
    message: (written: string) => `\`${written}\` is not a URL. Write it whole, such as http://127.0.0.1:8080.`,
  },
  'bad-request': {
    severity: 'error',
    message: (written: string, why: string) =>
      `\`${written}\` is not a request: ${why}. Write a method and a URL, such as GET \${target}/health.`,
  },
  'bad-id': {
    severity: 'error',
    message: (id: string) =>
      `\`${id}\` cannot be an id: it becomes the name of a folder. Use letters, digits, \`.\`, \`_\` and \`-\`.`,
  },
  'bad-pattern': {
    severity: 'error',
    message: (written: string, why: string) => `\`${written}\` is not a regular expression: ${why}.`,
  },
  'bad-capture': {
    severity: 'error',
    message: (written: string) =>
      `\`${written}\` captures nothing. Write a JSON path (\`$.id\`), \`header:name\`, or a pattern (\`/id=(\\d+)/\`).`,
  },
  'bad-command': {
    severity: 'error',
    message: (why: string) => `This command cannot be read: ${why}. Write a list, or one line with balanced quotes.`,
  },
  'bad-tool': {
    severity: 'error',
    message: (written: string) => `\`${written}\` names no tool and version. Write it like "k6 >= 1.0".`,
  },
  'bad-minimum': {
    severity: 'error',
    message: (written: string) => `\`${written}\` is no minimum. Write it like ">= 10000".`,
  },
  'preflight-kind': {
    severity: 'error',
    message: (kinds: readonly string[]) => `A preflight item needs exactly one of ${oneOf(kinds)}.`,
  },
  'monitor-source': {
    severity: 'error',
    message: (id: string) =>
      `Monitor \`${id}\` needs exactly one source: \`prometheus\` with \`query\`, \`http\` with \`json\`, or \`command\`.`,
  },
  'name-not-closed': {
    severity: 'error',
    message: () => '`${` is not closed. Add `}`, or write `$${` for the text itself.',
  },
  'name-malformed': {
    severity: 'error',
    message: (name: string) => `\`\${${name}}\` is not a name. Use letters, digits and \`_\`, such as \${max_users}.`,
  },
  'unknown-name': {
    severity: 'error',
    message: (name: string, suggestion: string | undefined, isSecret: boolean) =>
      isSecret
        ? `\`${name}\` is a secret. Write \`\${secrets.${name}}\`.`
        : `Nothing here is called \`${name}\`.${didYouMean(suggestion)} Define it under \`variables\`, or capture it in an earlier request.`,
  },
  'unknown-secret': {
    severity: 'error',
    message: (name: string, suggestion: string | undefined) =>
      `\`${name}\` is not in the list \`secrets\`.${didYouMean(suggestion)} Add the name there; its value stays outside the plan.`,
  },
  'secret-not-allowed': {
    severity: 'error',
    message: (name: string) =>
      `The secret \`${name}\` would be visible here. Secrets can stand in headers, bodies and URLs of requests only; tools get them as environment variables.`,
  },
  'secret-as-environment-variable': {
    severity: 'error',
    message: (name: string) =>
      `\`${name}\` is a secret; as an environment variable its value would be written to disk. Write \`\${secrets.${name}}\`.`,
  },
  'protected-without-target': {
    severity: 'error',
    message: (id: string) =>
      `Environment \`${id}\` is protected, so it needs a \`target\`: its host is what is protected.`,
  },
  'no-target': {
    severity: 'error',
    message: (environment: string | undefined) =>
      environment === undefined
        ? 'No environment of this plan has a `target`. Add one under `environments`.'
        : `Environment \`${environment}\` has no \`target\`. Add one, or write the URL out.`,
  },
  'environment-variable-not-set': {
    severity: 'error',
    message: (name: string) => `The environment variable \`${name}\` is not set. Export it, or add it to \`env_file\`.`,
  },
  'variable-cycle': {
    severity: 'error',
    message: (name: string) => `The value of \`${name}\` needs itself. Write one of the values out.`,
  },
  'variable-too-long': {
    severity: 'error',
    message: (name: string) =>
      `The value of \`${name}\` has more than 10,000 characters or goes through more than 50 others. Shorten it.`,
  },
  'unknown-variable-override': {
    severity: 'warning',
    message: (name: string, suggestion: string | undefined) =>
      `\`${name}\` is not defined under the plan's \`variables\`, so only this environment has it.${didYouMean(suggestion)}`,
  },
  'several-defaults': {
    severity: 'error',
    message: (first: string) => `Environment \`${first}\` is the default already. Mark only one.`,
  },
  'protected-default': {
    severity: 'error',
    message: (id: string) =>
      `Environment \`${id}\` is protected, so it cannot be the default. Choose it by name when it is meant.`,
  },
  'runner-needs': {
    severity: 'error',
    message: (runner: string, key: string) => `A test with \`runner: ${runner}\` needs \`${key}\`.`,
  },
  'runner-ignores': {
    severity: 'error',
    message: (runner: string, key: string, users: readonly string[]) =>
      `\`${key}\` means nothing to \`runner: ${runner}\`. ${users.length === 0 ? 'Remove it.' : `It is for ${oneOf(users)}.`}`,
  },
  'engine-later': {
    severity: 'error',
    message: () => 'Distributed engines are not supported yet. Remove `engine` to run on this machine.',
  },
  'request-twice': {
    severity: 'error',
    message: () => '`request` and `requests` say the same thing twice. Keep one of them.',
  },
  'duplicate-name': {
    severity: 'error',
    message: (kind: string, name: string) =>
      `There is a ${kind} called \`${name}\` already. Give this one another name.`,
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
  'unknown-requirement': {
    severity: 'error',
    message: (id: string, suggestion: string | undefined) =>
      `No requirement has the id \`${id}\`.${didYouMean(suggestion)} Declare it under \`requirements\`.`,
  },
  'unknown-test': {
    severity: 'error',
    message: (id: string, suggestion: string | undefined) => `No test has the id \`${id}\`.${didYouMean(suggestion)}`,
  },
  'unknown-environment': {
    severity: 'error',
    message: (id: string, suggestion: string | undefined) =>
      `No environment is called \`${id}\`.${didYouMean(suggestion)}`,
  },
  'repeated-member': {
    severity: 'warning',
    message: (id: string) => `\`${id}\` is in this suite already, so it would run twice.`,
  },
  'file-not-found': {
    severity: 'error',
    message: (path: string) => `There is no file \`${path}\`. Paths are relative to the plan.`,
  },
  'repeated-check': {
    severity: 'error',
    message: (id: string) => `Another check has the id \`${id}\`. Give one of them an \`id\` of its own.`,
  },
  'guard-shape': {
    severity: 'error',
    message: (level: string) => `A guard has only \`stop\`. Move the row with \`${level}\` to \`checks\`.`,
  },
  'unknown-tag': {
    severity: 'error',
    message: (runner: string, tag: string, metric: string, known: readonly string[], suggestion: string | undefined) =>
      `\`runner: ${runner}\` does not split \`${metric}\` by \`${tag}\`.${didYouMean(suggestion)}${known.length === 0 ? ' Leave the braces off.' : ` It knows ${oneOf(known)}.`}`,
  },
  'unknown-stage': {
    severity: 'error',
    message: (name: string, suggestion: string | undefined) =>
      `No stage of this test is called \`${name}\`.${didYouMean(suggestion)} Unnamed stages go by their number from 1.`,
  },
  'unknown-request': {
    severity: 'error',
    message: (name: string, suggestion: string | undefined) =>
      `No request of this test is called \`${name}\`.${didYouMean(suggestion)}`,
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
    message: (runner: string, what: string, test: string) =>
      `Test \`${test}\` is not guarded by this: \`runner: ${runner}\` knows \`${what}\` only after the run.`,
  },
  'block-condition': {
    severity: 'error',
    message: () => 'A condition cannot be a YAML block. Write it in quotes on one line.',
  },
  'condition-too-long': {
    severity: 'error',
    message: (limit: number) => `A condition has at most ${limit} characters. Check the quotes around this one.`,
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

export const planProblem = problemMaker(PLAN_PROBLEMS);
