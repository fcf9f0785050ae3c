import { countEvidence, type EvidenceCounts } from '../../../core/checklist/evidence/countEvidence.ts';
import { formatAge, type BoundEvidence, type Evidence } from '../../../core/checklist/evidence/evidence.ts';
import { countWhile } from '../../../core/checklist/lookup.ts';
import type { BranchNode, FileNode, SectionNode } from './nodes.ts';

/** Puts what the runs say into the nodes of a file, and tells which of them look other than before. */
export function takeEvidence(file: FileNode, all: readonly BoundEvidence[]): (FileNode | BranchNode)[] {
  const ofItem = new Map<string, Evidence>();
  const ofSection = new Map<number, Evidence>();
  for (const { binding, evidence } of all) {
    if (binding.on.kind === 'item') ofItem.set(binding.on.id, evidence);
    if (binding.on.kind === 'section') ofSection.set(binding.on.line, evidence);
  }
  const inOrder = all.toSorted((one, other) => one.binding.span[0] - other.binding.span[0]);
  const changed: (FileNode | BranchNode)[] = [];
  const take = (node: FileNode | BranchNode, evidence: Evidence | undefined, counts?: EvidenceCounts): void => {
    const before = drawnFrom(node);
    if (node.kind !== 'file') {
      node.evidence = evidence;
      node.folder = evidence?.run?.folder;
    }
    if (node.kind !== 'item' && counts !== undefined) node.counts = counts;
    if (drawnFrom(node) !== before) changed.push(node);
  };
  take(file, undefined, countEvidence(all));
  for (const node of file.below.values()) {
    if (node.kind === 'section') take(node, ofSection.get(node.section.line), countEvidence(within(node, inOrder)));
    else if (node.evidence !== undefined || ofItem.has(node.item.id)) take(node, ofItem.get(node.item.id));
  }
  return changed;
}

function within({ section: { span } }: SectionNode, inOrder: readonly BoundEvidence[]): BoundEvidence[] {
  const before = (offset: number): number => countWhile(inOrder, ({ binding }) => binding.span[0] < offset);
  return inOrder.slice(before(span[0]), before(span[1]));
}

/** An age is drawn in whole units, so most looks change nothing. */
function drawnFrom(node: FileNode | BranchNode): string {
  const evidence = node.kind === 'file' ? undefined : node.evidence;
  const age = evidence?.run && formatAge(evidence.run.ageMs);
  const timeless = evidence && { ...evidence, run: evidence.run && { ...evidence.run, ageMs: 0 } };
  return JSON.stringify([timeless, age, node.kind === 'item' ? undefined : node.counts]);
}
