/** What makes a program dangerous. `when` is asked of its arguments, without their quotes. */
export interface DangerRule {
  programs: readonly string[];
  when: When;
  reason: string;
}

export type When = (args: readonly string[]) => boolean;

export const rule = (programs: string, when: When, reason: string): DangerRule => ({
  programs: programs.split(' '),
  when,
  reason,
});

export const always: When = () => true;

/** One of these words stands among the arguments, as a whole. */
export const has =
  (...words: readonly string[]): When =>
  (args) =>
    args.some((arg) => words.includes(arg));

export const matches =
  (pattern: RegExp): When =>
  (args) =>
    args.some((arg) => pattern.test(arg));

/** All arguments in one line, for what depends on their order; without those that are whole texts. */
export const inLine =
  (pattern: RegExp): When =>
  (args) =>
    pattern.test(args.filter((arg) => !/\s/.test(arg)).join(' '));

/** Options with their values, and variables that may hold some: `-n shop --force $OPTIONS `. */
const OPTIONS = String.raw`(?:-\S+ (?:[^-$\s]\S* )?|\$\S+ )*`;

/**
 * What is to be done, which comes first but for options: `compose down` is in `docker compose -f x.yml down`, and
 * `delete` is not in `kubectl auth can-i delete`. The words are patterns.
 */
export const verb = (...phrases: readonly string[]): When =>
  inLine(
    new RegExp(`^${OPTIONS}(?:${phrases.map((phrase) => phrase.split(' ').join(` ${OPTIONS}`)).join('|')})(?: |$)`),
  );

/** A letter among short options (`-rf` has `r` and `f`), or a long option. */
export const option =
  (letters: string, ...long: readonly string[]): When =>
  (args) =>
    args.some((arg) => new RegExp(`^-[A-Za-z]*[${letters}]`).test(arg) || long.includes(arg));

export const either =
  (...rules: readonly When[]): When =>
  (args) =>
    rules.some((when) => when(args));

export const both =
  (...rules: readonly When[]): When =>
  (args) =>
    rules.every((when) => when(args));

export const not =
  (when: When): When =>
  (args) =>
    !when(args);
