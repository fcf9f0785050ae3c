import type { BoundEvidence } from '../evidence/evidence.ts';
import type { Checklist } from '../checklist.ts';
import type { SignOff } from '../sidecar/sidecar.ts';
import { limitsNow, proofsNow } from './boundNow.ts';
import { coveredText, sectionHashes, textOf, type TextHash } from './coveredText.ts';
import { signedLines } from './scope.ts';
import { signOffSection } from './section.ts';

/** A checklist with what the runs say of it, as it is in this moment. */
export interface ChecklistNow {
  text: string;
  checklist: Checklist;
  evidence: readonly BoundEvidence[];
  hash: TextHash;
}

export type Signing = Pick<SignOff, 'role' | 'name' | 'email' | 'decision' | 'signedAt' | 'commit' | 'obstacles'>;

/** The record of a signature. The text is that from before anything is written into it. */
export function signatureOf({ email, commit, ...signing }: Signing, now: ChecklistNow): SignOff {
  const { text, checklist, evidence, hash } = now;
  const section = signOffSection(checklist);
  const isCovered = signedLines(checklist);
  const { lines, blanks, sections, items } = coveredText(text, checklist, isCovered);
  const bound = evidence.filter(({ binding }) => isCovered(binding.line));
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
    limits: limitsNow(evidence, isCovered).map(({ bound: name, expression }) => ({ bound: name, expression })),
    evidence: proofsNow(checklist, evidence, isCovered).map(({ bound: name, holds }) => ({ bound: name, holds })),
  };
}
