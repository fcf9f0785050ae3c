import type { Checklist, ChecklistItem, ChecklistSection } from '../../../core/checklist/checklist.ts';
import type { EvidenceCounts } from '../../../core/checklist/evidence/countEvidence.ts';
import type { Evidence } from '../../../core/checklist/evidence/evidence.ts';
import type { Excuse } from '../../../core/checklist/required.ts';
import type { ItemNote } from '../../../core/checklist/sidecar/sidecar.ts';
import type { SignOffRole } from '../../../core/checklist/signOff/roles.ts';

/**
 * Nodes of the tree. The same object for as long as what it stands for is there, so that the editor can redraw it alone,
 * and always with the newest places in the text.
 */
export interface FileNode {
  kind: 'file';
  uri: string;
  /** As it was read last. */
  checklist: Checklist;
  progress: Progress;
  /** How many of the items that must be ticked are open. */
  openRequired: number;
  /** How much of all that is bound in it is not proven, as far as that was looked at. */
  counts: EvidenceCounts;
  children: readonly BranchNode[];
  /** Who signs it; shown behind the children. */
  signOffs: readonly RoleNode[];
  /** What is wrong with what is kept beside the text. */
  warnings: readonly string[];
  /** All below it, by their keys. */
  below: ReadonlyMap<string, BranchNode>;
}

export interface SectionNode {
  kind: 'section';
  key: string;
  file: FileNode;
  parent: FileNode | SectionNode;
  section: ChecklistSection;
  /** How much of what is bound in it, and by its own heading, is not proven. */
  counts: EvidenceCounts;
  /** Of what its heading is bound to. */
  evidence?: Evidence | undefined;
  /** Of the run that the evidence is from: by this name "Open Run" finds it. */
  folder?: string | undefined;
  children: readonly BranchNode[];
}

export interface ItemNode {
  kind: 'item';
  key: string;
  file: FileNode;
  parent: TreeNode;
  item: ChecklistItem;
  /** Why it need not be ticked, where it need not. */
  remark?: Excuse | undefined;
  evidence?: Evidence | undefined;
  folder?: string | undefined;
  /** What is kept of it beside the text. */
  note?: ItemNote | undefined;
  children: readonly ItemNode[];
}

/** Somebody who signs a file, or has signed it. */
export interface RoleNode {
  kind: 'role';
  key: string;
  file: FileNode;
  parent: FileNode;
  role: SignOffRole;
  children: readonly [];
}

export type BranchNode = SectionNode | ItemNode;
export type TreeNode = FileNode | BranchNode | RoleNode;

export interface Progress {
  checked: number;
  total: number;
}

export function itemKey(id: string): string {
  return `item ${id}`;
}
