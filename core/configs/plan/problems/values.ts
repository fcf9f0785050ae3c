import type { ProblemCatalogue } from '../../../problem.ts';
import { didYouMean, oneOf, quote, quoteFirst } from './wording.ts';

/** Single values of a plan. */
export const VALUE_PROBLEMS = {
  'bad-duration': {
    severity: 'error',
    message: (written: string) =>
      `${quoteFirst(written)} is not a duration. Write a number with ms, s, m, h or d, such as 30s.`,
  },
  'zero-duration': {
    severity: 'error',
    message: (key: string) => `\`${key}\` must be longer than 0. Write a duration such as 30s.`,
  },
  'bad-number': {
    severity: 'error',
    message: (key: string, written: string, wanted: string) => `\`${key}\` must be ${wanted}, not ${quote(written)}.`,
  },
  'bad-flag': {
    severity: 'error',
    message: (key: string, written: string) => `\`${key}\` must be true or false, not ${quote(written)}.`,
  },
  'bad-choice': {
    severity: 'error',
    guess: (_key: string, _written: string, _choices: readonly string[], suggestion: string | undefined) => suggestion,
    message: (key: string, written: string, choices: readonly string[], suggestion: string | undefined) =>
      `${quoteFirst(written)} is no value of \`${key}\`.${didYouMean(suggestion)} It can be ${oneOf(choices)}.`,
  },
  'bad-url': {
    severity: 'error',
    message: (written: string) => `${quoteFirst(written)} is not a URL. Write it whole, such as http://127.0.0.1:8080.`,
  },
  'url-blank': {
    severity: 'error',
    message: () => 'A URL has no blanks. Write `%20` for a blank, or remove what stands behind it.',
  },
  'target-slash': {
    severity: 'error',
    message: (rest: string) =>
      `Without a slash \`${rest}\` becomes part of the target's host name or port. Write \`\${target}/${rest}\`.`,
  },
  'bad-request': {
    severity: 'error',
    message: (written: string, why: string) =>
      `${quoteFirst(written)} is not a request: ${why}. Write a method and a URL, such as GET \${target}/health.`,
  },
  'bad-header-name': {
    severity: 'error',
    message: (name: string) =>
      `${quoteFirst(name)} cannot be the name of a header. Use letters, digits and \`-\`, such as content-type.`,
  },
  'bad-id': {
    severity: 'error',
    message: (id: string) =>
      `${quoteFirst(id)} cannot be an id: it becomes the name of a folder. Use letters, digits, \`.\`, \`_\` and \`-\`.`,
  },
  'bad-pattern': {
    severity: 'error',
    message: (written: string, why: string) => `${quoteFirst(written)} is not a regular expression: ${why}.`,
  },
  'bad-capture': {
    severity: 'error',
    message: (written: string) =>
      `${quoteFirst(written)} captures nothing. Write a JSON path (\`$.id\`), \`header:name\`, or a pattern (\`/id=(\\d+)/\`).`,
  },
  'bad-json-path': {
    severity: 'error',
    message: (written: string) =>
      `${quoteFirst(written)} is not a JSON path. Write one such as \`$.pool.active\` or \`$.items[0].id\`.`,
  },
  'bad-command': {
    severity: 'error',
    message: (why: string) => `This command cannot be read: ${why}. Write a list, or one line with balanced quotes.`,
  },
  'bad-tool': {
    severity: 'error',
    message: (written: string) => `${quoteFirst(written)} names no tool. Write it like "k6" or "k6 >= 1.0".`,
  },
  'bad-minimum': {
    severity: 'error',
    message: (written: string) => `${quoteFirst(written)} is no minimum. Write it like ">= 10000".`,
  },
  'preflight-kind': {
    severity: 'error',
    message: (kinds: readonly string[]) => `A preflight item needs exactly one of ${oneOf(kinds)}.`,
  },
  'preflight-expect': {
    severity: 'error',
    message: (kind: string) =>
      `\`expect\` means nothing to a preflight item with \`${kind}\`. It is for \`http\` and \`command\`; remove it here.`,
  },
  'monitor-source': {
    severity: 'error',
    message: (id: string) =>
      `Monitor \`${id}\` needs exactly one source: \`prometheus\` with \`query\`, \`http\` with \`json\`, or \`command\`.`,
  },
  'monitor-ignores': {
    severity: 'error',
    message: (key: string, source: string, sourceOfKey: string) =>
      `\`${key}\` means nothing to a monitor with \`${source}\`. It is for \`${sourceOfKey}\`; remove it here.`,
  },
  'monitor-name': {
    severity: 'error',
    message: (id: string) =>
      `No check can name a monitor ${quote(id)}. Use letters, digits, \`_\` and \`-\`, begin with a letter, and take no name of a statistic such as \`max\`.`,
  },
  'monitor-shadows': {
    severity: 'error',
    message: (id: string) =>
      `\`${id}\` is a metric already, of every test or of a load generator's own, so no check could name this monitor. Call it otherwise, such as \`server_${id}\`.`,
  },
} as const satisfies ProblemCatalogue;
