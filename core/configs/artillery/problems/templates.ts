import type { ProblemCatalogue } from '../../../problem.ts';
import { didYouMean, quote } from '../../../text/wording.ts';

/** `{{ … }}`. */
export const TEMPLATE_PROBLEMS = {
  'artillery-unquoted-template': {
    severity: 'error',
    message: (written: string) => `Without quotes YAML reads this as a mapping in a mapping. Write \`"${written}"\`.`,
  },
  'artillery-bad-template': {
    severity: 'error',
    message: (written: string) =>
      `Artillery knows no operators, filters or defaults in templates and sends ${quote(written)} as it stands. Use a name such as \`{{ user.id }}\`, or set a variable in a function of the processor.`,
  },
  'artillery-unclosed-template': {
    severity: 'error',
    message: (written: string) =>
      `The template ${quote(written)} is not closed, so it is sent as it stands. Close it with \`}}\`.`,
  },
  'artillery-unknown-variable': {
    severity: 'warning',
    message: (name: string, fate: string, suggestion: string | undefined) =>
      `Nothing sets a variable ${quote(name)} before this, so ${fate}.${didYouMean(suggestion)} Define it under \`variables\` or \`payload\`, capture it in an earlier request, or give it with \`-v\`.`,
  },
  'artillery-missing-call': {
    severity: 'error',
    message: (name: string, call: string, fate: string) =>
      `\`${name}\` is a function, and without brackets ${fate}. Write \`{{ ${call} }}\`.`,
  },
  'artillery-called-variable': {
    severity: 'error',
    message: (name: string) =>
      `\`${name}\` is a variable and no function, so the whole text becomes undefined. Write \`{{ ${name} }}\`.`,
  },
  'artillery-unknown-function': {
    severity: 'error',
    message: (name: string, suggestion: string | undefined) =>
      `There is no function ${quote(name)}, so the whole text becomes undefined.${didYouMean(suggestion)} There are \`$randomNumber\`, \`$randomString\`, and those of the plugin \`fake-data\`.`,
  },
  'artillery-environment-name': {
    severity: 'error',
    message: (written: string) =>
      `\`$environment\` is the name that was chosen with \`-e\` and holds nothing else, so ${quote(written)} becomes undefined. What the shell has set is in \`$env\`.`,
  },
  'artillery-config-variable': {
    severity: 'warning',
    message: (name: string) =>
      `\`config\` is filled in once, before the first request, and nothing sets ${quote(name)} until then: unless \`-v\` gives it, this becomes undefined. Use \`{{ $env.NAME }}\`, or write this into the requests.`,
  },
  'artillery-config-template': {
    severity: 'error',
    message: (name: string) =>
      `${quote(name)} is known only to virtual users, but \`config\` is filled in before the first of them starts: this becomes undefined. Use \`{{ $env.NAME }}\`, give it with \`-v\`, or move this to the scenario.`,
  },
} as const satisfies ProblemCatalogue;
