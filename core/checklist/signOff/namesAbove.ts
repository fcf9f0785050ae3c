import type { ListItem } from 'mdast';
import type { Block } from '../markdown/blocks.ts';
import { oneLine } from '../markdown/inlineText.ts';
import { isGeneralSignOff, isSignOffHeading, namesAThing } from './words.ts';

export interface LineOfText {
  text: string;
  /** Whether it is all of its paragraph. */
  isAlone: boolean;
  isBold: () => boolean;
}

/** Who is named above a line that says only "Signed", while all lines of a text are gone through in their order. */
export class NamesAbove {
  private readonly ofItems = new Map<ListItem, string>();
  /** Labels of the current section, by how many list items they are in. */
  private labels: (string | undefined)[] = [];
  /** Whether a label such as "Signatures:" stands above in the section. */
  private isLabelled = false;
  private section: { path: Block['path']; isSignOff: boolean } | undefined;

  startBlock(block: Block): void {
    switch (block.kind) {
      case 'heading':
        this.labels = [];
        this.isLabelled = false;
        return;
      case 'paragraph':
        if (block.opens !== undefined) this.labels.length = Math.min(this.labels.length, block.items.length);
        return;
      case 'code':
      case 'table':
        // That is what the label was for: "Validation command:".
        this.labels = [];
        return;
      case 'html':
        return;
    }
  }

  /** A line that signs nothing, and may say what those below it are about. */
  passLine({ text, isAlone, isBold }: LineOfText, block: Extract<Block, { kind: 'paragraph' | 'heading' }>): void {
    if (block.kind === 'heading' || text.length > 2 * LONGEST) return;
    const label = oneLine(text).replace(/\s*[:：]$/u, '');
    if (label === '' || label.length > LONGEST || /[:：]|__/u.test(label)) return;
    if (!/[:：]\s*$/u.test(text) && !(isAlone && isNameLike(label)) && !isBold()) return;
    if (block.opens !== undefined) this.ofItems.set(block.opens, label);
    else if (isGeneralSignOff(label)) this.isLabelled = true;
    else this.labels[block.items.length] = namesAThing(label) ? undefined : label;
  }

  isSignOff({ path }: Block): boolean {
    // All blocks of a section share the one path.
    if (this.section?.path !== path) this.section = { path, isSignOff: path.some(isSignOffHeading) };
    return this.isLabelled || this.section.isSignOff;
  }

  /** Who it is: the item that it is part of, else the nearest label, else the heading; unless all these name nobody. */
  nameFor({ items, path, ...block }: Extract<Block, { kind: 'paragraph' | 'heading' }>): string | undefined {
    const outer = block.kind === 'paragraph' && block.opens !== undefined ? items.slice(0, -1) : items;
    const parent = outer.at(-1);
    const ofItem = parent && this.ofItems.get(parent);
    if (ofItem !== undefined) return ofItem;
    const label = this.labels.slice(0, outer.length + 1).findLast((one) => one !== undefined);
    const heading = path.at(-1);
    return label ?? (heading === undefined || heading === '' || isGeneralSignOff(heading) ? undefined : heading);
  }
}

const LONGEST = 80;

/** Plain words that are no sentence. */
function isNameLike(text: string): boolean {
  return text.split(' ').length <= 6 && !/[.!?,;]$/u.test(text);
}
