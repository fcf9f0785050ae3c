import type { BoundEvidence } from '../evidence/evidence.ts';
import type { Checklist, ChecklistSection } from '../checklist.ts';
import type { SignOff } from '../sidecar/sidecar.ts';
import { limitsNow, proofsNow } from './boundNow.ts';
import { coveredText, sectionHashes, textOf, type TextHash } from './coveredText.ts';

/** A checklist with what the runs say of it, as it is in this moment. */
export interface ChecklistNow {
  text: string;
  checklist: Checklist;
  evidence: readonly BoundEvidence[];
  hash: TextHash;
}

export type Signing = Pick<SignOff, 'role' | 'name' | 'email' | 'decision' | 'signedAt' | 'commit' | 'obstacles'>;

/**
 * The record of a signature for what stands above a section, or for everything. The text is that from before anything is
 * written into it.
 */
export function signatureOf(
  { email, commit, ...signing }: Signing,
  now: ChecklistNow,
  section: ChecklistSection | undefined,
): SignOff {
  const { text, checklist, evidence, hash } = now;
  const end = section?.span[0] ?? Infinity;
  const { lines, blanks, sections, items } = coveredText(text, checklist, end);
  const bound = evidence.filter(({ binding }) => binding.span[0] < end);
  return {
    ...signing,
    ...(email !== undefined && { email }),
    ...(commit !== undefined && { commit }),
    ...(section && { heading: section.path.at(-1) ?? '' }),
    hash: hash(textOf(lines)),
    sections: sectionHashes(lines, sections, hash),
    blanks: blanks.map(({ line, parts }) => ({ line, parts: [...parts] })),
    runs: [...new Set(bound.flatMap(({ evidence: { run } }) => run?.runId ?? []))],
    items: items.map(({ id, checked }) => ({ id, checked })),
    limits: limitsNow(evidence, end).map(({ bound: name, expression }) => ({ bound: name, expression })),
    evidence: proofsNow(checklist, evidence, end).map(({ bound: name, holds }) => ({ bound: name, holds })),
  };
}
