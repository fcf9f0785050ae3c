import type { ProblemCatalogue } from '../../../problem.ts';
import { didYouMean, quoteFirst } from './wording.ts';

/** Names in `${…}`, variables, secrets and environments. */
export const NAME_PROBLEMS = {
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
    replacement: (name: string, _suggestion: string | undefined, isSecret: boolean) =>
      isSecret ? `\${secrets.${name}}` : undefined,
    guess: (_name: string, suggestion: string | undefined) =>
      suggestion === undefined ? undefined : `\${${suggestion}}`,
    message: (name: string, suggestion: string | undefined, isSecret: boolean) =>
      isSecret
        ? `\`${name}\` is a secret. Write \`\${secrets.${name}}\`.`
        : `Nothing here is called \`${name}\`.${didYouMean(suggestion)} Define it under \`variables\`, or capture it in an earlier request.`,
  },
  'unknown-secret': {
    severity: 'error',
    guess: (_name: string, suggestion: string | undefined) =>
      suggestion === undefined ? undefined : `\${secrets.${suggestion}}`,
    message: (name: string, suggestion: string | undefined) =>
      `\`${name}\` is not in the list \`secrets\`.${didYouMean(suggestion)} Add the name there; its value stays outside the plan.`,
  },
  'secret-not-allowed': {
    severity: 'error',
    message: (name: string) =>
      `The secret \`${name}\` would be visible here. Secrets can stand in headers, bodies and URLs of requests, as \`\${secrets.${name}}\`, and in \`http\` of \`preflight\`; programs get them as environment variables.`,
  },
  'secret-as-environment-variable': {
    severity: 'error',
    replacement: (name: string) => `\${secrets.${name}}`,
    message: (name: string) =>
      `\`${name}\` is a secret; as an environment variable its value would be written to disk. Write \`\${secrets.${name}}\`.`,
  },
  'environment-variable-not-set': {
    severity: 'error',
    message: (name: string) => `The environment variable \`${name}\` is not set. Export it, or add it to \`env_file\`.`,
  },
  'bad-variable-name': {
    severity: 'error',
    message: (name: string, isTaken: boolean) =>
      isTaken
        ? `${quoteFirst(name)} means something else in \`\${…}\`, so this variable can never be used. Give it another name.`
        : `\`\${${name}}\` is not a name, so this variable can never be used. Use letters, digits and \`_\`, such as max_users.`,
  },
  'bad-capture-name': {
    severity: 'error',
    message: (name: string, isTaken: boolean) =>
      isTaken
        ? `${quoteFirst(name)} means something else in this plan, so nothing can be captured under it. Give it another name.`
        : `${quoteFirst(name)} is not a name, so no request could use what is captured. Use letters, digits and \`_\`, such as order_id.`,
  },
  'bad-environment-variable': {
    severity: 'error',
    message: (name: string) =>
      `${quoteFirst(name)} cannot be the name of an environment variable, so it never has a value. Use letters, digits and \`_\`, such as API_TOKEN.`,
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
    guess: (_name: string, suggestion: string | undefined) => suggestion,
    message: (name: string, suggestion: string | undefined) =>
      `\`${name}\` is not defined under the plan's \`variables\`, so only this environment has it.${didYouMean(suggestion)}`,
  },
  'no-target': {
    severity: 'error',
    message: (environment: string | undefined) =>
      environment === undefined
        ? 'No environment of this plan has a `target`. Add one under `environments`.'
        : `Environment \`${environment}\` has no \`target\`. Add one, or write the URL out.`,
  },
  'protected-without-target': {
    severity: 'error',
    message: (id: string) =>
      `Environment \`${id}\` is protected, so it needs a \`target\`: its host is what is protected.`,
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
  'environments-not-read': {
    severity: 'warning',
    message: (count: number, first: string) =>
      `This plan is too large to be checked for each environment: ${count} of them, from \`${first}\` on, were not. Remove what is not needed, or split the plan.`,
  },
} as const satisfies ProblemCatalogue;
