import type { ProblemCatalogue } from '../../../problem.ts';
import { hintText, named, quote, type UnknownKeyHint } from './wording.ts';

/** What stands where in a plan: keys, mappings and lists. */
export const KEY_PROBLEMS = {
  'plan-version': {
    severity: 'error',
    message: (written: string) => `Plan format ${quote(written)} is not known. Write \`headroom: 1\`.`,
  },
  'missing-key': {
    severity: 'error',
    message: (key: string, owner: string, hint?: string) =>
      `${owner} needs \`${key}\`.${hint === undefined ? '' : ` ${hint}`}`,
  },
  'unknown-key': {
    severity: 'error',
    // Where the value would have to change as well, an example shows how.
    guess: (_key: string, _owner: string, { means, example }: UnknownKeyHint) =>
      example === undefined ? means : undefined,
    message: (key: string, owner: string, hint: UnknownKeyHint) =>
      `${owner} has no key ${quote(key)}.${hintText(hint)}`,
  },
  'missing-blank': {
    severity: 'error',
    replacement: (key: string, value: string) => `${key}: ${value.trim()}`,
    message: (key: string, value: string) =>
      `A blank is missing behind the colon, so YAML takes \`${key}:${value}\` for one word. Write \`${key}: ${value.trim()}\`.`,
  },
  'wrong-kind': {
    severity: 'error',
    message: (key: string, wanted: string, found: string) => `${named(key)} must be ${wanted}, but this is ${found}.`,
  },
  'empty-value': {
    severity: 'error',
    message: (key: string, wanted: string) => `${named(key)} has no value. Give it ${wanted}, or remove the key.`,
  },
  'empty-list': {
    severity: 'error',
    message: (key: string) => `\`${key}\` is an empty list. Put at least one entry into it.`,
  },
  'duplicate-name': {
    severity: 'error',
    message: (kind: string, name: string) =>
      `There is a ${kind} called ${quote(name)} already. Rename or remove this one.`,
  },
  'block-condition': {
    severity: 'error',
    message: () => 'A condition cannot be a YAML block. Write it in quotes on one line.',
  },
  'condition-too-long': {
    severity: 'error',
    message: (limit: number) => `A condition has at most ${limit} characters. Check the quotes around this one.`,
  },
  'engine-later': {
    severity: 'error',
    message: () => 'Distributed engines are not supported yet. Remove `engine` to run on this machine.',
  },
} as const satisfies ProblemCatalogue;
