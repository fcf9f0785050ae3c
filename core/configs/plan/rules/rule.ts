import type { Problem } from '../../../problem.ts';
import type { Plan } from '../plan.ts';
import type { TestFields } from '../sections/tests.ts';

export interface RuleContext {
  plan: Plan;
  /** Ids of all tests and environments, also of those that could not be read. */
  testIds: readonly string[];
  environmentIds: readonly string[];
  /** The keys each test was written with. */
  fieldsOfTest: ReadonlyMap<string, TestFields>;
  /** Sections that could not be read: what they would have declared is unknown, not absent. */
  unread: ReadonlySet<DeclaringSection>;
  /** What stands under a path relative to the plan; absent where nobody can look. */
  fileKind?: (path: string) => FileKind;
}

/** What a path leads to. */
export type FileKind = 'file' | 'folder' | 'missing';

/** Sections whose keys are named elsewhere in the plan. */
export const DECLARING_SECTIONS = ['requirements', 'environments', 'monitors', 'tests'] as const;
export type DeclaringSection = (typeof DECLARING_SECTIONS)[number];

/** One semantic rule: it looks at a plan as a whole and says what does not fit together. */
export type Rule = (context: RuleContext) => Problem[];
