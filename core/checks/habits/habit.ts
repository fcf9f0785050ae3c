import type { CHECK_PROBLEMS } from '../problems.ts';
import type { HABIT_PROBLEMS } from '../problems/habitProblems.ts';

/** One way of writing that is not the check language but has one plain meaning in it. */
export interface Habit {
  code: keyof typeof HABIT_PROBLEMS & keyof typeof CHECK_PROBLEMS;
  /** The text as the check language says it; the same text where the habit does not show. Tags are one `TAGS` sign. */
  rewrite: (text: string) => string;
}

/** Stands for a whole `{key=value}` while a text is rewritten, so that nothing inside it is touched. */
export const TAGS = '\uE000';

export const NUMBER = String.raw`\d+(?:\.\d+)?`;
export const UNIT = String.raw`(?:us|ms|min|m|s|h|%|[kM]?\/s|[kM]?\/min|k|M|[kMG]?B(?:\/s)?)(?![\p{L}\p{N}_])`;
/** Sorted so that the longer one is tried first. */
export const SIGN = String.raw`(?:<=|>=|==|!=|<|>)`;
/** `[statistic] metric [{tags}]`. */
export const SELECTOR = String.raw`[\p{L}][^<>=!]*?`;

/** A habit that is one substitution. */
export function substitution(
  code: Habit['code'],
  pattern: RegExp,
  right: string | ((...groups: string[]) => string),
): Habit {
  const replace = typeof right === 'string' ? (text: string) => text.replace(pattern, right) : undefined;
  return {
    code,
    rewrite:
      replace ??
      ((text) =>
        text.replace(pattern, (...match: unknown[]) => {
          const groups = match.slice(
            0,
            match.findIndex((part) => typeof part === 'number'),
          );
          return typeof right === 'function'
            ? right(...groups.map((part) => (typeof part === 'string' ? part : '')))
            : '';
        })),
  };
}
