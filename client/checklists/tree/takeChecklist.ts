import type { Checklist, ChecklistItem, ChecklistSection } from '../../../core/checklist/checklist.ts';
import { NOTHING_DOUBTFUL } from '../../../core/checklist/evidence/countEvidence.ts';
import { excusesOf, type Excuse } from '../../../core/checklist/required.ts';
import { hasBindings } from '../evidence/knownEvidence.ts';
import { itemKey, type BranchNode, type FileNode, type SectionNode, type TreeNode } from './nodes.ts';

export function newFile(uri: string, checklist: Checklist): FileNode {
  const file: FileNode = {
    kind: 'file',
    uri,
    checklist,
    progress: { checked: 0, total: 0 },
    openRequired: 0,
    counts: NOTHING_DOUBTFUL,
    children: [],
    signOffs: [],
    warnings: [],
    below: new Map(),
  };
  takeChecklist(file, checklist);
  return file;
}

/** Puts a text that was read anew into the nodes, and tells which of them look other than before. */
export function takeChecklist(file: FileNode, checklist: Checklist): TreeNode[] {
  const changed = new Set<TreeNode>();
  const known = file.below;
  const below = new Map<string, BranchNode>();
  const remarks = excusesOf(checklist);
  const children = new Map<TreeNode, BranchNode[]>([[file, []]]);
  const add = (node: BranchNode): void => {
    below.set(node.key, node);
    children.set(node, []);
    children.get(node.parent)?.push(node);
  };
  const addSection = (section: ChecklistSection, parent: FileNode | SectionNode): SectionNode => {
    const key = unusedKey(`section ${section.path.join(' / ')}`, below);
    const before = known.get(key);
    if (before?.kind !== 'section') {
      const counts = NOTHING_DOUBTFUL;
      const made: SectionNode = { kind: 'section', key, file, parent, section, counts, children: [] };
      add(made);
      return made;
    }
    const { total, checked } = before.section;
    if (total !== section.total || checked !== section.checked) changed.add(before);
    Object.assign(before, { section, parent });
    add(before);
    return before;
  };
  const addItem = (item: ChecklistItem, parent: TreeNode): void => {
    const key = itemKey(item.id);
    const remark = remarks.get(item.id);
    const before = known.get(key);
    if (before?.kind !== 'item') {
      add({ kind: 'item', key, file, parent, item, remark, children: [] });
      return;
    }
    if (before.item.checked !== item.checked) {
      changed.add(before);
      // It says how many of those below it are ticked.
      for (let above = parent; above.kind === 'item'; above = above.parent) changed.add(above);
    }
    if (!isSameRemark(before.remark, remark)) changed.add(before);
    Object.assign(before, { item, parent, remark });
    add(before);
  };

  const sections = checklist.sections.filter(({ total }) => total > 0);
  const title = onlyTitle(sections, checklist.items);
  let open: SectionNode[] = [];
  let next = 0;
  const openUpTo = (offset: number): void => {
    for (let section = sections[next]; section !== undefined && section.span[0] <= offset; section = sections[next]) {
      next += 1;
      if (section === title) continue;
      const { level } = section;
      open = open.filter((one) => one.section.level < level);
      open.push(addSection(section, open.at(-1) ?? file));
    }
  };
  for (const item of checklist.items) {
    openUpTo(item.marker);
    const above = item.parents.at(-1);
    addItem(item, (above === undefined ? undefined : below.get(itemKey(above))) ?? open.at(-1) ?? file);
  }

  for (const [node, now] of children) {
    if (!isSame(node.children, now)) changed.add(node);
    node.children = now;
  }
  // Its menu offers to apply results.
  if (hasBindings(file.checklist) !== hasBindings(checklist)) changed.add(file);
  file.below = below;
  file.checklist = checklist;
  const progress = { checked: checklist.items.filter(({ checked }) => checked).length, total: checklist.items.length };
  const openRequired = checklist.items.filter(({ id, checked }) => !checked && !remarks.has(id)).length;
  const { checked, total } = file.progress;
  if (checked !== progress.checked || total !== progress.total || file.openRequired !== openRequired) changed.add(file);
  Object.assign(file, { progress, openRequired });
  // What is gone or new is drawn with what it stands in.
  return [...changed].filter((node) => node.kind === 'file' || known.get(node.key) === node);
}

/** A heading above everything is the title of the file: a level of its own in the tree would say nothing. */
function onlyTitle(
  sections: readonly ChecklistSection[],
  items: readonly ChecklistItem[],
): ChecklistSection | undefined {
  const [first] = sections;
  return first?.total === items.length ? first : undefined;
}

function unusedKey(wanted: string, taken: ReadonlyMap<string, unknown>): string {
  let key = wanted;
  for (let count = 2; taken.has(key); count += 1) key = `${wanted}#${count}`;
  return key;
}

function isSameRemark(one: Excuse | undefined, other: Excuse | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function isSame<T>(one: readonly T[], other: readonly T[]): boolean {
  return one.length === other.length && one.every((value, index) => value === other[index]);
}
