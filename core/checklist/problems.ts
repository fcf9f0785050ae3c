import { problemMaker, type ProblemCatalogue } from '../problem.ts';
import { didYouMean, oneOf, quote, someOf } from '../text/wording.ts';
import type { BoundKind } from './bindings/readDirective.ts';

const FORM = 'Such a comment reads `<!-- headroom: check=search/p95-latency -->`';

const NAMES_OF_KINDS: Record<BoundKind, string> = {
  check: 'check',
  preflight: 'preflight item',
  monitor: 'monitor',
  capacity: 'test',
};

/** As it is written in a comment. */
function wordFor(name: BoundKind | 'environment', value: string): string {
  return `${name}=${/^[\w./-]+$/.test(value) ? value : `"${value}"`}`;
}

/** What can be wrong with the comments that bind items to checks, and with the limits that texts state. */
export const CHECKLIST_PROBLEMS = {
  'checklist-empty-comment': {
    severity: 'warning',
    message: () => `This comment says nothing. ${FORM}, or says \`optional\`.`,
  },
  'checklist-unknown-word': {
    severity: 'error',
    message: (word: string, suggestion: string | undefined) =>
      `${quote(word)} is unknown here.${didYouMean(suggestion)} Known are check=, preflight=, monitor=, capacity=, environment=, optional, required and not-applicable: reason.`,
    guess: (_word: string, suggestion: string | undefined) => suggestion,
  },
  'checklist-missing-value': {
    severity: 'error',
    message: (name: string) => `${quote(name)} names nothing. ${FORM}.`,
  },
  'checklist-repeated-word': {
    severity: 'error',
    message: (name: string) => `${quote(name)} stands here twice. Remove one, because an item is bound to one thing.`,
  },
  'checklist-several-bindings': {
    severity: 'error',
    message: () =>
      'An item is bound to one thing: a check, a preflight item, a monitor or the capacity of a test. Remove the others.',
  },
  'checklist-missing-reason': {
    severity: 'error',
    message: () => 'Say why it does not apply: `<!-- headroom: not-applicable: reason -->`.',
  },
  'checklist-misspelt-comment': {
    severity: 'error',
    message: (meant: string) => `This comment is not read as one of ours. Write it as ${quote(meant)}.`,
    guess: (meant: string) => meant,
  },
  'checklist-comment-bound-to-nothing': {
    severity: 'error',
    message: () =>
      'This comment binds nothing, because it stands on a line of its own. Put it at the end of the line of a task item, a table row, a heading or any other text.',
  },
  'checklist-comment-without-item': {
    severity: 'warning',
    message: () =>
      'Nothing follows from this comment here. Put it at the end of the line of a task item, a table row or a heading. On any other line of text it has to name a check, a preflight item, a monitor or a capacity.',
  },
  'checklist-comment-not-closed': {
    severity: 'error',
    message: () => 'This comment never ends, so readers see it as text. Close it with `-->`.',
  },
  'checklist-second-comment': {
    severity: 'error',
    message: () => 'There is such a comment here already. Say everything in one.',
  },
  'checklist-blank-nobody-signs': {
    severity: 'warning',
    message: () =>
      'This is empty below the sign-off, and no place to sign, so nobody is asked for it. A line to sign has a role, a name and a date or a signature: `Tech Lead: ____ Date: ____`.',
  },
  'checklist-earlier-sign-off': {
    severity: 'warning',
    message: (line: number) =>
      `Nobody is asked to sign here, because the last sign-off of the text, in line ${line}, is for all of it. Put all who sign there.`,
  },
  'checklist-no-plan': {
    severity: 'error',
    message: (name: string) =>
      `There is no plan to look ${quote(name)} up in, neither beside this file nor above it. Name the plan with --plan FILE.`,
  },
  'checklist-unknown-name': {
    severity: 'error',
    message: (kind: BoundKind, name: string, plans: string, suggestion: string | undefined, known: readonly string[]) =>
      `${plans} has no ${NAMES_OF_KINDS[kind]} ${quote(name)}.${didYouMean(suggestion)} ${known.length === 0 ? 'It has none.' : `It has ${someOf(known)}.`}`,
    guess: (kind: BoundKind, _name: string, _plans: string, suggestion: string | undefined) =>
      suggestion === undefined ? undefined : wordFor(kind, suggestion),
  },
  'checklist-check-of-suite': {
    severity: 'error',
    message: (name: string, suite: string) =>
      `${quote(name)} is a check of the suite ${quote(suite)}, and only checks of a test can stand behind a tick. Name one of those.`,
  },
  'checklist-several-plans': {
    severity: 'error',
    message: (name: string, plans: readonly string[]) =>
      `${quote(name)} is in several plans: ${oneOf(plans)}. Name the one that is meant with --plan FILE.`,
  },
  'checklist-unknown-environment': {
    severity: 'error',
    message: (name: string, plan: string, suggestion: string | undefined) =>
      `${plan} has no environment ${quote(name)}.${didYouMean(suggestion)}`,
    guess: (_name: string, _plan: string, suggestion: string | undefined) =>
      suggestion === undefined ? undefined : wordFor('environment', suggestion),
  },
  'checklist-which-environment': {
    severity: 'error',
    message: (plan: string, known: readonly string[]) =>
      `${plan} has no default environment, so nobody knows where this must be measured. Say \`environment=\` here, or \`evidence: { environment: … }\` in the plan: ${oneOf(known)}.`,
  },
  'checklist-contradiction': {
    severity: 'warning',
    message: (own: string, place: string, other: string) =>
      `This says ${quote(own)}, and ${place} says ${quote(other)} of the same. Decide which one holds, and write it in both places.`,
  },
  'checklist-other-limit': {
    severity: 'warning',
    message: (own: string, check: string, plan: string, planned: string) =>
      `This says ${quote(own)}, and ${quote(check)} in ${plan} is held against ${quote(planned)}. Only that is proven: change the text or the plan.`,
  },
} satisfies ProblemCatalogue;

export const checklistProblem = problemMaker(CHECKLIST_PROBLEMS);
