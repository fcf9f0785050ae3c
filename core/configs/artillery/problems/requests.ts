import type { ProblemCatalogue } from '../../../problem.ts';
import { didYouMean, oneOf, quote, quoteFirst } from '../../../text/wording.ts';

/** What is in a request. */
export const REQUEST_PROBLEMS = {
  'artillery-missing-url': {
    severity: 'error',
    message: (method: string) => `\`${method}\` needs a \`url\`. Add one, such as \`url: "/"\`.`,
  },
  'artillery-short-request': {
    severity: 'error',
    message: (method: string, written: string) =>
      `\`${method}\` needs a mapping with a \`url\`. Write \`${method}: { url: "${written}" }\`.`,
  },
  'artillery-request-indentation': {
    severity: 'error',
    message: (method: string, key: string) =>
      `\`${key}\` stands beside \`${method}\` instead of below it. Indent it, and all that belongs to the request, deeper than \`${method}\`.`,
  },
  'artillery-bad-url': {
    severity: 'error',
    message: (written: string, instead: string) =>
      `${quoteFirst(written)} begins neither with \`/\` nor with \`http\`, so every virtual user fails here with “Invalid URL”. Write ${quote(instead)}, or the whole URL.`,
  },
  'artillery-request-key': {
    severity: 'warning',
    message: (key: string, means: string) =>
      `A request has no ${quote(key)}, so Artillery ignores it.${didYouMean(means)}`,
  },
  'artillery-think-in-request': {
    severity: 'error',
    message: (method: string) =>
      `\`think\` in a request is read by nobody, so there is no pause. Make it a step of its own behind \`${method}\`: \`- think: 1\`.`,
  },
  'artillery-body-of-get': {
    severity: 'error',
    message: (method: string, body: string) =>
      `A \`${method}\` request cannot have \`${body}\`: every virtual user fails here with “ERR_GOT_REQUEST_ERROR”. Use another method, or \`qs\` for parameters${method === 'get' ? ', or allow it with `allowGetBody: true`' : ''}.`,
  },
  'artillery-capture-name': {
    severity: 'error',
    message: () => 'A capture needs `as`, the name of the variable it sets. Without it Artillery refuses the script.',
  },
  'artillery-capture-source': {
    severity: 'error',
    message: (means: string | undefined) =>
      `This captures nothing, so the rest of the flow is skipped.${didYouMean(means)} Say where the value is, with one of ${oneOf(['json', 'xpath', 'regexp', 'header', 'selector'])}.`,
  },
  'artillery-bad-json-path': {
    severity: 'error',
    message: (written: string, why: string) =>
      `${quoteFirst(written)} is no JSON path: ${why}. It finds nothing. Write one such as \`$.items[0].id\`.`,
  },
  'artillery-bad-condition': {
    severity: 'error',
    message: (written: string, instead: string | undefined) =>
      `Artillery cannot read ${written === '' ? 'the end of this condition' : `${quote(written)} in a condition`}, so it sends the request always.${instead === undefined ? ' Conditions are written like `status == "new" and (count > 1 or not done)`, with variables without braces.' : ` Write ${quote(instead)}.`}`,
  },
  'artillery-quoted-name': {
    severity: 'warning',
    message: (name: string) =>
      `In a condition single quotes name a variable, so this is compared with the variable ${quote(name)}. Write a text in double quotes: ${quote(`"${name}"`)}.`,
  },
  'artillery-unknown-expectation': {
    severity: 'error',
    message: (key: string, means: string | undefined, known: readonly string[]) =>
      `There is no expectation ${quote(key)}, so it is not checked.${didYouMean(means)}${means === undefined ? ` There are ${oneOf(known)}.` : ''}`,
  },
} as const satisfies ProblemCatalogue;
