import { articleOf, RESULT_KINDS, type ResultKind } from './resultContent.ts';
import type { LoadTest, Plan } from '../configs/plan/plan.ts';

export interface FileOfTest {
  kind: ResultKind;
  /** What its name or folder says that it is a result of. */
  nameSays: string;
  /** It was named itself, and not found in a folder. */
  isNamed: boolean;
  /** No other file was named. */
  isOnly: boolean;
}

/**
 * The test of a plan by whose checks a file is judged, or why by none, in words. `chosen`: as `--test` says. A file of
 * another tool than the test's is judged by it only when both were named: else it is a mistake.
 */
export function testOfPlan(
  { tests }: Plan,
  { kind, nameSays, isNamed, isOnly }: FileOfTest,
  chosen: string | undefined,
): { test: LoadTest } | { why: string } {
  const { title, runner } = RESULT_KINDS[kind];
  const found = tests.find(({ id }) => id === (chosen ?? nameSays));
  const [only] = tests;
  const test = found ?? (chosen === undefined && tests.length === 1 && isNamed && isOnly ? only : undefined);
  if (test === undefined) {
    const ids = tests.map(({ id }) => id).join(', ');
    return {
      why: `the plan has no test ${nameSays}. Say with --test which of its tests this is a result of: ${ids}`,
    };
  }
  if (test.runner === runner || (chosen !== undefined && isNamed)) return { test };
  const remedy = isNamed ? `say --test ${test.id}` : `name the file itself, and --test ${test.id}`;
  return {
    why: `it is ${articleOf(title)} ${title}, and test ${test.id} has runner: ${test.runner}. To judge it by that test all the same, ${remedy}`,
  };
}
