import type { Naming, TestOfPlan } from './namedTests.ts';
import type { Doubts } from './proposal.ts';
import { loadKindsIn } from './words.ts';

/** Says by which words a test is named, and what speaks against it. */
export function doubtNaming(doubts: Doubts, naming: Naming, testId: string): void {
  const where = `the test ${testId} is named by "${oneLine(naming.by)}"`;
  if (naming.isWeak) doubts.atMost('likely', `${where}, by words that may mean something else`);
  else doubts.note(where);
  if (naming.tests.length > 1) doubts.atMost('possible', 'other tests are named as well');
  if (naming.isDoubted) doubts.atMost('likely', 'a line farther up names another test');
}

/** Says so where the lines above are about a kind of load that the test is not named for. */
export function doubtLoad(doubts: Doubts, above: readonly string[], { test }: TestOfPlan): void {
  const names = [test.id, test.title, test.script?.value].join(' ');
  const [kind] = above.flatMap((line) => loadKindsIn(line, names));
  if (kind !== undefined) doubts.atMost('likely', `the text is about ${kind}, and the test may have another load`);
}

function oneLine(text: string): string {
  return text
    .replace(/[*`]|<!--[\s\S]*?-->/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}
