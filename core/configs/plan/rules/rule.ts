import type { Problem } from '../../../problem.ts';
import type { Plan } from '../plan.ts';
import type { TestFields } from '../sections/tests.ts';

export interface RuleContext {
  plan: Plan;
  /** Ids of all tests, also of those that could not be read. */
  testIds: readonly string[];
  /** The keys each test was written with. */
  fieldsOfTest: ReadonlyMap<string, TestFields>;
  /** Whether a file exists, by its path relative to the plan; absent where nobody can look. */
  fileExists?: (path: string) => boolean;
}

/** One semantic rule: it looks at a plan as a whole and says what does not fit together. */
export type Rule = (context: RuleContext) => Problem[];
