import { doubtOf, type EvidenceCounts } from '../../../core/checklist/evidence/countEvidence.ts';
import type { TreeNode } from './nodes.ts';

export const ITEM_FILTERS = ['all', 'open', 'done', 'failing', 'stale'] as const;
export type ItemFilter = (typeof ITEM_FILTERS)[number];

/** Whether a node is shown: an item that fits, and all that such an item stands in. */
export function isShown(node: TreeNode, filter: ItemFilter): boolean {
  return fits(node, filter) || node.children.some((child) => isShown(child, filter));
}

function fits(node: TreeNode, filter: ItemFilter): boolean {
  switch (filter) {
    case 'all':
      return true;
    case 'open':
    case 'done':
      return node.kind === 'item' && node.item.checked === (filter === 'done');
    case 'failing':
      return isDoubtful(node, ['failing']);
    case 'stale':
      return isDoubtful(node, ['stale', 'missing']);
  }
}

/** What is bound and has no row of its own, such as a row of a table, is counted by what it stands in. */
function isDoubtful(node: TreeNode, kinds: readonly (keyof EvidenceCounts)[]): boolean {
  if (node.kind === 'role') return false;
  if (node.kind !== 'item') return kinds.some((kind) => node.counts[kind] > 0);
  if (node.evidence === undefined || node.remark?.kind === 'not-applicable') return false;
  const doubt = doubtOf(node.evidence);
  return doubt !== undefined && kinds.includes(doubt);
}

/** As it stands beside the title of the view. */
export function filterWords(filter: ItemFilter): string {
  switch (filter) {
    case 'all':
      return '';
    case 'open':
      return 'Only open items';
    case 'done':
      return 'Only ticked items';
    case 'failing':
      return 'Only failing evidence';
    case 'stale':
      return 'Only stale or missing evidence';
  }
}
