import type { Checklist } from '../../core/checklist/checklist.ts';
import { readChecklist } from '../../core/checklist/readChecklist.ts';
import { retick } from './retick.ts';

// With what reads limits, which this bundle has already.
export { compareStatements, contradictedIn, limitsAt } from '../../core/checklist/contradictions/findContradictions.ts';
export { statementsIn } from '../../core/checklist/contradictions/statements.ts';

/** Texts that are kept as they were read last: those that a person works with, and some more. */
const MOST_KEPT = 20;

const kept = new Map<string, { text: string; checklist: Checklist }>();

/**
 * Reads the text of a file, which list, lenses and commands do in turn: a long text that is the same, or has other ticks
 * alone, is not parsed again. A bundle of its own: it brings the parser, which is loaded for the first text that may have
 * task items.
 */
export function readText(uri: string, text: string): Checklist {
  const last = kept.get(uri);
  const checklist =
    last === undefined
      ? readChecklist(text)
      : last.text === text
        ? last.checklist
        : (retick(last.checklist, last.text, text) ?? readChecklist(text));
  kept.delete(uri);
  kept.set(uri, { text, checklist });
  const [oldest] = kept.keys();
  if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
  return checklist;
}
