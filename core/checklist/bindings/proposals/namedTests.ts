import type { LoadTest, NamedPlan } from '../../../configs/plan/plan.ts';
import { namingWords, wordsOf } from './words.ts';

/** A test of one of the plans, with the words that name it. */
export interface TestOfPlan {
  plan: NamedPlan;
  test: LoadTest;
  /** Its id, its title and its script: each names it by all of its words. */
  names: { words: string[]; isWeak: boolean }[];
}

/** Which tests the words around a target name. */
export interface Naming {
  tests: TestOfPlan[];
  /** The line that names them. */
  by: string;
  /** It names them by words that may mean something else. */
  isWeak: boolean;
  /** Words farther away name another one. */
  isDoubted: boolean;
}

export function testsOf(plans: readonly NamedPlan[]): TestOfPlan[] {
  return plans.flatMap((plan) =>
    plan.plan.tests.map((test) => ({
      plan,
      test,
      names: [test.id, test.title, baseName(test.script?.value)].flatMap((name) =>
        name === undefined || wordsOf(name).length === 0 ? [] : [namingWords(name)],
      ),
    })),
  );
}

/** Looks into the lines from the nearest to the farthest. Undefined where none of them names a test. */
export function namedTests(lines: readonly string[], tests: readonly TestOfPlan[]): Naming | undefined {
  let naming: Naming | undefined;
  for (const by of lines) {
    const found = namedIn(by, tests);
    if (found === undefined) continue;
    if (naming === undefined) {
      naming = { ...found, by, isDoubted: false };
      continue;
    }
    const both = naming.tests.filter((one) => found.tests.includes(one));
    if (both.length > 0) naming = { ...naming, tests: both, isWeak: naming.isWeak && found.isWeak };
    // What names one for certain counts more than a nearer word that may mean anything.
    else if (!found.isWeak) naming = { ...(naming.isWeak ? { ...found, by } : naming), isDoubted: true };
  }
  return naming;
}

function namedIn(line: string, tests: readonly TestOfPlan[]): Pick<Naming, 'tests' | 'isWeak'> | undefined {
  const words = new Set(wordsOf(line));
  const found = tests.flatMap((one) =>
    one.names.filter((name) => name.words.every((word) => words.has(word))).map((name) => ({ one, name })),
  );
  const strong = found.filter(({ name }) => !name.isWeak);
  const counted = strong.length > 0 ? strong : found;
  // "Search suggestions" names `search_suggestions`, and not `search` besides.
  const longest = counted.filter(({ one, name }) =>
    counted.every((other) => other.one === one || !isPartOf(name.words, other.name.words)),
  );
  const named = [...new Set(longest.map(({ one }) => one))];
  return named.length === 0 ? undefined : { tests: named, isWeak: strong.length === 0 };
}

function isPartOf(words: readonly string[], whole: readonly string[]): boolean {
  return words.length < whole.length && words.every((word) => whole.includes(word));
}

function baseName(file: string | undefined): string | undefined {
  return file?.replace(/^.*[/\\]/, '').replace(/\.[^.]*$/, '');
}
